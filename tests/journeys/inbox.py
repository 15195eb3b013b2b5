"""The list of tickets, in any language."""

import re

from playwright.sync_api import Page, expect

SHOW_NEW = re.compile(r"(Show|Zobrazit) \d+ ")
PIXELS = 400
LOOK_MS = 100
LOOKS = 150


def open_ticket(page: Page, subject: str) -> None:
    """Scroll as far as it takes, and let in what arrives meanwhile: only the rows in sight exist."""
    row = page.get_by_role("option").filter(has_text=subject)
    bar = page.get_by_role("button", name=SHOW_NEW)
    page.get_by_role("listbox").hover()
    for _ in range(LOOKS):
        if row.count():
            break
        if bar.count():
            bar.click()
        page.mouse.wheel(0, PIXELS)
        page.wait_for_timeout(LOOK_MS)
    row.click()
    expect(page.get_by_role("heading", name=subject)).to_be_visible()


def expect_said(page: Page, text: str) -> None:
    """The newest message of the conversation says this; its words stand in a frame of their own."""
    conversation = page.get_by_role("region", name="Conversation")
    expect(conversation.locator("iframe").last.content_frame.get_by_text(text)).to_be_visible()
