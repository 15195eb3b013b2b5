"""A supervisor reads a report; every number opens exactly what it was counted from."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import page_of
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack

WAIT_MS = 15000


@pytest.mark.parametrize(("report", "column"), [("agent-productivity", "Solved"), ("agent-rating", "Answers")])
def test_a_number_opens_as_many_rows_as_it_says(stack: Stack, browser: Browser, report: str, column: str) -> None:
    origin = stack.address("northwind").rstrip("/")
    with page_of(browser, origin=origin, viewport={"width": 1440, "height": 900}) as page:
        sign_in(page, "supervisor@northwind.example", then=f"/reports/{report}")
        table = page.get_by_role("table").last
        expect(table.get_by_role("row").nth(2)).to_be_visible(timeout=WAIT_MS)
        headers = [name.strip(" ↓↑\n") for name in table.get_by_role("columnheader").all_inner_texts()]
        cell = table.get_by_role("row").nth(2).locator("th, td").nth(headers.index(column))
        number = int(re.sub(r"\D", "", cell.get_by_role("button").inner_text()))

        cell.get_by_role("button").click()

        drawer = page.get_by_role("dialog")
        expect(drawer.get_by_role("listitem")).to_have_count(number, timeout=WAIT_MS)
        assert "drill=" in page.url
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        page.get_by_role("button", name="How is this counted?").first.click()
        expect(page.get_by_text("Formula").first).to_be_visible(timeout=WAIT_MS)
