"""The axe rules for WCAG 2.2 A and AA, run in the page under its own strict content policy."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web/studio/node_modules/axe-core/axe.min.js"
RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]})
    .then(found => found.violations.map(one => ({rule: one.id, nodes: one.nodes.map(node => node.html.slice(0, 160))})))"""


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds wrong, each with the elements concerned."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    answer = session.send("Runtime.evaluate", {"expression": RUN, "awaitPromise": True, "returnByValue": True})
    session.detach()
    found: list[dict[str, Any]] = answer["result"]["value"]
    return found
