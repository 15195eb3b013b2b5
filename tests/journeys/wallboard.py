"""What a wallboard shows, read from its table of departments."""

import re

from playwright.sync_api import Locator, Page, expect


def cell(page: Page, name: str, *, department: str = "Support") -> Locator:
    """What stands under this heading in the line of this department."""
    expect(page.get_by_role("columnheader", name=name, exact=True)).to_be_attached()
    headers = [header.strip() for header in page.get_by_role("columnheader").all_inner_texts()]
    return page.get_by_role("row").filter(has_text=department).locator("th, td").nth(headers.index(name))


def column(page: Page, name: str) -> int:
    """Its number for Support; "–" is 0."""
    return int(re.sub(r"\D", "", cell(page, name).inner_text()) or 0)


def expect_column(page: Page, name: str, number: int) -> None:
    """The board says this before long."""
    expect(cell(page, name)).to_have_text(re.compile(rf"^\D*{number}\D*$"))
