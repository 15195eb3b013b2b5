"""A real Chromium: where it is, how it is started, and what must never happen in it."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PICTURES = Path(__file__).parent / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def executable() -> str:
    """`E2E_CHROMIUM`, else a browser on PATH."""
    found = os.environ.get("E2E_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise RuntimeError("No browser: install Debian's `chromium`, or name one in E2E_CHROMIUM.")
    return found


def launch(playwright: Playwright) -> Browser:
    """Headless, without anything that talks to the outside."""
    return playwright.chromium.launch(executable_path=executable(), args=FLAGS)


@dataclass
class Trouble:
    """What a page did that no page may do."""

    own_origin: str
    seen: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note script errors, dialogs and requests that leave for another host."""
        page.on("pageerror", lambda error: self.seen.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (self.seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._note_outside(request.url))

    def _note_outside(self, url: str) -> None:
        inside = url.startswith(("data:", "blob:", "about:")) or ".localhost:" in url
        if not inside:
            self.seen.append(f"outside request: {url}")


@contextmanager
def page_of(browser: Browser, *, origin: str, **options: object) -> Iterator[Page]:
    """A fresh person at a fresh browser; whatever went wrong in it fails the test at the end."""
    trouble = Trouble(origin)
    context = browser.new_context(base_url=origin, **options)  # type: ignore[arg-type]
    page = context.new_page()
    trouble.watch(page)
    try:
        yield page
    except Exception:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{uuid.uuid4().hex[:8]}.png")  # what was seen when it failed
        raise
    finally:
        context.close()
    assert trouble.seen == []
