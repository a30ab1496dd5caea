"""Whether a run costs the same among two thousand workspaces as alone, and with ten million stored runs as with none."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import httpx

from bench.neighbours import clone, history, neighbour, queue_up
from bench.product import Product

RUNS = 4_000
"""Of each measurement, twice; the cheaper one counts, since the machine does other things too."""
PATIENCE_SECONDS = 300
FAR = "now() + interval '1 day'"


async def measure(product: Product, *, tenants: int = 2_000, stored: int = 1_000_000) -> dict[str, Any]:
    """Measure the CPU of a queued run, its start and end: alone, among many, spread over many, over a long history."""
    owner = await asyncpg.connect(product.database_url(), command_timeout=3600)
    try:
        own = await owner.fetchval("select tenant_no from workspace where slug = $1", product.workspace)
        async with httpx.AsyncClient(timeout=60) as client:
            await client.post(product.hooks["light"], json={"name": "One", "amount": 1})
            quiet = await neighbour(product, owner)
            await client.post(quiet.hooks["call"], json={})
        await asyncio.sleep(1)
        mine, theirs = f"select {own} as tenant_no", "select tenant_no from workspace where slug like 'clone-%'"
        alone = await _cheapest(product, owner, lambda: queue_up(owner, mine, "light", copies=RUNS))
        one = await _cheapest(
            product, owner, lambda: queue_up(owner, f"select {quiet.tenant_no} as tenant_no", "call", copies=RUNS)
        )
        await clone(owner, quiet.tenant_no, tenants)
        await queue_up(owner, theirs, "call", copies=2, due=FAR)
        among = await _cheapest(product, owner, lambda: queue_up(owner, mine, "light", copies=RUNS))
        spread = await _cheapest(product, owner, lambda: queue_up(owner, theirs, "call", copies=RUNS // tenants))
        before = await _reads(product)
        await history(product.database_url(), own, "light", stored)
        after = await _cheapest(product, owner, lambda: queue_up(owner, mine, "light", copies=RUNS))
        reads = await _reads(product)
    finally:
        await owner.close()
    return {
        "CPU of a run, ms": {"alone": alone, f"among {tenants} workspaces that sleep": among, f"with {stored} stored": after},
        "ratio": {"workspaces": among / alone, "stored": after / among},
        f"spread over {tenants} workspaces, {RUNS // tenants} each": {
            "one workspace": one,
            "spread": spread,
            "ratio": spread / one,
        },
        "reads, ms": {"before": before, f"with {stored} stored": reads},
    }


async def _cheapest(product: Product, owner: asyncpg.Connection, fill: Callable[[], Awaitable[None]]) -> float:
    return min([await _cost(product, owner, fill) for _ in range(2)])


async def _cost(product: Product, owner: asyncpg.Connection, fill: Callable[[], Awaitable[None]]) -> float:
    """Return the CPU milliseconds that a run costs from the queue to its end."""
    due = "select count(*) from run_due where due_at <= now() + interval '1 hour'"
    await fill()
    before, count = sum(product.cpu_seconds().values()), await owner.fetchval(due)
    until = time.monotonic() + PATIENCE_SECONDS
    while await owner.fetchval(due) and time.monotonic() < until:  # noqa: ASYNC110 - the database is asked
        await asyncio.sleep(0.1)
    return (sum(product.cpu_seconds().values()) - before) * 1000 / int(count)


async def _reads(product: Product) -> dict[str, float]:
    """Return how long the list of runs, one run, and a scenario's page take."""
    async with httpx.AsyncClient(headers=product.headers, timeout=60) as client:
        runs = (await client.get(product.url("runs?limit=50"))).json()["items"]
        paths = {"list": "runs?limit=50", "one": f"runs/{runs[0]['id']}", "scenario": "scenarios/light"}
        found = {}
        for name, path in paths.items():
            taken = []
            for _ in range(5):
                started = time.perf_counter()
                (await client.get(product.url(path))).raise_for_status()
                taken.append((time.perf_counter() - started) * 1000)
            found[name] = min(taken)
    return found
