"""What axe finds on a page: WCAG 2.2 AA and its advice."""

from typing import Any

from playwright.sync_api import Page

from core.embedded.supervisor import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
REPAINTED_MS = 300  # longer than any transition of a colour


def violations(page: Page) -> list[str]:
    """In light and in dark: rule, and the first element it names. Open the page with `bypass_csp=True`."""
    page.evaluate(AXE.read_text())
    found: list[str] = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(REPAINTED_MS)
        named: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
        found += [f"{page.url} ({scheme}): {one['id']} at {one['nodes'][0]['target']}, {one['help']}" for one in named]
    return found
