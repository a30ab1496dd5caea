"""Which live events a reader may be told of: those about records, runs, tasks and notifications they could open."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from axin.builder.versions import live_plan
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.ids import parse_id
from axin.platform.live import LiveEvent
from axin.runtime.records import queries
from axin.tenants.actor import Actor

_PERSONAL: Final = frozenset({"notification", "task", "job"})


async def seen_by(actor: Actor, events: Sequence[LiveEvent]) -> list[LiveEvent]:
    """Return the events the actor may see, in their order."""
    if actor.may_everything:
        return [event for event in events if event.kind != "notification" or _is_for(actor, event)]
    records = [event for event in events if event.kind in {"record", "run"}]
    seen = await _visible_records(actor, [pair for event in records if (pair := _record(event))])
    return [event for event in events if _allowed(actor, event, seen)]


def _allowed(actor: Actor, event: LiveEvent, seen: set[UUID]) -> bool:
    if event.kind == "solution":
        return True
    if event.kind in _PERSONAL:
        return _is_for(actor, event)
    pair = _record(event)
    return pair is not None and pair[1] in seen


def _is_for(actor: Actor, event: LiveEvent) -> bool:
    return actor.person is not None and event.data.get("person") == str(actor.person)


def _record(event: LiveEvent) -> tuple[str, UUID] | None:
    name = "id" if event.kind == "record" else "record"
    entity, record = event.data.get("entity"), parse_id(str(event.data.get(name, "")))
    return (str(entity), record) if entity and record else None


async def _visible_records(actor: Actor, pairs: Sequence[tuple[str, UUID]]) -> set[UUID]:
    if not pairs:
        return set()
    async with tenant_transaction(actor.tenant_no):
        return await queries.visible(await live_plan(), actor, pairs)
