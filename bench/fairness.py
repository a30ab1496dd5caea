"""Whether tenants take turns: starts and wake-ups of one beside the backlog of another, and two thousand schedules at once."""

import asyncio
import statistics
import time
from typing import Any

import asyncpg
import httpx

from bench.neighbours import Neighbour, clone, neighbour, queue_up
from bench.product import Product

EVENTS = 100
PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 180
LEAD_SECONDS = 3
NAP_SECONDS = 3


async def measure(product: Product, *, queued: int = 100_000, tenants: int = 2_000) -> dict[str, Any]:
    """Measure all three; the workspace under test has called its scenario `light` before."""
    owner = await asyncpg.connect(product.database_url(), command_timeout=600)
    try:
        async with httpx.AsyncClient(timeout=60) as client:
            await client.post(product.hooks["light"], json={"name": "One", "amount": 1})
        await asyncio.sleep(1)
        quiet = await neighbour(product, owner)
        found = await _beside_a_backlog(product, owner, quiet, queued)
        await _done(owner, "light")
        await clone(owner, quiet.tenant_no, tenants)
        found["schedules of the same minute"] = await _schedules(owner, tenants)
    finally:
        await owner.close()
    return found


async def _beside_a_backlog(product: Product, owner: asyncpg.Connection, quiet: Neighbour, queued: int) -> dict[str, Any]:
    own = await owner.fetchval("select tenant_no from workspace where slug = $1", product.workspace)
    await queue_up(owner, f"select {own} as tenant_no", "light", copies=queued)
    async with httpx.AsyncClient(timeout=60) as client:
        for _ in range(EVENTS):
            for key in ("call", "sleep"):
                (await client.post(quiet.hooks[key], json={})).raise_for_status()
            await asyncio.sleep(PAUSE_SECONDS)
    left = await owner.fetchval("select count(*) from run_due where tenant_no = $1", own)
    await _done(owner, "sleep")
    starts = await owner.fetch(
        """select extract(epoch from s.started_at - r.created_at) * 1000 as late
           from run r join run_step s on s.tenant_no = r.tenant_no and s.run_id = r.id and s.seq = 0
           where r.tenant_no = $1 and r.scenario = 'call'""",
        quiet.tenant_no,
    )
    naps = await owner.fetch(
        """select extract(epoch from after.started_at - nap.started_at) * 1000 - $2 * 1000 as late
           from run r join run_step nap on nap.tenant_no = r.tenant_no and nap.run_id = r.id and nap.key = 'pause'
           join run_step after on after.tenant_no = r.tenant_no and after.run_id = r.id and after.key = 'keep'
           where r.tenant_no = $1 and r.scenario = 'sleep'""",
        quiet.tenant_no, NAP_SECONDS,
    )  # fmt: skip
    return {
        "another's event beside the backlog, ms": {**_late(starts), "backlog": queued, "left of it": left},
        "delayed wake-ups beside the backlog, ms late": _late(naps),
    }


async def _schedules(owner: asyncpg.Connection, tenants: int) -> dict[str, Any]:
    """Let every workspace's schedule come at the same moment, and wait until each has started."""
    due = await owner.fetchval(
        "update schedule_timer set due_at = (select now() + $1 * interval '1 second') returning due_at", LEAD_SECONDS
    )
    started = time.monotonic()
    count = "select count(*) from run where scenario = 'nightly' and started_at is not null"
    while await owner.fetchval(count) <= tenants and time.monotonic() - started < PATIENCE_SECONDS:  # noqa: ASYNC110 - the database is asked
        await asyncio.sleep(0.5)
    rows = await owner.fetch(
        "select extract(epoch from started_at - $1::timestamptz) * 1000 as late from run "
        "where scenario = 'nightly' and started_at is not null", due,
    )  # fmt: skip
    return {"started": len(rows), **_late(rows), "last": max(float(row["late"]) for row in rows)}


async def _done(owner: asyncpg.Connection, scenario: str) -> None:
    """Wait until no run of the scenario is left to do."""
    wanted = (
        "select exists (select from run_due d join run r on r.tenant_no = d.tenant_no and r.id = d.run_id where scenario = $1)"
    )
    until = time.monotonic() + PATIENCE_SECONDS * 3
    while await owner.fetchval(wanted, scenario) and time.monotonic() < until:  # noqa: ASYNC110 - likewise
        await asyncio.sleep(0.5)


def _late(rows: list[asyncpg.Record]) -> dict[str, float]:
    late = sorted(float(row["late"]) for row in rows)
    return {"p50": statistics.median(late), "p95": late[int(len(late) * 0.95) - 1]}
