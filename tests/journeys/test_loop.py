"""One real customer message all the way: mail, ticket, answer, solved, rated, reviewed, counted, shown live."""

import re
import uuid

from playwright.sync_api import Browser, Page, expect

from tests.journeys.accessibility import violations
from tests.journeys.browser import page_of
from tests.journeys.customer import Customer, body, is_automatic, link
from tests.journeys.inbox import expect_said, open_ticket
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack
from tests.journeys.wallboard import column, expect_column

SUBJECT = f"Second router keeps restarting ({uuid.uuid4().hex[:6]})"
TEXT = "Good morning, the router you sent in October restarts every evening at eight. Kind regards, Judith"


def wait_for_mail_ticket(page: Page, subject: str) -> None:
    """The bar announces it; the row comes, and comes into sight, only when it is pressed."""
    bar = page.get_by_role("button", name=re.compile(r"Show \d+ new ticket"))
    expect(bar).to_be_visible()
    assert page.get_by_role("option").filter(has_text=subject).count() == 0
    bar.click()
    row = page.get_by_role("option").filter(has_text=subject)
    expect(row).to_be_visible()
    row.click()
    expect(page.get_by_role("heading", level=2, name=subject)).to_be_visible()


def take(page: Page) -> None:
    page.get_by_role("button", name="Unassigned").click()
    page.get_by_role("option", name="Take it myself").click()
    expect(page.get_by_role("button", name="Petr Svoboda").first).to_be_visible()


def write_note(page: Page, text: str) -> None:
    page.get_by_role("form", name="Reply").get_by_text("Internal note").click()
    page.get_by_label("Text of the note").fill(text)
    page.get_by_role("button", name="Add note").click()
    expect_said(page, text)


def write_reply(page: Page, text: str) -> None:
    """Typed, kept through a reload as a draft, then sent with the keyboard."""
    page.get_by_text("Reply", exact=True).first.click()
    box = page.get_by_label("Text of the reply")
    box.click()
    box.press_sequentially(text)
    expect(page.get_by_text(re.compile(r"Draft saved \d"))).to_be_visible()
    page.reload()
    expect(page.get_by_label("Text of the reply")).to_contain_text(text)
    page.get_by_label("Text of the reply").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Text of the reply")).not_to_contain_text(text)
    expect_said(page, text)


def rate(page: Page, address: str, rating: int) -> None:
    """Without script: the customer's page."""
    page.goto(address)
    expect(page.get_by_text(f"Your choice from the e-mail: {rating}.")).to_be_visible()
    page.wait_for_timeout(2500)  # nobody answers faster; a scanner does, and is asked again
    page.get_by_label("What should we do better?").fill("Answered quickly, thank you.")
    page.get_by_role("button", name="Send the rating").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_from_the_first_mail_to_the_wallboard(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    customer = Customer(stack, "northwind", "Judith Marlow", f"judith.{uuid.uuid4().hex[:6]}@customer.example")
    with (
        page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}) as agent,
        page_of(browser, origin=origin, viewport={"width": 1920, "height": 1080}) as wall,
        page_of(browser, origin=origin, java_script_enabled=False) as phone,
        page_of(browser, origin=origin, bypass_csp=True) as customers,
    ):
        sign_in(agent, "agent@northwind.example")
        expect(agent.get_by_role("option").first).to_be_visible()
        sign_in(wall, "supervisor@northwind.example", then="/live/all")
        expect(wall.get_by_role("row").filter(has_text="Support")).to_be_visible()
        waiting, solved = column(wall, "Tickets waiting"), column(wall, "Solved today")

        customer.write("support@northwind.localhost", SUBJECT, TEXT)
        wait_for_mail_ticket(agent, SUBJECT)
        expect_column(wall, "Tickets waiting", waiting + 1)
        acknowledgement = customer.received(is_automatic, what="acknowledgement")
        assert TEXT not in body(acknowledgement)

        take(agent)
        write_note(agent, "Same batch as the returns of last week.")
        write_reply(agent, "Good morning, a new router is on its way to you.")
        reply = customer.received(lambda mail: "new router" in body(mail), what="the reply")
        assert reply["In-Reply-To"]
        assert "returns of last week" not in body(reply)

        # the page knows that the reply is gone, and the server has the solution before the page is left
        expect(agent.get_by_text(re.compile("Sending in|Being sent"))).to_have_count(0)
        agent.get_by_role("button", name="Solve", exact=True).click()
        expect(agent.get_by_text(re.compile(r"#\d+ is solved"))).to_be_visible()
        agent.goto("/inbox/solved")
        expect(agent.get_by_role("option").filter(has_text=SUBJECT)).to_be_visible()
        expect_column(wall, "Solved today", solved + 1)

        invitation = customer.received(lambda mail: "/s/" in body(mail), what="the survey")
        assert invitation["List-Unsubscribe"]
        customers.goto(link(invitation, "?r=4"))
        asked = violations(customers)
        rate(phone, link(invitation, "?r=4"), 4)
        customers.goto(phone.url)
        assert asked + violations(customers) == []

        customer.answer(reply, "It arrived, but the cable is missing.")
        agent.goto("/inbox/mine")
        expect(agent.get_by_role("option").first).to_be_visible()
        open_ticket(agent, SUBJECT)
        expect(agent.get_by_role("log").get_by_text("It arrived, but the cable is missing.")).to_be_visible()
        expect(agent.get_by_text("Answered quickly, thank you.")).to_be_visible()
