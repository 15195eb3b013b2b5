"""The same loop in Czech, on a screen of 390 px: nothing in English, nothing beside the screen."""

import re
import uuid

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import page_of
from tests.journeys.customer import Customer, body, link
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack

WAIT_MS = 15000
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "cs-CZ"}
SUBJECT = f"Televize nemá signál ({uuid.uuid4().hex[:6]})"


def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def speak_czech(page: Page) -> None:
    """In one's own settings, as anybody would."""
    page.goto("/me")
    page.get_by_role("combobox", name=re.compile("Language|Jazyk")).click()
    page.get_by_role("option", name="Čeština").click()
    expect(page.locator("html")).to_have_attribute("lang", "cs", timeout=WAIT_MS)
    fits(page)


def test_the_loop_in_czech_on_a_phone(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    customer = Customer(stack, "northwind", "Božena Skálová", f"bozena.{uuid.uuid4().hex[:6]}@customer.example")
    with page_of(browser, origin=origin, **PHONE) as agent, page_of(browser, origin=origin, **PHONE) as phone:
        sign_in(agent, "tereza.dvorakova@northwind.example", then="/me")
        speak_czech(agent)
        customer.write(
            "support@northwind.localhost", SUBJECT, "Dobrý den, od včera nejde televize. Děkuji", language="cs"
        )
        acknowledgement = customer.received(
            lambda mail: mail["Auto-Submitted"] == "auto-replied", what="acknowledgement"
        )
        assert "Dobrý den" in body(acknowledgement)

        agent.goto("/inbox/unassigned")
        row = agent.get_by_role("option").filter(has_text=SUBJECT)
        agent.get_by_role("listbox").hover(timeout=WAIT_MS)
        for _ in range(40):
            if row.count():
                break
            agent.mouse.wheel(0, 400)
            agent.wait_for_timeout(100)
        fits(agent)
        row.click()
        expect(agent.get_by_role("heading", name=SUBJECT)).to_be_visible(timeout=WAIT_MS)
        fits(agent)
        box = agent.get_by_label("Text odpovědi")
        box.click(timeout=WAIT_MS)
        box.press_sequentially("Dobrý den, signál je obnoven.")
        agent.get_by_role("form").get_by_role("button", name=re.compile("Odeslat")).click()
        customer.received(lambda mail: "signál je obnoven" in body(mail), what="the reply")
        agent.get_by_role("button", name=re.compile("^Vyřešit")).click()

        invitation = customer.received(lambda mail: "/s/" in body(mail), what="the survey")
        phone.goto(link(invitation, "?r=5"))
        expect(phone.locator("html")).to_have_attribute("lang", "cs")
        fits(phone)
        phone.wait_for_timeout(2500)
        phone.get_by_role("button", name="Odeslat hodnocení").click()
        expect(phone.get_by_role("heading", name="Děkujeme")).to_be_visible(timeout=WAIT_MS)
        fits(phone)
