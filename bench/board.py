"""The board under load: five stages of a thousand cards, in Chromium; frames a second while lanes scroll and a card is carried.

python -m bench.board            starts a fresh product and measures it
AXIN_BENCH_STUDIO=URL …          measures the studio that answers there, on the same product
"""

import os
from typing import Any, Final

import httpx
from playwright.sync_api import Page, sync_playwright

from bench.browser import desktop, sign_in
from bench.frames import HOLD, watched
from bench.product import Product, product

STAGES: Final = 5
CARDS: Final = 1_000
_ROUNDS: Final = 60
_STEP: Final = 240


def measure() -> dict[str, Any]:
    """Fill a board, and measure it while it is scrolled and while a card is carried across it."""
    with product() as running, sync_playwright() as playwright, desktop(playwright) as page:
        funnel = _fill(running)
        studio = os.environ.get("AXIN_BENCH_STUDIO", running.address)
        sign_in(page, studio)
        page.goto(f"{studio}/w/{running.workspace}/f/{funnel}")
        page.locator("[data-card]").nth(STAGES).wait_for()
        page.wait_for_timeout(1_000)
        figures = {"cards": STAGES * CARDS, "hold": HOLD, "scroll": _scrolled(page), "carry": _carried(page)}
        figures["elements"] = page.evaluate("() => document.querySelectorAll('*').length")
        return figures


def _fill(running: Product) -> str:
    """Publish a funnel of five stages and put a thousand cards into each."""
    with httpx.Client(headers=running.headers, timeout=120) as client:
        solution = client.get(running.url("draft")).json()
        stages = [{"key": f"stage_{number}", "title": f"Stage {number + 1}"} for number in range(STAGES)]
        solution["entities"].append(
            {"key": "bench_card", "title": "Card", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True}, {"key": "amount", "type": "money"},
            ]}
        )  # fmt: skip
        funnel = {"key": "bench_board", "entity": "bench_card", "title": "Board", "stages": stages, "amount": {"field": "amount"}}
        solution.setdefault("funnels", []).append(funnel)
        client.put(running.url("draft"), json=solution).raise_for_status()
        client.post(running.url("publish"), json={"note": "board"}).raise_for_status()
        for stage in stages:
            rows = [
                {"values": {"name": f"Card {number}", "amount": number}, "funnel": "bench_board", "stage": stage["key"]}
                for number in range(CARDS)
            ]
            client.post(running.url("records/bench_card/batch"), json={"create": rows}).raise_for_status()
    return "bench_board"


def _scrolled(page: Page) -> dict[str, Any]:
    """Scroll each lane to its end and on, as a wheel does."""
    lanes = page.locator("[data-rfd-droppable-id]")
    with watched(page) as seen:
        for number in range(_ROUNDS * STAGES):
            if number % _ROUNDS == 0:
                box = lanes.nth(number // _ROUNDS).bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
                page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.mouse.wheel(0, _STEP)
    return seen.figures


def _carried(page: Page) -> dict[str, Any]:
    """Lift the first card of the board as it opens, and carry it over all lanes and back."""
    page.reload()
    page.locator("[data-card]").nth(STAGES).wait_for()
    page.wait_for_timeout(1_000)
    box = page.locator("[data-card]").first.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    x, y = box["x"] + 20, box["y"] + box["height"] - 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 6, steps=4)
    page.locator("[data-dragging=true]").wait_for()
    with watched(page) as seen:
        for target in (x + 1000, x + 40, x + 700, x + 20):
            page.mouse.move(target, y + 60, steps=60)
    page.keyboard.press("Escape")
    page.mouse.up()
    return seen.figures


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name}: {figure}")  # noqa: T201 - a command's answer
