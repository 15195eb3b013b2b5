"""What is left of a stranger's HTML, in a real browser and without the sandbox it is shown in: A30, A31."""

from playwright.sync_api import Browser, Page

from helpdesk.html import clean_html
from tests.attacks.vectors import vectors

HOSTS = "http://northwind.localhost:1"


def opened(browser: Browser, html: str) -> tuple[list[str], Page]:
    """A page of ours with this in it, and everything it did that a text does not do."""
    did: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (did.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: did.append(f"script {error}"))
    page.on("popup", lambda popup: did.append(f"popup {popup.url}"))
    page.on("framenavigated", lambda frame: frame.url in (f"{HOSTS}/", "about:blank") or did.append(frame.url))

    def answer(route):
        if route.request.url == f"{HOSTS}/":
            route.fulfill(body=f"<!doctype html><meta charset=utf-8><body>{html}", content_type="text/html")
        else:
            did.append(f"asked for {route.request.url}")
            route.abort()

    page.route("**/*", answer)
    page.goto(f"{HOSTS}/")
    for tag in page.query_selector_all("body *")[:5000]:
        tag.evaluate(
            "each => { for (const name of ['mouseover', 'focus', 'click', 'toggle']) "
            "each.tagName === 'A' && name === 'click' || each.dispatchEvent(new Event(name)) }"
        )
    page.wait_for_timeout(300)
    return did, page


def test_a30_a31_a_browser_runs_nothing_and_asks_for_nothing(browser: Browser) -> None:
    cleaned = [clean_html(vector).html for vector in vectors()]

    did, page = opened(browser, "".join(f"<section>{html}</section>" for html in cleaned))

    assert did == []
    assert page.locator("section").count() == len(cleaned)  # none closed what it stands in
    fixed = "all => all.filter(each => getComputedStyle(each).position !== 'static').length"
    assert page.locator("section *").evaluate_all(fixed) == 0


def test_the_same_browser_would_have_noticed(browser: Browser) -> None:
    """The tricks themselves, so that silence above means something."""
    did, _ = opened(browser, "<img src=x onerror=alert(1)><p onmouseover=alert(2)>x<img src=//evil.test/a.png>")

    assert {"dialog 1", "dialog 2", "asked for http://evil.test/a.png"} <= set(did)
