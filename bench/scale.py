"""A million records of one workspace among two thousand others: each list beside a table made by hand in the same Postgres.

CPU is that of the database's process, transaction and planning included, for us and for the hand-made table alike. Times are
of whole requests through HTTP, one after another.
"""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx

from axin.builder.compiling.plan import Plan
from axin.builder.versions import live_plan
from axin.platform.data.engine import close_engines, open_engines
from axin.platform.data.unit_of_work import PLANNED_ANEW, control_rows, tenant_transaction
from axin.runtime.records.aggregates import aggregate
from axin.runtime.records.queries import list_records
from axin.tenants.actor import Actor
from bench.product import Product
from bench.scale_data import fill, fill_others, solution

ROUNDS: Final = 40
SEARCHES: Final = {
    "few have it": "order 73512",
    "a sixth has it, folded": "gence",
    "misspelt": "Sumqayt",
    "nobody has it": "zzqqxx",
}


@dataclass(frozen=True)
class Question:
    """The same question to both: as a list of ours, and as hand-written SQL."""

    name: str
    filter: str
    sort: str
    native: str
    values: tuple[Any, ...]
    """The parameters of the hand-written SQL: without any, Postgres would plan it but once."""
    most: float
    """The CPU ratio that is to hold."""


def questions(client: UUID) -> list[Question]:
    """Return the lists that are compared; `client` has some twenty orders."""
    last = "limit 51"
    return [
        Question(
            "select = X, sort by date", 'kind = "flat"', "-due",
            f"select * from native_order where kind = $1 order by due desc, id desc {last}", ("flat",), 1.5,
        ),
        Question(
            "range of money, sort by date", "amount >= 1000 AND amount < 1200", "due",
            f"select * from native_order where amount >= $1 and amount < $2 order by due, id {last}", (1000, 1200), 1.5,
        ),
        Question(
            "stage = X, newest first", 'stage = "qualified"', "-created_at",
            f"select * from native_order where funnel = $1 and stage = $2 order by id desc {last}", ("sales", "qualified"), 1.5,
        ),
        Question(
            "orders of one client", f'client = "{client}"', "",
            f"select * from native_order where client = $1 order by id {last}", (client,), 2.0,
        ),
        Question(
            "three filters, sort by money", 'kind = "flat" AND source = "site" AND due >= DATE(2025, 6, 1)', "-amount",
            f"select * from native_order where kind = $1 and source = $2 and due >= $3 order by amount desc, id desc {last}",
            ("flat", "site", date(2025, 6, 1)), 2.0,
        ),
    ]  # fmt: skip


async def measure(product: Product, *, rows: int, tenants: int) -> dict[str, dict[str, Any]]:
    """Fill the store and the hand-made table, then ask both."""
    slug = _publish(product)
    await open_engines(product.database_url(), max_size=1)
    owner = await asyncpg.connect(product.database_url(), server_settings={"plan_cache_mode": "force_custom_plan"})
    try:
        number, person = await _workspace(slug)
        async with tenant_transaction(number):
            plan = await live_plan()
        clients = await fill(owner, plan, rows)
        await fill_others(owner, number, plan.entities["order"].no, tenants)
        await owner.execute("vacuum (analyze)")
        actor = Actor(number, "person", person, "owner", person=person)
        return await _ask(product, owner, plan, actor, questions(clients[1000]))
    finally:
        await owner.close()
        await close_engines()


def _publish(product: Product) -> str:
    """Publish the workspace of orders in place of the one that was measured before."""
    with httpx.Client(headers=product.headers, timeout=120) as client:
        for method, path, body in (("PUT", "draft", solution()), ("POST", "publish", {"note": "scale"})):
            answer = client.request(method, product.url(path), json=body)
            if answer.is_error:
                raise SystemExit(f"{path}: {answer.status_code} {answer.text[:800]}")
    return product.workspace


async def _workspace(slug: str) -> tuple[int, UUID]:
    [row] = await control_rows(
        "select w.tenant_no, m.person_id from workspace w join membership m using (tenant_no) where w.slug = $1", slug
    )
    return row["tenant_no"], row["person_id"]


async def _ask(
    product: Product, owner: asyncpg.Connection, plan: Plan, actor: Actor, asked: list[Question]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    ours, theirs = await _backend(plan.tenant_no), await owner.fetchval("select pg_backend_pid()")
    for question in asked:

        async def listed(one: Question = question) -> None:
            async with tenant_transaction(plan.tenant_no, PLANNED_ANEW):
                await list_records(plan, actor, "order", filter=one.filter, sort=one.sort or None, limit=50)

        query = {"filter": question.filter, "sort": question.sort, "limit": "50"}
        cell = await _compare(listed, lambda one=question: _native(owner, one.native, *one.values), ours, theirs)
        found[question.name] = (
            cell | _times(product, "GET", f"records/order?{httpx.QueryParams(query)}") | {"most": question.most}
        )

    async def grouped() -> None:
        async with tenant_transaction(plan.tenant_no, PLANNED_ANEW):
            await aggregate(plan, actor, "order", group_by=["stage"], measures={"count": "COUNT()", "sum": "SUM(amount)"})

    by_hand = "select stage, count(*), sum(amount) from native_order group by stage"
    body = {"group_by": ["stage"], "measures": {"count": "COUNT()", "sum": "SUM(amount)"}}
    cell = await _compare(grouped, lambda: _native(owner, by_hand), ours, theirs, rounds=5)
    found["group by stage with sums"] = cell | _times(product, "POST", "records/order/aggregate", body, rounds=5) | {"most": 2.0}
    for name, words in SEARCHES.items():
        found[f"search: {name}"] = _times(product, "GET", f"search?{httpx.QueryParams({'q': words})}")
    return found


async def _backend(number: int) -> int:
    async with tenant_transaction(number) as connection:
        return int(await connection.fetchval("select pg_backend_pid()"))


async def _native(owner: asyncpg.Connection, sql: str, *values: object) -> None:
    async with owner.transaction():
        await owner.fetch(sql, *values)


async def _compare(
    ours: Callable[[], Awaitable[None]], theirs: Callable[[], Awaitable[None]], pid: int, other: int, rounds: int = ROUNDS
) -> dict[str, float]:
    """Return the median CPU milliseconds of the database's process for each, asked in turns, and their ratio."""
    spent: dict[str, list[float]] = {"cpu": [], "native cpu": []}
    for turn in range(rounds + 3):
        for name, ask, process in (("cpu", ours, pid), ("native cpu", theirs, other)):
            before = _cpu(process)
            await ask()
            if turn >= 3:  # noqa: PLR2004 - the first rounds fill caches
                spent[name].append(_cpu(process) - before)
    middle = {name: statistics.median(values) for name, values in spent.items()}
    return {**middle, "ratio": middle["cpu"] / middle["native cpu"]}


def _cpu(pid: int) -> float:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def _times(product: Product, method: str, path: str, body: Any = None, rounds: int = ROUNDS) -> dict[str, float]:  # noqa: ANN401 - any JSON
    """Return the middle and the 95th percentile of whole requests, milliseconds."""
    taken = []
    with httpx.Client(headers=product.headers, timeout=60) as client:
        for _ in range(rounds):
            started = time.perf_counter()
            answer = client.request(method, product.url(path), json=body)
            taken.append((time.perf_counter() - started) * 1000)
            if answer.is_error:
                raise SystemExit(f"{path}: {answer.status_code} {answer.text[:500]}")
    return {"p50": statistics.median(taken), "p95": sorted(taken)[int(len(taken) * 0.95) - 1 if len(taken) > 1 else 0]}
