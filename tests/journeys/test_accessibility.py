"""Every screen, and what opens over it, in light and dark, through axe: WCAG 2.2 AA and its advice."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.embedded.supervisor import ROOT
from tests.journeys.browser import page_of
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SETTLE_MS = 1500
OWNERS = (
    "/inbox/open",
    "/calls",
    "/quality/queue",
    "/quality/me",
    "/live/all",
    "/reports/agent-productivity",
    "/reports/agent-rating",
    "/admin/departments",
    "/admin/people",
    "/admin/operations",
    "/me",
    "/security/",
)


def violations(page: Page) -> list[str]:
    """Rule, and the first element it names, of everything axe finds."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
    return [f"{page.url}: {one['id']} at {one['nodes'][0]['target']} ({one['help']})" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_of_the_staff_violates_a_rule(stack: Stack, browser: Browser, scheme: str) -> None:
    origin = stack.address("northwind").rstrip("/")
    found: list[str] = []
    with page_of(
        browser, origin=origin, viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as page:
        page.goto("/login/")
        found += violations(page)
        sign_in(page, "owner@northwind.example", then="/me")
        for path in OWNERS:
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_have_count(1, timeout=15000)
            page.wait_for_timeout(SETTLE_MS)
            found += violations(page)
        page.goto("/inbox/open")
        page.get_by_role("option").first.click()
        page.wait_for_timeout(SETTLE_MS)
        found += violations(page)
        page.goto("/calls")
        page.get_by_role("table").get_by_role("link").first.click()
        page.wait_for_timeout(SETTLE_MS)
        found += violations(page)

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_that_opens_over_a_screen_violates_a_rule(stack: Stack, browser: Browser, scheme: str) -> None:
    origin = stack.address("northwind").rstrip("/")
    found: list[str] = []
    with page_of(
        browser, origin=origin, viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as page:
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
