"""A reviewer's hands on the keyboard, in any language."""

from playwright.sync_api import Page, expect


def answer_everything(page: Page) -> None:
    """The highest answer wherever one is asked, then the next criterion."""
    groups = page.get_by_role("radiogroup")
    expect(groups.first).to_be_visible()
    for number in range(groups.count()):
        group = groups.nth(number)
        group.get_by_role("radio").first.focus()
        page.keyboard.press("5" if group.get_by_role("radio", name="5", exact=True).count() else "y")
        expect(group.get_by_role("radio", checked=True)).to_have_count(1)
