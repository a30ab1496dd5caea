"""Other workspaces beside the measured one, and queues and histories made by hand in the database."""

import asyncio
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx

from bench.product import Product


@dataclass(frozen=True)
class Neighbour:
    """A workspace of its own: its number, and its hooks by scenario."""

    tenant_no: int
    hooks: dict[str, str]


def _scenario(key: str, trigger: dict[str, Any], *steps: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "title": key, "enabled": True, "run_as": "author", "trigger": trigger, "steps": list(steps)}


def solution() -> dict[str, Any]:
    """Return the neighbour's solution: a call, a wait of three seconds, a schedule."""
    hook, keep = {"on": "webhook", "auth": "token"}, {"key": "keep", "set": {"done": "=1"}}
    return {
        "axin": 1, "key": "quiet", "title": "Quiet", "settings": {"locale": "en", "timezone": "UTC", "currency": "USD"},
        "entities": [{"key": "note", "title": "Note", "display": "body", "fields": [{"key": "body", "type": "text"}]}],
        "scenarios": [
            _scenario("call", hook, keep),
            _scenario("sleep", hook, {"key": "pause", "wait": {"for": "3s"}}, keep)
            | {"concurrency": {"per": "scenario", "policy": "parallel"}},
            _scenario("nightly", {"on": "schedule", "cron": "0 3 1 1 *"}, keep),
        ],
    }  # fmt: skip


async def neighbour(product: Product, owner: asyncpg.Connection) -> Neighbour:
    """Open a workspace the way a person does, and publish its solution."""
    async with httpx.AsyncClient(base_url=product.address, timeout=60) as client:
        body = {
            "email": "quiet@axin.example", "password": "a long bench password", "name": "Quiet", "workspace": {"title": "Quiet"},
        }  # fmt: skip
        slug = (await client.post("/api/auth/sign-up", json=body)).raise_for_status().json()["workspace"]["slug"]
        client.headers["x-csrftoken"] = client.cookies["csrftoken"]
        for method, path, given in (("PUT", "draft", solution()), ("POST", "publish", {"note": "bench"})):
            answer = await client.request(method, f"/api/w/{slug}/{path}", json=given)
            if answer.is_error:
                raise SystemExit(answer.text[:800])
        hooks = {}
        for key in ("call", "sleep"):
            hook = (await client.get(f"/api/w/{slug}/scenarios/{key}")).json()["hook"]["url"]
            hooks[key] = product.address + httpx.URL(hook).path
    return Neighbour(await owner.fetchval("select tenant_no from workspace where slug = $1", slug), hooks)


async def clone(owner: asyncpg.Connection, of: int, count: int) -> None:
    """Make `count` workspaces that have published the same."""
    numbers = await owner.fetch(
        """insert into workspace (id, slug, title, locale, timezone, currency)
           select gen_random_uuid(), 'clone-' || n, title, locale, timezone, currency
           from workspace, generate_series(1, $2) n where tenant_no = $1 returning tenant_no""",
        of, count,
    )  # fmt: skip
    made = [row["tenant_no"] for row in numbers]
    for table in ("solution_version", "tenant_limit", "schedule_timer"):
        names = await owner.fetchval(
            """select string_agg(quote_ident(attname), ', ') from pg_attribute
               where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attname <> 'tenant_no'""",
            table,
        )
        await owner.execute(
            f"insert into {table} (tenant_no, {names}) select n, {names} from {table}, unnest($2::int[]) n where tenant_no = $1",
            of, made,
        )  # fmt: skip


_ID = "(lpad(to_hex((extract(epoch from {at}) * 1000)::bigint), 12, '0') || '7' || substr(md5({seed}), 1, 3) || '8' || "
_ID += "substr(md5({seed}), 4, 15))::uuid"


async def queue_up(owner: asyncpg.Connection, tenants: str, scenario: str, *, copies: int, due: str = "now()") -> None:
    """Put runs into the queue of the tenants that the query `tenants` names, like the last run of the scenario there was."""
    mark = (await owner.fetchval("select count(*) from run_due")) + copies
    new = _ID.format(at="clock_timestamp()", seed=f"t.tenant_no || ':{mark}:' || n")
    await owner.execute(
        f"""with like_it as (select * from run where scenario = $1 order by id desc limit 1),
        made as (
            insert into run (tenant_no, id, scenario, version, event_id, status, root, depth, event, actor)
            select t.tenant_no, i.id, l.scenario, l.version, i.id, 'queued', i.id, 0, l.event, l.actor
            from ({tenants}) t, generate_series(1, $2) n, like_it l, lateral (select {new} as id) i
            returning tenant_no, id)
        insert into run_due (tenant_no, run_id, due_at) select tenant_no, id, {due} from made""",
        scenario, copies,
    )  # fmt: skip


async def history(address: str, tenant: int, scenario: str, runs: int, *, chunk: int = 250_000, hands: int = 2) -> None:
    """Store finished runs of the last month, each with its steps, like the last run of the scenario there was.

    In the order of time, as a history comes about: every index grows at its end. What the database then owes, it settles here.
    """
    starts = iter(range(0, runs, chunk))

    async def fill() -> None:
        owner = await asyncpg.connect(address, command_timeout=3600)
        try:
            for start in starts:
                await owner.execute(_HISTORY, tenant, scenario, start, min(start + chunk, runs) - 1, runs)
        finally:
            await owner.close()

    await asyncio.gather(*(fill() for _ in range(hands)))
    owner = await asyncpg.connect(address, command_timeout=3600)
    try:
        for settle in ("vacuum (analyze) run, run_step, run_of_event, run_due", "checkpoint"):
            await owner.execute(settle)
    finally:
        await owner.close()


_HISTORY = """
with like_it as materialized (
    select * from run where tenant_no = $1 and scenario = $2 and status = 'done' order by id desc limit 1),
ids as materialized (
    select uuidv7(-(($5::int - n) * (interval '28 days' / $5::int))) as id from generate_series($3::int, $4::int) n),
made as (
    insert into run (tenant_no, id, scenario, version, event_id, status, root, depth, event, actor, created_at,
                     started_at, finished_at)
    select $1, i.id, l.scenario, l.version, i.id, 'done', i.id, 0, l.event, l.actor, l.created_at, l.started_at, l.finished_at
    from ids i, like_it l),
taken as (
    insert into run_of_event (tenant_no, event_id, run_id, scenario) select $1, id, id, $2 from ids)
insert into run_step (tenant_no, run_id, seq, key, attempt, status, input, output, started_at, finished_at)
select $1, i.id, s.seq, s.key, 1, s.status, s.input, s.output, s.started_at, s.finished_at
from ids i, like_it l join run_step s on s.tenant_no = $1 and s.run_id = l.id
"""
