"""Timers of dates: a scenario that waits for a date of a record is set off when it comes, once for each date.

A timer belongs to its record: it moves when the date moves, and goes when the date is cleared or the record deleted. A date
whose moment is past when it is written stays silent; so do those that are past when the scenario is published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, control_rows, tenant_no, tenant_transaction
from axin.platform.kernel import faults
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.records.changes import Change
from axin.runtime.records.date_rules import DateRule, all_rules, rules_of
from axin.runtime.records.events import Telling, tell
from axin.runtime.records.graph import Graph, Node, read_by_ids, values_of
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.record import Record

_BATCH: Final = 200
_TENANTS: Final = 100
_GRACE: Final = timedelta(seconds=60)
"""A moment of the minute that is on is not past: whoever writes "now" means it."""
_SOON: Final = timedelta(minutes=5)
"""What a scenario sets to come so soon goes on with its chain, which has an end; later, a chain of its own begins."""


@dataclass(frozen=True, slots=True)
class Arming:
    """When a scenario is due on a record; None: not at all."""

    scenario: str
    record: UUID
    due: datetime | None
    cause: Cause | None = None


async def follow(reader: Reader, changes: Sequence[Change]) -> None:
    """Let the timers follow changes that have just been written, all of one entity and kind."""
    entity = changes[0].after.entity
    rules = rules_of(reader.prepared).get(entity.key)
    if not rules:
        return
    if changes[0].kind == "deleted":
        await _forget(entity, [change.after.id for change in changes])
        return
    armed = [
        Arming(rule.scenario, change.after.id, rule.due(change.after.values.get(rule.field)), change.cause)
        for rule in rules
        if not entity.fields[rule.field].derived
        for change in changes
        if change.kind != "updated" or _moved(change, rule)
    ]
    computed = [rule for rule in rules if entity.fields[rule.field].derived]
    if computed:
        causes = {change.after.id: change.cause for change in changes}
        armed += await _computed(reader, entity, computed, [change.after for change in changes], causes)
    await _arm(entity, armed)


def _moved(change: Change, rule: DateRule) -> bool:
    before = change.before.values.get(rule.field) if change.before is not None else None
    return bool(before != change.after.values.get(rule.field))


async def follow_computed(reader: Reader, entity: EntityPlan, nodes: Sequence[Node], causes: Mapping[UUID, Cause]) -> None:
    """Let the timers follow computed dates that have moved because other records changed."""
    rules = [rule for rule in rules_of(reader.prepared).get(entity.key, ()) if entity.fields[rule.field].derived]
    if rules and nodes:
        await _arm(entity, await _computed(reader, entity, rules, [node.record for node in nodes], causes))


async def _computed(
    reader: Reader, entity: EntityPlan, rules: Sequence[DateRule], records: Sequence[Record], causes: Mapping[UUID, Cause]
) -> list[Arming]:
    nodes = await dated(reader, entity, rules, records)
    return [
        Arming(rule.scenario, node.record.id, rule.due(_date_of(node, rule)), causes.get(node.record.id))
        for node in nodes
        for rule in rules
    ]


async def dated(reader: Reader, entity: EntityPlan, rules: Sequence[DateRule], records: Sequence[Record]) -> list[Node]:
    """Return the records with all that the dates of these rules are computed from."""
    graph = Graph(the_product(reader.plan))
    nodes: list[Node] = [graph.add(record) for record in records]
    needs = Needs(reader.plan, entity).of_fields({rule.field for rule in rules})
    if nodes and not needs.none:
        await graph.load(nodes, needs)
    return nodes


def _date_of(node: Node, rule: DateRule) -> Any:  # noqa: ANN401 - a date, a datetime or None
    part = node.record.entity.fields[rule.field]
    return values_of(node, {rule.field: part})[rule.field]


_ARM: Final = """
insert into date_timer (tenant_no, entity_no, scenario, record_id, due_at, cause)
select $1, $2, u.scenario, u.record_id, u.due_at, u.cause::jsonb
from unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::text[]) u (scenario, record_id, due_at, cause)
on conflict (tenant_no, record_id, scenario) do update set due_at = excluded.due_at, cause = excluded.cause, told = false
where date_timer.due_at <> excluded.due_at
"""
_END: Final = """
delete from date_timer d using unnest($2::text[], $3::uuid[], $4::timestamptz[]) u (scenario, record_id, due_at)
where d.tenant_no = $1 and d.record_id = u.record_id and d.scenario = u.scenario and d.due_at is distinct from u.due_at
"""


async def _arm(entity: EntityPlan, armed: Sequence[Arming]) -> None:
    """Arm what is ahead, end what is past or has no date any more; a timer whose moment is the same stays as it is."""
    now = utc_now()
    ahead = [one for one in armed if one.due is not None and one.due > now - _GRACE]
    over = [one for one in armed if one.due is None or one.due <= now - _GRACE]
    if ahead:
        await connection().execute(
            _ARM, tenant_no(), entity.no, [one.scenario for one in ahead], [one.record for one in ahead],
            [one.due for one in ahead], [_chain(one, now) for one in ahead],
        )  # fmt: skip
    if over:
        await connection().execute(
            _END, tenant_no(), [one.scenario for one in over], [one.record for one in over], [one.due for one in over]
        )


def _chain(armed: Arming, now: datetime) -> str | None:
    cause = armed.cause
    if cause is None or not cause.depth or armed.due is None or armed.due > now + _SOON:
        return None
    return json.dumps_text(cause.to_json())


async def _forget(entity: EntityPlan, records: Sequence[UUID]) -> None:
    await connection().execute(
        "delete from date_timer where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        tenant_no(), entity.no, list(records),
    )  # fmt: skip


async def arm_all(plan: Plan, entity: EntityPlan, rules: Sequence[DateRule], records: Sequence[Record]) -> None:
    """Arm the timers of these rules for records that were there before them."""
    await _arm(entity, await _computed(the_product(plan), entity, rules, records, {}))


_DUE: Final = """
select scenario, entity_no, record_id, due_at, cause from date_timer
where tenant_no = $1 and due_at <= now() and not told order by due_at limit $2 for update skip locked
"""


async def fire() -> None:
    """Set off every scenario whose date has come."""
    wanted = "select distinct tenant_no from date_timer where due_at <= now() and not told limit $1"
    for row in await control_rows(wanted, _TENANTS):
        while await _fire(row["tenant_no"]) == _BATCH:
            pass


async def _fire(tenant: int) -> int:
    async with tenant_transaction(tenant) as transaction:
        due = await transaction.fetch(_DUE, tenant, _BATCH)
        await fire_rows(await versions.live_plan(), due)
        await transaction.execute(
            "delete from date_timer where tenant_no = $1 and told and due_at < now() - 2 * $2::interval", tenant, _GRACE
        )
        faults.point("dates.fired")
    return len(due)


async def fire_rows(plan: Plan, due: Sequence[Mapping[str, Any]]) -> None:
    """Set off the scenarios of these timers, which are locked, where the record still has that date; else the timer moves."""
    by_entity: dict[int, list[Mapping[str, Any]]] = {}
    for row in due:
        by_entity.setdefault(row["entity_no"], []).append(row)
    for entity_no, rows in by_entity.items():
        entity = plan.entity_by_no(entity_no)
        if entity is None:
            await _drop(rows)
        else:
            await _fire_of(plan, entity, rows)


async def _fire_of(plan: Plan, entity: EntityPlan, rows: Sequence[Mapping[str, Any]]) -> None:
    reader, rules = the_product(plan), all_rules(plan)
    waiting = [rule for rule in rules.values() if rule.entity == entity.key]
    found = await read_by_ids(reader, entity, list({row["record_id"] for row in rows}))
    nodes = {node.record.id: node for node in await dated(reader, entity, waiting, found)}
    told: list[Telling] = []
    moved: list[Arming] = []
    gone: list[Mapping[str, Any]] = []
    for row in rows:
        node, rule = nodes.get(row["record_id"]), rules.get(row["scenario"])
        if node is None or rule is None or rule.entity != entity.key:
            gone.append(row)
            continue
        due = rule.due(_date_of(node, rule))
        if due == row["due_at"]:
            told.append(_telling(rule, node.record, row))
        else:
            moved.append(Arming(rule.scenario, node.record.id, due))
    await tell(reader, "date", told)
    await _drop(gone)
    await _arm(entity, moved)
    await _mark([(one.matches[0], one.record.id) for one in told])


def _telling(rule: DateRule, record: Record, row: Mapping[str, Any]) -> Telling:
    cause = Cause.from_json(json.loads(row["cause"])) if row["cause"] else Cause("system", new_id())
    return Telling(record, cause, matches=(rule.scenario,), data={"at": row["due_at"], "field": rule.field})


async def _mark(told: Sequence[tuple[str, UUID]]) -> None:
    if told:
        await connection().execute(
            """update date_timer d set told = true from unnest($2::text[], $3::uuid[]) u (scenario, record_id)
               where d.tenant_no = $1 and d.record_id = u.record_id and d.scenario = u.scenario""",
            tenant_no(), [scenario for scenario, _ in told], [record for _, record in told],
        )  # fmt: skip


async def _drop(rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await connection().execute(
            """delete from date_timer d using unnest($2::text[], $3::uuid[]) u (scenario, record_id)
               where d.tenant_no = $1 and d.record_id = u.record_id and d.scenario = u.scenario""",
            tenant_no(), [row["scenario"] for row in rows], [row["record_id"] for row in rows],
        )  # fmt: skip
