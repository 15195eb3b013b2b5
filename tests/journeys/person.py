"""Somebody who works here, at a browser."""

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
