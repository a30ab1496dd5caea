"""A field becomes indexed while people write and read: their times before, meanwhile, and afterwards.

python -m bench.backfill [ROWS]

Writes and reads come at a constant pace, whether or not the earlier ones were answered; each counts from when it was due.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg
import httpx

from bench.copies import copy_newest
from bench.product import Product, product

DEFAULT_ROWS: Final = 200_000
ENTITY: Final = "ledger"
PACE: Final = 10
"""Writes a second, and as many reads."""
BEFORE_SECONDS: Final = 10
_POLL_SECONDS: Final = 0.2
_PATIENCE_SECONDS: Final = 1_800
_MARK: Final = 1_000_000
"""Scores from here on are those of the writers."""
_JOB: Final = "select status from job where kind = 'index' order by id desc limit 1"


@dataclass
class Times:
    """Milliseconds of requests, by part of the measurement."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0

    def figures(self, part: str) -> dict[str, float]:
        """Return how many came in this part, and their times."""
        known = sorted(self.taken.get(part, [0.0]))
        return {
            "count": len(known),
            "p50": round(statistics.median(known), 1),
            "p95": round(known[int(len(known) * 0.95) - 1], 1),
            "longest": round(known[-1], 1),
        }


def measure(running: Product, *, rows: int = DEFAULT_ROWS) -> dict[str, Any]:
    """Fill a table, let it be written and read, and make two of its fields indexed meanwhile."""
    return asyncio.run(_measured(running, rows))


async def _measured(running: Product, rows: int) -> dict[str, Any]:
    owner = await asyncpg.connect(running.database_url())
    async with httpx.AsyncClient(headers=running.headers, timeout=60) as client:
        await _publish(running, client, indexed=False)
        values = {"name": "Row", "score": 1, "amount": 12.5}
        (await client.post(running.url(f"records/{ENTITY}"), json={"values": values})).raise_for_status()
        await copy_newest(running, rows)
        page = (await client.get(running.url(f"records/{ENTITY}?limit=200&sort=number"))).raise_for_status().json()
        written, part = [record["id"] for record in page["items"][1:]], ["before"]
        writes, reads = Times(), Times()
        scores: dict[str, int] = {}
        loads = [
            asyncio.create_task(_paced(writes, part, lambda: _write(running, client, written, scores))),
            asyncio.create_task(_paced(reads, part, lambda: _read(running, client))),
        ]
        await asyncio.sleep(BEFORE_SECONDS)
        part[0] = "meanwhile"
        began = time.monotonic()
        await _publish(running, client, indexed=True)
        published = time.monotonic() - began
        await _ended(owner)
        took = time.monotonic() - began
        part[0] = "after"
        await asyncio.sleep(BEFORE_SECONDS)
        for load in loads:
            load.cancel()
        await asyncio.gather(*loads, return_exceptions=True)
        await _check(running, client, rows, scores)
    await owner.close()
    figures = {
        f"{what} {when}, ms": times.figures(when)
        for what, times in (("writes", writes), ("reads", reads))
        for when in ("before", "meanwhile", "after")
    }
    whole = {"rows": rows, "publishing, s": round(published, 2), "filled after, s": round(took, 1)}
    return whole | {"rows a second": round(rows / took), "failed": writes.failed + reads.failed} | figures


async def _publish(running: Product, client: httpx.AsyncClient, *, indexed: bool) -> None:
    draft = (await client.get(running.url("draft"))).raise_for_status().json()
    fields: list[dict[str, Any]] = [
        {"key": "name", "type": "text", "required": True},
        {"key": "amount", "type": "money"},
        {"key": "score", "type": "number", "indexed": indexed},
        {"key": "double", "type": "formula", "formula": "score * 2", "result": "number", "indexed": indexed},
    ]
    draft["entities"] = [one for one in draft["entities"] if one["key"] != ENTITY]
    draft["entities"].append({"key": ENTITY, "title": "Ledger", "display": "name", "fields": fields})
    (await client.put(running.url("draft"), json=draft)).raise_for_status()
    (await client.post(running.url("publish"), json={"note": "backfill"}, timeout=300)).raise_for_status()


async def _paced(times: Times, part: Sequence[str], once: Callable[[], Awaitable[None]]) -> None:
    """Begin one request each time that one is due, until cancelled."""
    began, number = time.perf_counter(), 0
    async with asyncio.TaskGroup() as group:
        while True:
            due = began + number / PACE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(_timed(times, part[0], due, once))
            number += 1


async def _timed(times: Times, part: str, due: float, once: Callable[[], Awaitable[None]]) -> None:
    try:
        await once()
    except httpx.HTTPError:
        times.failed += 1
    times.taken.setdefault(part, []).append((time.perf_counter() - due) * 1000)


async def _write(running: Product, client: httpx.AsyncClient, ids: Sequence[str], scores: dict[str, int]) -> None:
    id_, score = random.choice(ids), _MARK + random.randrange(_MARK)
    answer = await client.patch(running.url(f"records/{ENTITY}/{id_}"), json={"values": {"score": score}})
    scores[answer.raise_for_status().json()["id"]] = score


async def _read(running: Product, client: httpx.AsyncClient) -> None:
    filter_ = f"score >= {_MARK}"
    asked = {"filter": filter_, "sort": "-score", "limit": "50"}
    (await client.get(running.url(f"records/{ENTITY}"), params=asked)).raise_for_status()


async def _ended(owner: asyncpg.Connection) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while (status := await owner.fetchval(_JOB)) != "done":
        if status in {"failed", "cancelled"} or time.monotonic() > until:
            raise SystemExit(f"the index was not filled: {status}")
        await asyncio.sleep(_POLL_SECONDS)


async def _check(running: Product, client: httpx.AsyncClient, rows: int, scores: dict[str, int]) -> None:
    """See that the index says what the records say: what was written meanwhile, and what was there."""
    wanted = {"score >= 1000000": len(scores), "double >= 2000000": len(scores), "double = 2": rows - len(scores)}
    for filter_, count in wanted.items():
        asked = {"filter": filter_, "measures": {"records": "COUNT()"}}
        answer = await client.post(running.url(f"records/{ENTITY}/aggregate"), json=asked)
        found = answer.raise_for_status().json()["groups"][0]["values"]["records"]
        if found != count:
            raise SystemExit(f"{filter_}: {found} records, not {count}")


def main() -> int:
    """Start a product of its own, measure, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_ROWS
    with product() as running:
        for name, figure in measure(running, rows=rows).items():
            sys.stdout.write(f"{name:24} {figure}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
