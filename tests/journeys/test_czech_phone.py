"""The same loop in Czech, on a screen of 390 px: nothing in English, nothing beside the screen."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browser import page_of
from tests.journeys.customer import Customer, body, is_automatic, link
from tests.journeys.inbox import open_ticket
from tests.journeys.person import sign_in, speaking
from tests.journeys.reviewing import answer_everything
from tests.journeys.stack import Stack
from tests.journeys.wallboard import column, expect_column

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "cs-CZ"}
SUBJECT = f"Televize nemá signál ({uuid.uuid4().hex[:6]})"
SOLVED, SATISFIED = "Vyřešeno dnes", "Spokojeno dnes"
AGENT = "Tereza Dvořáková"


def test_the_loop_in_czech_on_a_phone(stack: Stack, browser: Browser) -> None:
    customer = Customer(stack, "northwind", "Božena Skálová", f"bozena.{uuid.uuid4().hex[:6]}@customer.example")
    with (
        czech(stack, browser, "tereza.dvorakova@northwind.example") as agent,
        czech(stack, browser, "owner@northwind.example") as lead,
        czech(stack, browser, "reviewer@northwind.example") as reviewer,
    ):
        lead.goto("/live/all")
        fits(lead)
        solved, answers = column(lead, SOLVED), answers_today(lead)

        answers_the_mail(agent, customer)
        rates(stack, browser, customer)
        expect_column(lead, SOLVED, solved + 1)
        expect(tile(lead, SATISFIED)).to_contain_text(re.compile(rf"\b{answers + 1} odpově"))

        reviews(reviewer)
        reads_the_review(agent)
        for report, column_name in (("agent-productivity", "Vyřešené"), ("agent-rating", "Odpovědi")):
            opens_the_rows(lead, report, column_name)


@contextmanager
def czech(stack: Stack, browser: Browser, email: str) -> Iterator[Page]:
    """Somebody who works here, with Czech chosen, at a phone."""
    with page_of(browser, origin=stack.address("northwind").rstrip("/"), **PHONE) as page:
        sign_in(page, email, then="/me")
        with speaking(page, "Čeština"):
            expect(page.locator("html")).to_have_attribute("lang", "cs")
            fits(page)
            yield page


def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def answers_the_mail(page: Page, customer: Customer) -> None:
    """From the mail to a solved ticket."""
    customer.write("support@northwind.localhost", SUBJECT, "Dobrý den, od včera nejde televize. Děkuji", language="cs")
    assert "Dobrý den" in body(customer.received(is_automatic, what="acknowledgement"))
    page.goto("/inbox/unassigned")
    fits(page)
    open_ticket(page, SUBJECT)
    fits(page)
    page.get_by_role("button", name="Nepřidělené").click()
    page.get_by_role("option", name="Vzít si").click()
    box = page.get_by_label("Text odpovědi")
    box.click()
    box.press_sequentially("Dobrý den, signál je obnoven.")
    page.get_by_role("form").get_by_role("button", name=re.compile("Odeslat")).click()
    customer.received(lambda mail: "signál je obnoven" in body(mail), what="the reply")
    # the page knows that the reply is gone
    expect(page.get_by_text(re.compile("Odešle se za|Odesílá se"))).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Vyřešit")).click()


def rates(stack: Stack, browser: Browser, customer: Customer) -> None:
    """Very good, without script."""
    invitation = customer.received(lambda mail: "/s/" in body(mail), what="the survey")
    with page_of(browser, origin=stack.address("northwind").rstrip("/"), java_script_enabled=False, **PHONE) as page:
        page.goto(link(invitation, "?r=5"))
        expect(page.locator("html")).to_have_attribute("lang", "cs")
        page.wait_for_timeout(2500)  # nobody answers faster; a scanner does, and is asked again
        page.get_by_role("button", name="Odeslat hodnocení").click()
        expect(page.get_by_role("heading", name="Děkujeme")).to_be_visible()


def reviews(page: Page) -> None:
    """The solved ticket, found by the reviewer, scored by keys and handed in."""
    page.goto("/inbox/solved")
    open_ticket(page, SUBJECT)
    page.get_by_role("button", name="Ohodnotit tuto konverzaci").click()
    page.wait_for_url("**/quality/reviews/*")
    address = page.url
    answer_everything(page)
    fits(page)
    page.get_by_role("button", name="Dokončit a další").click()
    expect(page).not_to_have_url(address)


def reads_the_review(page: Page) -> None:
    """Under one's own feedback, with its score."""
    page.goto("/quality/me")
    fits(page)
    page.get_by_role("link").filter(has_text=SUBJECT).click()
    expect(page.get_by_text(re.compile(r"100\s?%")).first).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Přečteno").click()
    expect(page.get_by_text("Hodnotitel vidí, že máte přečteno.")).to_be_visible()


def opens_the_rows(page: Page, report: str, column_name: str) -> None:
    """Today's number of this agent opens as many rows as it says, and ours is among them."""
    today = datetime.now(ZoneInfo("Europe/Prague")).date()
    page.goto(f"/reports/{report}?from={today}&to={today}")
    fits(page)
    table = page.get_by_role("table").last
    line = table.get_by_role("row").filter(has_text=AGENT)
    expect(line).to_be_visible()
    headers = [name.strip(" ↓↑\n") for name in table.get_by_role("columnheader").all_inner_texts()]
    number = line.locator("th, td").nth(headers.index(column_name)).get_by_role("button")
    expected = int(re.sub(r"\D", "", number.inner_text()))
    number.click()
    rows = page.get_by_role("dialog").get_by_role("listitem")
    expect(rows).to_have_count(expected)
    expect(rows.filter(has_text=SUBJECT)).to_have_count(1)


def tile(page: Page, name: str) -> Locator:
    """One number of the wallboard with its words."""
    return page.get_by_role("listitem").filter(has=page.get_by_text(name, exact=True))


def answers_today(page: Page) -> int:
    """How many ratings the wallboard has counted today."""
    expect(tile(page, SATISFIED)).to_be_visible()
    found = re.search(r"(\d+) odpově", tile(page, SATISFIED).inner_text())
    return int(found.group(1)) if found else 0
