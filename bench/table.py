"""The table of a million records, in Chromium: frames a second while it scrolls, holes that show, how soon a far place is read.

python -m bench.table            starts a fresh product and measures it (AXIN_BENCH_ROWS records, a million if not said)
AXIN_BENCH_STUDIO=URL …          measures the studio that answers there, on the same product
"""

import asyncio
import os
import time
from typing import Any, Final

import httpx
from playwright.sync_api import Page, sync_playwright

from bench.browser import desktop, sign_in
from bench.copies import copy_newest
from bench.frames import watched
from bench.product import Product, product

ENTITY: Final = "bench_row"
_ROUNDS: Final = 150
_STEP: Final = 600
_PLACES: Final = (0.5, 0.999, 0.1, 0.75, 0.0)
_HOLES: Final = """
() => {
  const seen = (window.__seen = { holes: 0, waiting: 0 });
  const box = document.querySelector("[role=grid]").getBoundingClientRect();
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => {
    for (const part of [0.2, 0.5, 0.8]) {
      const row = document.elementFromPoint(box.left + 200, box.top + box.height * part)?.closest("[role=row]");
      if (!row) seen.holes += 1;
      else if (!row.querySelector("button")) seen.waiting += 1;
    }
  };
  const tick = () => {
    drawn.port2.postMessage(0);
    window.__looking = requestAnimationFrame(tick);
  };
  window.__looking = requestAnimationFrame(tick);
}"""
"""Looks after each frame has been drawn: places without a row, and rows whose record has not come yet."""
_LOOKED: Final = "() => { cancelAnimationFrame(window.__looking); return window.__seen; }"
_JUMP: Final = """part => {
  const grid = document.querySelector("[role=grid]");
  grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * part;
}"""
_READ: Final = """() => {
  const grid = document.querySelector("[role=grid]");
  const box = grid.getBoundingClientRect();
  const row = document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.closest("[role=row]");
  return Boolean(row && row.querySelector("button"));
}"""


def measure(rows: int = 1_000_000) -> dict[str, Any]:
    """Fill a table, and measure it while it is scrolled and while one jumps through it."""
    with product() as running:
        _publish(running)
        asyncio.run(copy_newest(running, rows))
        with sync_playwright() as playwright, desktop(playwright) as page:
            return {"rows": rows} | _seen(running, page)


def _seen(running: Product, page: Page) -> dict[str, Any]:
    studio = os.environ.get("AXIN_BENCH_STUDIO", running.address)
    sign_in(page, studio)
    page.goto(f"{studio}/w/{running.workspace}/r/{ENTITY}")
    page.get_by_role("grid").wait_for()
    page.wait_for_function(_READ)
    page.wait_for_load_state("networkidle")
    return {
        **_scrolled(page),
        "jumps, s": [_jumped(page, part) for part in _PLACES],
        "elements": page.evaluate("() => document.querySelectorAll('*').length"),
    }


def _publish(running: Product) -> None:
    with httpx.Client(headers=running.headers, timeout=120) as client:
        solution = client.get(running.url("draft")).json()
        fields = [
            {"key": "name", "type": "text", "required": True},
            {"key": "amount", "type": "money"},
            {"key": "due", "type": "date"},
            {"key": "kind", "type": "select", "options": [{"key": "one"}, {"key": "two"}]},
        ]
        solution["entities"].append({"key": ENTITY, "title": "Row", "display": "name", "fields": fields})
        client.put(running.url("draft"), json=solution).raise_for_status()
        client.post(running.url("publish"), json={"note": "table"}).raise_for_status()
        values = {"name": "Row", "amount": 12.5, "due": "2026-11-23", "kind": "one"}
        client.post(running.url(f"records/{ENTITY}"), json={"values": values}).raise_for_status()


def _scrolled(page: Page) -> dict[str, Any]:
    """Turn the wheel over the table, faster than anybody reads."""
    box = page.get_by_role("grid").bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate(_HOLES)
    with watched(page) as seen:
        for _ in range(_ROUNDS):
            page.mouse.wheel(0, _STEP)
    return {"scroll": seen.figures, **page.evaluate(_LOOKED)}


def _jumped(page: Page, part: float) -> float:
    """Go to a far place, and return the seconds until its records stand there."""
    began = time.perf_counter()
    page.evaluate(_JUMP, part)
    page.wait_for_timeout(50)
    page.wait_for_function(_READ, polling=20)
    return round(time.perf_counter() - began, 2)


if __name__ == "__main__":
    for name, figure in measure(int(os.environ.get("AXIN_BENCH_ROWS", "1000000"))).items():
        print(f"{name}: {figure}")  # noqa: T201 - a command's answer
