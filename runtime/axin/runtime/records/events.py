"""The events of a change, for those who listen: written beside it, in the same statement."""

from collections.abc import Sequence
from typing import Any

from axin.builder.catalog.values import plain_json
from axin.platform.data import json
from axin.runtime.records.changes import Change, Event
from axin.runtime.records.graph import Graph, Node, values_of
from axin.runtime.records.listeners import Listeners, hears, listeners
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor


async def add_events(reader: Reader, actor: Actor, changes: Sequence[Change]) -> None:
    """Give each change the events that anybody listens to, with the whole record as it then stands."""
    listening = listeners(reader.prepared)
    heard = [(change, kinds) for change in changes if (kinds := list(_kinds(listening, change)))]
    if not heard:
        return
    after = await _computed(reader, [change.after for change, _ in heard])
    before = await _computed(reader, [change.before for change, _ in heard if change.before is not None])
    for change, kinds in heard:
        payload = json.dumps_text(_payload(reader, actor, change, before.get(change.after.id), after[change.after.id]))
        change.events += [Event(kind, payload) for kind in kinds]


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
    if not records:
        return {}
    entity = records[0].entity
    graph = Graph(the_product(reader.plan))
    nodes: list[Node] = [graph.add(record) for record in records]
    needs = Needs(reader.plan, entity).of_fields(entity.fields)
    if not needs.none:
        await graph.load(nodes, needs)
    return {node.record.id: values_of(node, entity.fields) for node in nodes}


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
