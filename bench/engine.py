"""The engine under load: from the event to the finished run, and from the event to its effect on an idle machine."""

import asyncio
import statistics
import time
from dataclasses import asdict
from typing import Any

import httpx

from bench.load import script_of, wrk
from bench.product import Product

DRAIN_SECONDS = 120
POLL_SECONDS = 0.002


def measure(product: Product, *, seconds: int, single: int = 150) -> dict[str, dict[str, Any]]:
    """Measure both webhook shapes, saturated, and the latency of a single event at a time."""
    found = {shape: _saturated(product, shape, seconds) for shape in ("light", "take_lead")}
    found["event to effect, idle"] = _latency(product, single)
    found["record change to its effect"] = asyncio.run(_pairs(product, count=1000, at_once=20))
    return found


def _saturated(product: Product, shape: str, seconds: int) -> dict[str, Any]:
    before, cpu = _finished(product, shape), product.cpu_seconds()
    started = time.monotonic()
    accepted = wrk(product, product.hooks[shape], script_of("hook"), connections=10, seconds=seconds)
    while _finished(product, shape) - before < accepted.count and time.monotonic() - started < DRAIN_SECONDS + seconds:
        time.sleep(0.1)
    took = time.monotonic() - started
    runs = _finished(product, shape) - before
    used = {part: (now - cpu[part]) * 1000 / max(runs, 1) for part, now in product.cpu_seconds().items()}
    return {**asdict(accepted), "runs": runs, "runs_per_second": runs / took, "cpu": sum(used.values()), "cpu_parts": used}


def _finished(product: Product, scenario: str) -> int:
    answer = httpx.get(product.url(f"scenarios/{scenario}"), headers=product.headers, timeout=60)
    answer.raise_for_status()
    counts = answer.json()["counts"]
    return int(counts.get("done", 0))


def _latency(product: Product, count: int) -> dict[str, Any]:
    seen = []
    with httpx.Client(headers=product.headers, timeout=60) as client:
        for number in range(count):
            started = time.perf_counter()
            run = client.post(product.hooks["take_lead"], json={"name": f"Single {number}", "amount": 1}).json()["run"]["id"]
            while client.get(product.url(f"runs/{run}")).json()["status"] not in {"done", "failed"}:
                time.sleep(POLL_SECONDS)
            seen.append((time.perf_counter() - started) * 1000)
    return {"p50": statistics.median(seen), "p95": statistics.quantiles(seen, n=20)[-1]}


async def _pairs(product: Product, *, count: int, at_once: int) -> dict[str, Any]:
    tag = f"big {time.time_ns()}"
    numbers = iter(range(count))
    cpu = sum(product.cpu_seconds().values())
    async with httpx.AsyncClient(headers=product.headers, timeout=60) as client:

        async def create() -> None:
            for _ in numbers:
                answer = await client.post(product.url("records/note"), json={"values": {"body": tag}})
                answer.raise_for_status()

        started = time.perf_counter()
        await asyncio.gather(*(create() for _ in range(at_once)))
        created = time.perf_counter() - started
        left = count
        while left and time.perf_counter() - started < DRAIN_SECONDS:
            page = await client.get(product.url("records/note"), params={"filter": f'body = "{tag}"', "limit": 1})
            left = len(page.json()["items"])
            await asyncio.sleep(0.02)
        took = time.perf_counter() - started
    used = (sum(product.cpu_seconds().values()) - cpu) * 1000 / count
    return {"created_seconds": created, "pairs_per_second": count / took, "cpu": used}
