"""What agents do all day besides answering: together on a ticket, with files, with images, with many at once."""

import re
import smtplib
import uuid
from email.message import EmailMessage
from email.utils import make_msgid

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import page_of
from tests.journeys.customer import Customer, body
from tests.journeys.inbox import open_ticket
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack

DESKTOP = {"width": 1440, "height": 900}
FILE = b"%PDF-1.4 " + b"x" * 30_000


def subject(about: str) -> str:
    return f"{about} ({uuid.uuid4().hex[:6]})"


def customer_of(stack: Stack) -> Customer:
    return Customer(stack, "northwind", "Tom Hensley", f"tom.{uuid.uuid4().hex[:6]}@customer.example")


def arrived(page: Page, about: str) -> None:
    """Open a ticket that was mailed a moment ago."""
    expect(page.get_by_role("option").first).to_be_visible()
    open_ticket(page, about)


def write_with_picture(stack: Stack, sender: str, about: str) -> None:
    """A formatted mail with an image that lies with its sender."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "support@northwind.localhost", about
    mail["Message-ID"] = make_msgid(domain="customer.example")
    mail.set_content("See the plan.")
    mail.add_alternative(
        '<p>See the plan.</p><img alt="Plan" width="40" height="40" src="https://images.customer.example/plan.png">',
        subtype="html",
    )
    with smtplib.SMTP("127.0.0.1", stack.mail_port) as server:
        server.send_message(mail)


def test_two_people_on_one_ticket_see_each_other_and_what_is_given_to_them(stack: Stack, browser: Browser) -> None:
    origin, about = stack.address("northwind").rstrip("/"), subject("Offer for two lines")
    customer = customer_of(stack)
    with (
        page_of(browser, origin=origin, viewport=DESKTOP) as agent,
        page_of(browser, origin=origin, viewport=DESKTOP) as colleague,
    ):
        customer.write("support@northwind.localhost", about, "Could we have an offer for two lines?")
        sign_in(agent, "agent@northwind.example")
        sign_in(colleague, "supervisor@northwind.example")
        arrived(agent, about)
        colleague.goto(agent.url)
        expect(agent.get_by_text("Alena Králová is viewing").first).to_be_attached()

        colleague.get_by_label("Text of the reply").click()
        colleague.keyboard.type("We will look")
        expect(agent.get_by_text("Alena Králová is replying").first).to_be_attached()

        bell = agent.get_by_role("button", name="Alerts")
        before = new_alerts(agent)
        agent.goto("/me")  # whoever reads the ticket needs no alert of it
        colleague.get_by_role("button", name="Unassigned").click()
        colleague.get_by_role("region", name="Menus").get_by_role("option", name="Petr Svoboda").click()
        expect(bell).to_have_accessible_name(re.compile(rf"{before + 1} new"))
        bell.click()
        agent.get_by_role("dialog", name="Alerts").get_by_role("link", name=about).click()
        expect(agent.get_by_role("heading", level=2, name=about)).to_be_visible()
        expect(bell).to_have_accessible_name("Alerts")


def new_alerts(page: Page) -> int:
    """How many the bell says."""
    said = re.search(r"\d+", page.get_by_role("button", name="Alerts").inner_text())
    return int(said.group()) if said else 0


def test_a_file_goes_with_the_answer_to_the_customer(stack: Stack, browser: Browser) -> None:
    origin, about = stack.address("northwind").rstrip("/"), subject("Contract, please")
    customer = customer_of(stack)
    with page_of(browser, origin=origin, viewport=DESKTOP) as agent:
        customer.write("support@northwind.localhost", about, "Please send me the contract.")
        sign_in(agent, "agent@northwind.example")
        arrived(agent, about)

        agent.get_by_label("Files to attach").set_input_files(
            {"name": "Smlouva č. 7.pdf", "mimeType": "application/pdf", "buffer": FILE}
        )
        expect(agent.get_by_role("form", name="Reply").get_by_text("30 kB")).to_be_visible()
        agent.get_by_label("Text of the reply").click()
        agent.keyboard.type("The contract is attached.")
        agent.keyboard.press("Control+Enter")
        mail = customer.received(lambda one: "contract is attached" in body(one), what="the contract")

        (attached,) = mail.iter_attachments()
        assert (attached.get_filename(), attached.get_content_type()) == ("Smlouva č. 7.pdf", "application/pdf")
        assert attached.get_content() == FILE


def test_images_that_lie_elsewhere_wait_for_a_click_and_come_through_us(stack: Stack, browser: Browser) -> None:
    origin, about = stack.address("northwind").rstrip("/"), subject("Plan of the office")
    with page_of(browser, origin=origin, viewport=DESKTOP) as agent:
        write_with_picture(stack, "Tom <tom@customer.example>", about)
        sign_in(agent, "agent@northwind.example")
        arrived(agent, about)
        message = agent.get_by_role("region", name="Conversation").locator("iframe").last.content_frame
        expect(message.get_by_text("See the plan.")).to_be_visible()
        expect(message.locator("img[src^=http]")).to_have_count(0)

        agent.get_by_role("button", name="Load 1 remote image").click()

        expect(message.get_by_role("img", name="Plan")).to_have_attribute(
            "src", re.compile(r"^http://files\.northwind\.")
        )
        expect(agent.get_by_role("button", name="Load 1 remote image")).to_have_count(0)


def test_many_tickets_are_changed_at_once_and_put_back(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    with page_of(browser, origin=origin, viewport=DESKTOP) as agent:
        sign_in(agent, "agent@northwind.example")
        rows = agent.get_by_role("option")
        expect(rows.nth(2)).to_be_visible()
        agent.keyboard.press("j")
        agent.keyboard.press("x")
        agent.keyboard.press("j")
        agent.keyboard.press("x")
        bar = agent.get_by_role("region", name="Selected tickets")
        expect(bar.get_by_role("heading", name="2 selected")).to_be_visible()

        bar.get_by_role("button", name="Priority").click()
        agent.get_by_role("menuitem", name="Urgent").click()
        said = agent.get_by_role("alert").filter(has_text="2 tickets changed")
        expect(said).to_be_visible()
        expect(bar).to_have_count(0)
        said.get_by_role("button", name="Undo").click()

        expect(agent.get_by_text("2 tickets put back")).to_be_visible()
