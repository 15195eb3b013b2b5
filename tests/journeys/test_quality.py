"""A reviewer judges a conversation and a call with the hands on the keyboard; the agent reads it."""

import re
import unicodedata

from playwright.sync_api import Browser, Page, expect

from tests.journeys.accessibility import violations
from tests.journeys.browser import page_of
from tests.journeys.person import sign_in
from tests.journeys.reviewing import answer_everything
from tests.journeys.stack import Stack

WAIT_MS = 15000
KINDS = {"conversation": "Conversation ·", "call": "Call ·"}


def start(page: Page, kind: str) -> tuple[str, str]:
    """The first work of this kind in the queue: its title and the agent it is credited to."""
    page.goto("/quality/queue")
    row = page.get_by_role("region", name="Work to review").get_by_role("listitem").filter(has_text=KINDS[kind]).first
    expect(row).to_be_visible(timeout=WAIT_MS)
    title = row.locator("strong").inner_text()
    agent = row.locator("span").filter(has_text=re.compile(r"\w")).first.inner_text().splitlines()[-1]
    row.get_by_role("button", name=re.compile("^Review")).click()
    page.wait_for_url("**/quality/reviews/*")
    expect(page.get_by_role("radiogroup").first).to_be_visible(timeout=WAIT_MS)
    return title, agent


def comment(page: Page, text: str) -> None:
    page.keyboard.press("c")
    box = page.get_by_role("textbox", name=re.compile("omment"))
    box.fill(text)
    page.keyboard.press("Control+Enter")
    expect(box).to_be_hidden(timeout=WAIT_MS)
    page.get_by_role("tab", name=re.compile("^Comments")).click()
    expect(page.get_by_text(text).first).to_be_visible(timeout=WAIT_MS)


def test_a_conversation_is_scored_by_keyboard_and_its_receipt_adds_up(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    with page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}) as page:
        sign_in(page, "reviewer@northwind.example", then="/quality/queue")
        start(page, "conversation")
        address = page.url

        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert")).to_contain_text("still missing")
        answer_everything(page)
        comment(page, "Clear next step and date.")
        page.keyboard.press("Control+Enter")

        expect(page).not_to_have_url(address, timeout=WAIT_MS)
        page.goto(address)
        expect(page.get_by_text(re.compile(r"100\s?%")).first).to_be_visible(timeout=WAIT_MS)
        page.get_by_role("tab", name=re.compile("^Comments")).click()
        expect(page.get_by_text("Clear next step and date.").first).to_be_visible()


def test_a_call_is_heard_scored_and_read_by_its_agent(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    with page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}, bypass_csp=True) as page:
        sign_in(page, "reviewer@northwind.example", then="/quality/queue")
        title, agent = start(page, "call")
        address = page.url
        assert violations(page) == []
        with page.expect_response(lambda response: "/f/" in response.url and response.status == 206, timeout=WAIT_MS):
            page.get_by_role("button", name="Play", exact=True).click()
        expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible(timeout=WAIT_MS)
        page.wait_for_timeout(1500)
        page.get_by_role("button", name="Pause", exact=True).click()
        answer_everything(page)
        comment(page, "Greets with name and company.")
        page.keyboard.press("Control+Enter")
        expect(page).not_to_have_url(address, timeout=WAIT_MS)

    with page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}) as page:
        sign_in(page, email_of(agent), then="/quality/me")
        page.get_by_text(title).first.click(timeout=WAIT_MS)
        expect(page.get_by_text("Greets with name and company.").first).to_be_visible(timeout=WAIT_MS)
        page.get_by_role("button", name=re.compile("have read", re.IGNORECASE)).click()
        expect(page.get_by_text("The reviewer can see that you have read this.")).to_be_visible(timeout=WAIT_MS)


def email_of(name: str) -> str:
    """Demo addresses are names without marks; the six roles have addresses of their own."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    login = "agent" if name == "Petr Svoboda" else plain.replace("ł", "l").replace(" ", ".")
    return f"{login}@northwind.example"
