"""What people wait for in a browser: the budgets of the running application on a production build.

`dev.py bench screen` starts the whole product with its demo data, and one Chromium. Each line is the median of its
rounds with the best and the worst beside it. These are absolute times, so `busy` tells how many times longer a fixed
computation took by the wall than by the processor, right before and after: the target is stretched by that (decision
0101). Frames are held against a page of bare lines in the same run. KVALITA_STACK=<port> measures a running product.
"""

import json
import math
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench import screen_probes as probe
from tests.journeys.browser import launch
from tests.journeys.clock import watch
from tests.journeys.customer import Customer, body, link
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack

ROUNDS = 7
ROWS = 10_000
FRAMES, PIXELS_PER_FRAME, GOOD_FRAME_MS = 240, 300, 20  # 18,000 px a second: 200 rows
KEYS, LETTERS = 20, "Good morning, your line is repaired."
WORK = {"all": "TaskDuration", "script": "ScriptDuration", "style": "RecalcStyleDuration", "layout": "LayoutDuration"}
REST_MS = 250
SPIN_SECONDS = 0.3
PATIENCE_MS = 120_000
SIZE = {"width": 1440, "height": 900}


@dataclass
class House:
    """The running product and a browser in which an agent is signed in."""

    stack: Stack
    browser: Browser
    state: Any

    @contextmanager
    def page(self, address: str = "/inbox/open", *, cold: bool = False) -> Iterator[Page]:
        """A browser of its own: nothing cached; ready when the list is there, unless it is the loading that counts."""
        context: BrowserContext = self.browser.new_context(
            base_url=self.stack.address("northwind"), viewport=SIZE, storage_state=self.state
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(probe.OBSERVERS)
        page = context.new_page()
        page.goto(address)
        if not cold:
            page.get_by_role("option").first.wait_for()
            page.wait_for_load_state("networkidle")
        yield page
        context.close()


def measure() -> Iterator[dict[str, Any]]:
    """One line per budget."""
    with _house() as house:
        for budget in (largest_paint, interactions, scrolling, opening, palette, live, survey):
            before = _busy()
            line = budget(house)
            busy = max(1.0, (before + _busy()) / 2)
            in_time = line["unit"] != "ms" or line["ours"] <= line["target"] * busy
            yield {**line, "busy": round(busy, 1), "ok": line.pop("ok", True) and in_time}


def _busy() -> float:
    """How many times longer this machine takes just now because others use it."""
    wall, processor = time.perf_counter(), time.process_time()
    while time.process_time() - processor < SPIN_SECONDS:
        pass
    return (time.perf_counter() - wall) / (time.process_time() - processor)


def largest_paint(house: House) -> dict[str, Any]:
    """Cold: the largest paint of the inbox with an empty cache."""
    took = []
    for _ in range(ROUNDS):
        with house.page(cold=True) as page:
            page.get_by_role("option").first.wait_for()
            page.wait_for_timeout(REST_MS)
            took.append(page.evaluate("window.largest"))
    return _line("screen_largest_paint", took, target=1200)


def interactions(house: House) -> dict[str, Any]:
    """Walking the list, opening tickets, typing, menus: until the next paint, 98th percentile of all."""
    with house.page() as page:
        page.get_by_role("option").first.click()
        page.get_by_label("Text of the reply").wait_for()
        acts = [lambda: page.keyboard.press("j")] * KEYS + [lambda: page.keyboard.press("k")] * KEYS
        for menu in ("a", "s") * 5:
            acts += [lambda key=menu: page.keyboard.press(key), lambda: page.keyboard.press("Escape")]  # type: ignore[misc]
        for act in acts:
            act()
            page.wait_for_timeout(REST_MS / 3)
        page.keyboard.press("n")
        page.keyboard.type(LETTERS, delay=30)
        page.wait_for_timeout(REST_MS)
        slow: list[float] = page.evaluate(probe.INTERACTIONS)
    total = len(acts) + len(LETTERS) + 1
    took = [16.0] * max(0, total - len(slow)) + slow  # what was faster than a frame is not told
    highest = sorted(took)[math.ceil(len(took) * 0.98) - 1]
    return {**_line("screen_interaction_p98", took, target=100), "ours": round(highest)}


def scrolling(house: House) -> dict[str, Any]:
    """Fast through 10,000 rows, against an empty page of bare lines scrolled the same way."""
    bare = _frames(house, "#bare", prepare=lambda page: page.evaluate(probe.BARE))["share"]
    with house.page() as page:
        answer = page.evaluate("fetch('/api/v1/tickets/?view=open').then((answer) => answer.json())")
        many = json.dumps(_many(answer))
        page.route(
            re.compile(r"/api/v1/tickets/\?"), lambda route: route.fulfill(body=many, content_type="application/json")
        )
        page.goto("/inbox/open")
        page.get_by_role("option").first.wait_for()
        page.wait_for_timeout(REST_MS)
        found = _scrolled(page, "[role=listbox]")
    return {
        "name": "screen_scroll_good_frames",
        "ours": found["share"],
        "floor": bare,
        "unit": "%",
        "rows_mounted": found["most"],
        "processor_ms_per_frame": found["spent"],
        "target": 95,
        "ok": found["share"] >= min(95, bare) and found["most"] <= 40,
    }


def opening(house: House) -> dict[str, Any]:
    """A ticket that was open before, from the click to the frame with its first message."""
    with house.page() as page:
        known = [_opened(page, place) for place in (0, 1)]
        took = []
        for number in range(2 * ROUNDS):
            took.append(page.evaluate(probe.OPEN, known[number % 2]))
            page.wait_for_timeout(REST_MS)
    return _line("screen_open_cached_ticket", took, target=100)


def palette(house: House) -> dict[str, Any]:
    """From Ctrl+K until its field takes a key."""
    took = []
    with house.page() as page:
        for _ in range(ROUNDS):
            page.evaluate(probe.PALETTE)
            page.keyboard.press("Control+k")
            took.append(page.evaluate("window.paletteTook"))
            page.wait_for_timeout(REST_MS)
            page.keyboard.press("Escape")
            page.wait_for_timeout(REST_MS)
    return _line("screen_palette", took, target=60)


def live(house: House) -> dict[str, Any]:
    """From the answer to a colleague's assignment until the open ticket of somebody else shows it."""
    took = []
    with house.page() as page, house.page() as colleague:
        me = colleague.evaluate("fetch('/api/v1/me/').then((answer) => answer.json())")
        _opened(page, 0)
        ticket = page.url.rsplit("/", 1)[1]
        colleague.evaluate(probe.ASSIGN, [ticket, None])
        header = page.get_by_role("region", name="Conversation").locator("header").first
        for number in range(ROUNDS):
            page.wait_for_timeout(4 * REST_MS)
            seen = watch(header, "Unassigned" if number % 2 else me["name"])
            done = colleague.evaluate(probe.ASSIGN, [ticket, None if number % 2 else me["id"]])
            moment = seen()
            assert moment is not None
            took.append((moment - done) * 1000)
    return _line("screen_live_event", took, target=500)


def survey(house: House) -> dict[str, Any]:
    """The customer's page: its bytes, and that it asks for nothing else."""
    address = _invitation(house)
    context = house.browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(address)
    assert answer is not None
    size = len(answer.body())
    page.wait_for_load_state("networkidle")
    context.close()
    return {
        "name": "screen_survey_page",
        "ours": size,
        "unit": "bytes",
        "requests": len(asked),
        "target": 20_000,
        "ok": size <= 20_000 and len(asked) == 1,
    }


def _line(name: str, took: list[float], *, target: int) -> dict[str, Any]:
    ours, best, worst = round(median(took)), round(min(took)), round(max(took))
    return {"name": name, "ours": ours, "best": best, "worst": worst, "unit": "ms", "target": target}


def _opened(page: Page, place: int) -> tuple[int, str, str]:
    """Open the row at this place and wait until all of it is there: its number, and words of its first message."""
    page.get_by_role("option").nth(place).click()
    page.wait_for_url(re.compile(r"/inbox/open/."))
    page.get_by_role("log").get_by_role("article").first.wait_for()
    page.wait_for_timeout(4 * REST_MS)
    number = page.get_by_role("region", name="Conversation").get_by_text(re.compile(r"^#\d+$")).first.inner_text()
    return place, number, page.get_by_role("article").first.locator("p").first.text_content() or ""


def _many(answer: dict[str, Any]) -> dict[str, Any]:
    """The first page's rows again and again under other ids, as one answer of 10,000."""
    rows = answer["results"]
    results = [
        {**rows[n % len(rows)], "id": f"7b0c2f6e-0000-4000-8000-{n:012d}", "number": 100_000 + n} for n in range(ROWS)
    ]
    return {**answer, "next": None, "results": results}


def _scrolled(page: Page, selector: str) -> dict[str, Any]:
    with _processor_time(page) as spent:
        found: dict[str, Any] = page.evaluate(probe.SCROLL, [selector, PIXELS_PER_FRAME, FRAMES])
    assert found["reached"] > PIXELS_PER_FRAME * FRAMES * 0.9, "the list did not scroll"
    good = sum(took <= GOOD_FRAME_MS for took in found["took"])
    return {"share": round(100 * good / FRAMES, 1), "most": found["most"], "spent": spent}


@contextmanager
def _processor_time(page: Page) -> Iterator[dict[str, float]]:
    """Milliseconds the page's main thread worked per frame meanwhile, which other work on the machine hardly moves."""
    spent: dict[str, float] = {}
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now() -> dict[str, float]:
        return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}

    before = now()
    yield spent
    after = now()
    for name, metric in WORK.items():
        spent[name] = round(1000 * (after[metric] - before[metric]) / FRAMES, 2)


def _frames(house: House, selector: str, *, prepare: Callable[[Page], None]) -> dict[str, Any]:
    context = house.browser.new_context(viewport=SIZE)
    page = context.new_page()
    prepare(page)
    found: dict[str, Any] = page.evaluate(probe.SCROLL, [selector, PIXELS_PER_FRAME // 10, FRAMES])
    context.close()
    return {"share": round(100 * sum(took <= GOOD_FRAME_MS for took in found["took"]) / FRAMES, 1)}


def _invitation(house: House) -> str:
    """A mail that is answered by solving it brings the survey."""
    customer = Customer(house.stack, "northwind", "Vera Lind", f"vera.{os.urandom(3).hex()}@customer.example")
    customer.write("support@northwind.localhost", f"Bench {os.urandom(4).hex()}", "How large is the page?")
    with house.page("/inbox/unassigned") as page:
        page.get_by_role("option").filter(has_text="Vera Lind").first.click()
        page.get_by_role("button", name="Solve", exact=True).click()
        page.wait_for_load_state("networkidle")
    return link(customer.received(lambda mail: "/s/" in body(mail), what="the survey"), "/s/")


@contextmanager
def _house() -> Iterator[House]:
    given = os.environ.get("KVALITA_STACK")
    stack = Stack.running_at(int(given)) if given else Stack()
    if not given:
        stack.start()
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            context = browser.new_context(base_url=stack.address("northwind"))
            page = context.new_page()
            sign_in(page, "agent@northwind.example")
            yield House(stack, browser, context.storage_state())
            browser.close()
    finally:
        if not given:
            stack.stop()


if __name__ == "__main__":
    for each in measure():
        print(json.dumps(each), flush=True)
