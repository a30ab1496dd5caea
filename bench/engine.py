"""The engine under load: from the event to the finished run, and from the event to its effect on an idle machine."""

import asyncio
import statistics
import time
from dataclasses import asdict
from typing import Any

import asyncpg
import httpx

from bench.load import headers, script_of, wrk
from bench.product import Product

DRAIN_SECONDS = 120
COUNT_SECONDS = 0.25
POLL_SECONDS = 0.002
SENDERS = 10


def measure(product: Product, *, seconds: int, single: int = 150) -> dict[str, dict[str, Any]]:
    """Measure every webhook shape and the scenario of a record, saturated; and the latency of events, alone and at half load."""
    found = {"event to effect, idle": _latency(product, single)}
    for shape, url in product.hooks.items():
        found[shape] = _saturated(product, shape, url, script_of("hook"), connections=10, seconds=seconds)
    note = headers(product) + script_of("note")
    notes = product.url("records/note")
    found["record change to its effect"] = _saturated(product, "qualify", notes, note, connections=20, seconds=seconds)
    found["event to effect, half load"] = asyncio.run(_half_load(product, found["take_lead"]["runs_per_second"] / 2, seconds))
    return found


def _saturated(product: Product, scenario: str, url: str, script: str, *, connections: int, seconds: int) -> dict[str, Any]:
    """Send what sets the scenario off, then wait until every run of it is done: both count."""
    before, cpu = _finished(product, scenario), product.cpu_seconds()
    started = time.monotonic()
    accepted = wrk(product, url, script, connections=connections, seconds=seconds)
    while (runs := _finished(product, scenario) - before) < accepted.count and time.monotonic() - started < DRAIN_SECONDS:
        time.sleep(COUNT_SECONDS)
    took = time.monotonic() - started
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


async def _half_load(product: Product, rate: float, seconds: int) -> dict[str, Any]:
    """Send events at this rate, each with the moment it was sent; see when the statement was done that wrote its effects."""
    script = f"local PAUSE = {SENDERS * 1000 / rate:.0f}\n" + script_of("paced")
    sent = wrk(product, product.hooks["take_lead"], script, connections=SENDERS, seconds=seconds)
    await asyncio.sleep(1)
    database = await asyncpg.connect(product.database_url())
    try:
        rows = await database.fetch(
            """select extract(epoch from finished_at) * 1000 - (event -> 'data' ->> 'name')::numeric / 1000 as took from run
               where event -> 'data' ->> 'name' ~ '^[0-9]{16}$' and finished_at is not null"""
        )
    finally:
        await database.close()
    took = [float(row["took"]) for row in rows]
    return {"rate": sent.rate, "runs": len(took), "p50": statistics.median(took), "p95": statistics.quantiles(took, n=20)[-1]}
