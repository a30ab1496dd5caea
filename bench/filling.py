"""S07 on the screen: from the key that ends typing a room's size to the deal's lines and its total, in Chromium.

python -m bench.filling          starts a fresh product and measures it
"""

import re
import statistics
from importlib.resources import files
from typing import Any, Final

import httpx
import msgspec
from playwright.sync_api import Page, sync_playwright

from bench.browser import desktop, sign_in
from bench.product import Product, product

ROUNDS: Final = 20
_PRODUCTS: Final = (
    {"name": "Plaster", "use": "plaster", "price": 7.8, "measure": "wall", "per_metre": 0.5, "pack": 1, "walls": ["brick"]},
    {"name": "Wallpaper", "use": "wallpaper", "price": 12, "measure": "wall", "per_metre": 1, "pack": 5},
    {"name": "Work", "use": "labour", "price": 6, "measure": "wall", "per_metre": 1, "pack": 1},
)
_TOTAL: Final = "1,493.40"
_WATCH: Final = """([count, total]) => {
  const seen = (window.__seen = {});
  window.addEventListener("keydown", () => { seen.key = performance.now(); }, { capture: true, once: true });
  const look = () => {
    const now = performance.now();
    if (!seen.lines && document.querySelectorAll('table tbody [data-row][data-column="0"]').length >= count) seen.lines = now;
    if (!seen.total && document.body.textContent.includes(total)) seen.total = now;
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
_FOUND: Final = "() => window.__seen.lines && window.__seen.total"


def measure() -> dict[str, Any]:
    """Publish the gallery's solution, fill deals by their rooms, and return the milliseconds."""
    with product() as running, sync_playwright() as playwright, desktop(playwright) as page:
        with httpx.Client(headers=running.headers, timeout=60) as client:
            _publish(running, client)
        sign_in(page, running.address)
        seen = [_filled(running, page, number) for number in range(ROUNDS)]
    return {what: _figures([one[what] - one["key"] for one in seen]) for what in ("lines", "total")}


def _publish(running: Product, client: httpx.Client) -> None:
    document = msgspec.json.decode(files("axin.builder.gallery").joinpath("turnkey_repair.json").read_bytes())
    client.put(running.url("draft"), json=document).raise_for_status()
    client.post(running.url("publish"), json={"note": "filling"}).raise_for_status()
    for one in _PRODUCTS:
        client.post(running.url("records/product"), json={"values": one}).raise_for_status()


def _filled(running: Product, page: Page, number: int) -> dict[str, float]:
    """Type the last size of a new deal's room, and return when the key fell and what was seen when.

    The deal is the person's own: the scenario works as a role that sees no others.
    """
    values = {"name": f"Flat {number}", "length": 5, "width": 6, "walls": "brick"}
    asked = {"values": values, "funnel": "repair", "stage": "measuring"}
    made = page.request.post(running.url("records/deal"), data=asked, headers={"x-csrftoken": _csrf(page)})
    page.goto(f"{running.address}/w/{running.workspace}/r/deal/{made.json()['id']}")
    page.get_by_role("table").wait_for()
    page.wait_for_load_state("load")
    page.get_by_role("region", name="Details").get_by_role("button", name=re.compile("^Height")).click()
    page.get_by_role("textbox", name="Height", exact=True).fill("3")
    page.evaluate(_WATCH, [len(_PRODUCTS), _TOTAL])
    page.keyboard.press("Enter")
    page.wait_for_function(_FOUND)
    seen: dict[str, float] = page.evaluate("() => window.__seen")
    return seen


def _csrf(page: Page) -> str:
    return next(one.get("value", "") for one in page.context.cookies() if one.get("name") == "csrftoken")


def _figures(taken: list[float]) -> dict[str, float]:
    known = sorted(taken)
    p95 = known[int(len(known) * 0.95) - 1]
    return {"p50": round(statistics.median(known)), "p95": round(p95), "longest": round(known[-1])}


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name}, ms: {figure}")  # noqa: T201 - a command's answer
