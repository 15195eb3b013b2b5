"""Every screen, and what opens over it, in light and dark, through axe."""

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.accessibility import violations
from tests.journeys.browser import page_of
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack

SETTLE_MS = 1500
OWNERS = (
    "/inbox/open",
    "/inbox/new",
    "/calls",
    "/quality/queue",
    "/quality/me",
    "/live/all",
    "/reports/agent-productivity",
    "/reports/agent-rating",
    "/admin/departments",
    "/admin/people",
    "/admin/organization",
    "/admin/set-aside",
    "/admin/operations",
    "/admin/audit",
    "/me",
    "/security/",
    "/security/password/",
    "/dev/mailbox/",
    "/no/such/page",
)
STRANGERS = ("/login/", "/password/reset/", "/invitation/unknown/", "/s/unknown")


def test_no_screen_of_the_staff_violates_a_rule(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    found: list[str] = []
    with page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}, bypass_csp=True) as page:
        for path in STRANGERS:
            page.goto(path)
            found += violations(page)
        sign_in(page, "owner@northwind.example", then="/me")
        for path in OWNERS:
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_have_count(1, timeout=15000)
            page.wait_for_timeout(SETTLE_MS)
            found += violations(page)
        for path, first in (
            ("/inbox/open", page.get_by_role("option")),
            ("/calls", page.get_by_role("table").get_by_role("link")),
            ("/admin/departments", page.get_by_role("table").get_by_role("link")),
        ):
            page.goto(path)
            first.first.click()
            page.wait_for_timeout(SETTLE_MS)
            found += violations(page)

    assert found == []


def test_nothing_that_opens_over_a_screen_violates_a_rule(stack: Stack, browser: Browser) -> None:
    origin = stack.address("northwind").rstrip("/")
    found: list[str] = []
    with page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}, bypass_csp=True) as page:
        sign_in(page, "owner@northwind.example")
        page.get_by_role("option").first.click()
        expect(page.get_by_label("Text of the reply")).to_be_visible()
        for open_it, opened in opened_over(page):
            open_it()
            expect(opened).to_be_visible()
            found += violations(page)
            page.keyboard.press("Escape")
            expect(opened).to_have_count(0)
            expect(page.locator("body")).not_to_be_focused()  # back to what it was opened from

    assert found == []


def opened_over(page: Page) -> list[tuple[Callable[[], None], Locator]]:
    """How each is opened, and what is there then."""

    def key(name: str) -> Callable[[], None]:
        return lambda: page.keyboard.press(name)

    def button(name: str) -> Callable[[], None]:
        return lambda: page.get_by_role("button", name=name).click()

    return [
        (button("availability and settings"), page.get_by_role("menu")),
        (key("Control+k"), page.get_by_role("dialog").filter(has=page.get_by_label("Search or do"))),
        (button("Alerts"), page.get_by_role("dialog", name="Alerts")),
        (key("?"), page.get_by_role("dialog", name="Keyboard shortcuts")),
        (key("a"), page.get_by_role("region", name="Menus").get_by_role("option").first),
        (key("s"), page.get_by_role("menu")),
    ]
