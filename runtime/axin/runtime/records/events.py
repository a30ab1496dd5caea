"""The events of a change, for those who listen: written beside it, in the same statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog.values import plain_json
from axin.platform.data import json
from axin.platform.data.unit_of_work import after_commit, connection, tenant_no
from axin.platform.jobs.wake import wake
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.records.changes import Change, Event
from axin.runtime.records.crossings import Condition, conditions_of, judged
from axin.runtime.records.dependencies import watches
from axin.runtime.records.graph import Graph, Node, values_of
from axin.runtime.records.listeners import Listeners, hears, listeners
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor

MATCHES: Final = "record.matches"
MOVED_BY_ALL: Final = ("updated_at", "updated_by", "version")
"""System fields that every change moves."""


async def add_events(reader: Reader, actor: Actor, changes: Sequence[Change]) -> None:
    """Give each change the events that anybody listens to, with the whole record as it then stands."""
    changes = [change for change in changes if change.cause.automation != "none"]
    if not changes:
        return
    listening, entity = listeners(reader.prepared), changes[0].after.entity.key
    waiting = conditions_of(reader.prepared, entity)
    heard = [
        (change, kinds)
        for change in changes
        if (kinds := list(_kinds(listening, change))) or (waiting and _may_come_true(reader, change))
    ]
    if not heard:
        return
    after = await _nodes(reader, [change.after for change, _ in heard], waiting)
    before = await _nodes(reader, [change.before for change, _ in heard if change.before is not None], waiting)
    for change, kinds in heard:
        now, then = after[change.after.id], before.get(change.after.id)
        payload = _payload(reader, change.actor or actor, change, None if then is None else _values(then), _values(now))
        change.events += [Event(kind, _written(kind, payload, change)) for kind in kinds]
        came_true = _came_true(waiting, change, now, then)
        if came_true:
            change.events.append(Event(MATCHES, json.dumps_text(payload | {"matches": sorted(came_true)})))


def _may_come_true(reader: Reader, change: Change) -> bool:
    """Whether a condition that somebody waits for reads what the change has moved on the record itself."""
    if change.kind != "updated":
        return change.kind == "created"
    moved = {*change.changed_fields(), *change.changed_system_fields(), *MOVED_BY_ALL}
    own = (watch for watch in watches(reader.prepared).get(change.after.entity.key, ()) if not watch.way)
    return any(watch.subject.scenario is not None and not watch.reads.isdisjoint(moved) for watch in own)


def _came_true(waiting: Sequence[Condition], change: Change, now: Node, then: Node | None) -> set[str]:
    if not waiting or change.kind == "deleted":
        return set()
    return judged(waiting, now, then) - (judged(waiting, then, None) if then is not None else set())


async def write_event(reader: Reader, actor: Actor, change: Change, values: dict[str, Any], matches: Sequence[str]) -> None:
    """Write the event of a record for which conditions came true by the change of another one."""
    payload = _payload(reader, actor, change, values, values) | {"matches": list(matches)}
    await connection().execute(
        "insert into outbox (tenant_no, id, kind, payload) values ($1, $2, $3, $4::jsonb)",
        reader.tenant_no, new_id(), MATCHES, json.dumps_text(payload),
    )  # fmt: skip


def _kinds(listening: Listeners, change: Change) -> list[str]:
    entity = change.after.entity.key
    kinds = [f"record.{change.kind}"] if hears(listening, f"record.{change.kind}", entity) else []
    if change.entered_stage:
        before = change.before
        if before is not None and before.stage is not None:
            left = hears(listening, "stage.left", entity, funnel=before.funnel, stage=before.stage)
            kinds += ["stage.left"] if left else []
        entered = hears(listening, "stage.entered", entity, funnel=change.after.funnel, stage=change.after.stage)
        kinds += ["stage.entered"] if entered else []
    return kinds


async def _computed(reader: Reader, records: Sequence[Record]) -> dict[Any, dict[str, Any]]:
    """Return all values of the records by id, computed ones too, nothing hidden."""
    return {id_: _values(node) for id_, node in (await _nodes(reader, records, ())).items()}


async def _nodes(reader: Reader, records: Sequence[Record], waiting: Sequence[Condition]) -> dict[Any, Node]:
    """Return the records by id, with all that their computed fields and these conditions read."""
    if not records:
        return {}
    entity = records[0].entity
    graph = Graph(the_product(reader.plan))
    nodes: list[Node] = [graph.add(record) for record in records]
    needs = Needs(reader.plan, entity).of_fields(entity.fields)
    for condition in waiting:
        needs.of_formula(condition.own)
    if not needs.none:
        await graph.load(nodes, needs)
    return {node.record.id: node for node in nodes}


def _values(node: Node) -> dict[str, Any]:
    return values_of(node, node.record.entity.fields)


def _written(kind: str, payload: dict[str, Any], change: Change) -> str:
    """Return the payload as text; the event of a stage left names that one, not the one that was entered."""
    if kind == "stage.left" and change.before is not None:
        payload = payload | {"funnel": change.before.funnel, "stage": change.before.stage}
    return json.dumps_text(payload)


async def tell_overdue(reader: Reader, records: Sequence[Record], cause: Cause) -> None:
    """Write the event of each of these records, all of one entity, that has stayed longer than its stage allows."""
    await tell(reader, "stage.overdue", [Telling(record, cause.renewed()) for record in records])


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that time, not a change, brings about for a record; `matches` names the scenarios that it is for."""

    record: Record
    cause: Cause
    matches: Sequence[str] = ()
    data: Mapping[str, Any] | None = None


async def tell(reader: Reader, kind: str, told: Sequence[Telling]) -> None:
    """Write the events of what has come about for these records, all of one entity."""
    if not told:
        return
    now = await _computed(reader, [one.record for one in told])
    actor = Actor.of_product(reader.tenant_no)
    payloads = []
    for one in told:
        change, values = Change("updated", one.record, one.record, one.cause), now[one.record.id]
        more = {"matches": list(one.matches), "data": one.data}
        payloads.append(_payload(reader, actor, change, values, values) | {key: value for key, value in more.items() if value})
    await write_outbox(kind, payloads)


async def write_outbox(kind: str, payloads: Sequence[Mapping[str, Any]], ids: Sequence[UUID] | None = None) -> None:
    """Write events of one kind to the outbox of the open transaction's tenant."""
    await connection().execute(
        """insert into outbox (tenant_no, id, kind, payload)
           select $1, u.id, $2, u.payload::jsonb from unnest($3::uuid[], $4::text[]) u(id, payload)""",
        tenant_no(),
        kind,
        ids or [new_id() for _ in payloads],
        [json.dumps_text(payload) for payload in payloads],
    )
    after_commit(wake)


async def snapshot(reader: Reader, record: Record) -> dict[str, Any]:
    """Return a record as events carry it."""
    return (await snapshots(reader, [record]))[record.id]


async def snapshots(reader: Reader, records: Sequence[Record]) -> dict[UUID, dict[str, Any]]:
    """Return records of one entity as events carry them: all values, computed ones too, nothing hidden."""
    values = await _computed(reader, records)
    return {
        record.id: record.to_api() | {"values": {key: plain_json(value) for key, value in values[record.id].items()}}
        for record in records
    }


def _payload(
    reader: Reader, actor: Actor, change: Change, before: dict[str, Any] | None, after: dict[str, Any]
) -> dict[str, Any]:
    record = change.after
    old = before or {}
    changed = [key for key in record.entity.fields if old.get(key) != after.get(key)] if change.kind != "deleted" else []
    system = change.changed_system_fields()
    snapshot = record.to_api() | {"values": {key: plain_json(value) for key, value in after.items()}}
    previous = {key: plain_json(old.get(key)) for key in changed}
    previous |= {name: plain_json(getattr(change.before, name, None)) for name in system}
    return {
        "entity": record.entity.key,
        "record_id": record.id,
        "change_id": change.id,
        "version": reader.plan.version,
        "cause": change.cause.to_json(),
        "actor": actor_json(actor),
        "record": snapshot,
        "previous": previous,
        "changed": changed + system,
        "funnel": record.funnel,
        "stage": record.stage,
    }


def actor_json(actor: Actor) -> dict[str, Any]:
    """Return who acted, as the log and events keep it."""
    return {
        "kind": actor.kind,
        "id": str(actor.id),
        "role": actor.role,
        "person": None if actor.person is None else str(actor.person),
        "title": actor.title,
        "scenario": actor.scenario,
    }
