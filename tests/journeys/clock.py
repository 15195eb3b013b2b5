"""How long something takes to be on a screen: told by the page itself, on the machine's one clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from playwright.sync_api import Locator, Page

GIVE_UP_MS = 20_000
# resolves with the moment of the frame in which the text is there; the page need not be asked meanwhile
SEEN = """
(element, text) => {
  const there = () => element.textContent.replace(/\\s+/g, " ").includes(text);
  window.seen = new Promise((resolve) => {
    const painted = () => requestAnimationFrame(() => resolve(Date.now()));
    if (there()) return painted();
    const watch = new MutationObserver(() => { if (there()) { watch.disconnect(); painted(); } });
    watch.observe(element, { subtree: true, childList: true, characterData: true });
  });
}
"""
ASKED = "limit => Promise.race([window.seen, new Promise(resolve => setTimeout(() => resolve(null), limit))])"


def watch(place: Locator, text: str) -> Callable[[], float | None]:
    """Begin to wait for this text here; the answer, when asked, is its moment in seconds since 1970."""
    page: Page = place.page
    place.evaluate(SEEN, text)

    def moment() -> float | None:
        told = page.evaluate(ASKED, GIVE_UP_MS)
        return None if told is None else told / 1000

    return moment


@dataclass
class Clock:
    """One promise, and how it was kept, round after round.

    A machine that does something else beside only ever adds. So the best round shows what the product itself
    takes, and must keep the promise; the middle one has twice the time, which a timer in the way would use up.
    """

    name: str
    promise_seconds: float
    rounds: list[float] = field(default_factory=list)

    def stop(self, moment: Callable[[], float | None], *, since: float) -> None:
        seen = moment()
        assert seen is not None, f"{self.name}: not seen within {GIVE_UP_MS} ms"
        self.rounds.append(seen - since)

    def line(self) -> dict[str, Any]:
        """As a bench prints it."""
        return {
            "name": self.name,
            "ours": round(min(self.rounds), 3),
            "median": round(median(self.rounds), 3),
            "worst": round(max(self.rounds), 3),
            "unit": "s",
            "target": self.promise_seconds,
            "ok": self.kept,
        }

    @property
    def kept(self) -> bool:
        return min(self.rounds) <= self.promise_seconds and median(self.rounds) <= 2 * self.promise_seconds


def now() -> float:
    """The clock the browser reads, too."""
    return time.time()
