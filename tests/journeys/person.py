"""Somebody who works here, at a browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

PASSWORD = "kvalita-demo"


def sign_in(page: Page, email: str, *, then: str = "/inbox/open") -> None:
    """Through the sign-in page, as a person does, and on to an address."""
    page.goto(f"/login/?next={then}")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"**{then}*")


def heading(page: Page, name: str) -> None:
    """The page's one h1 says this."""
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@contextmanager
def speaking(page: Page, language: str) -> Iterator[None]:
    """This person's own language, chosen in their settings as anybody would; English again afterwards."""
    _choose_language(page, language)
    try:
        yield
    finally:
        _choose_language(page.context.new_page(), "English")  # beside it: a failure is pictured where it happened


def _choose_language(page: Page, name: str) -> None:
    page.goto("/me")
    chosen = page.get_by_role("combobox", name=re.compile("Language|Jazyk"))
    if chosen.input_value() == name:
        return
    chosen.click()
    with page.expect_response(lambda response: response.request.method == "PATCH" and response.ok):
        page.get_by_role("option", name=name).click()
