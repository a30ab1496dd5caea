"""Actions on records: through the one gateway, with the run's rights, as the step's cause."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan
from axin.runtime.actions import inputs
from axin.runtime.actions.matches import parsed
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.records import queries
from axin.runtime.records.computing import value_over
from axin.runtime.records.gateway import UNSET, Unset
from axin.runtime.records.matching import find_match
from axin.runtime.records.record import Record
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.refs import Ref

_LIMIT: Final = 50
_MOST: Final = 500


def _entity(call: Call) -> EntityPlan:
    entity = call.run.plan.entities.get(inputs.text(call, "entity"))
    if entity is None:
        raise StepError("unknown_entity", "There is no such entity.")
    return entity


def _responsible(call: Call) -> UUID | Unset | None:
    if "responsible" not in call.inputs:
        return UNSET
    return inputs.id_of(call.inputs["responsible"], "responsible")


def _optional(call: Call, name: str) -> str | None:
    return inputs.text(call, name) if call.inputs.get(name) else None


def _gives(call: Call, record: Record) -> Mapping[str, Any]:
    return {"record": call.run.scope.reader.written(record)}


@action("record.create")
async def create(call: Call) -> Outputs:
    """Create a record; the run may read what it has created."""
    entity = _entity(call)
    record = await call.gateway.create(
        entity.key,
        inputs.field_values(call, entity),
        funnel=_optional(call, "funnel"),
        stage=_optional(call, "stage"),
        responsible=_responsible(call),
    )
    call.run.state.made.append(record.id)
    return _gives(call, record)


@action("record.update")
async def update(call: Call) -> Outputs:
    """Change fields of a record."""
    entity = _entity(call)
    record = await call.gateway.update(
        entity.key, inputs.an_id(call, "id"), inputs.field_values(call, entity), responsible=_responsible(call)
    )
    return _gives(call, record)


@action("record.upsert")
async def upsert(call: Call) -> Outputs:
    """Change the record whose fields match, or create one; what is only for a new one an old one keeps its own of."""
    entity, gateway = _entity(call), call.gateway
    values, match = inputs.field_values(call, entity), inputs.names(call, "match")
    found = await find_match(gateway.reader, entity, match, parsed(call, entity, match, values))
    if found is None:
        return await _create_new(call, entity, values)
    changes = {key: value for key, value in values.items() if key not in match}
    record = await gateway.update(entity.key, found.id, changes) if changes else found
    return {**_gives(call, record), "created": False}


async def _create_new(call: Call, entity: EntityPlan, values: Mapping[str, Any]) -> Outputs:
    own = inputs.field_values(call, entity, "create")
    responsible = inputs.id_of(own.pop("responsible"), "create/responsible") if "responsible" in own else UNSET
    record = await call.gateway.create(entity.key, {**values, **own}, responsible=responsible)
    call.run.state.made.append(record.id)
    return {**_gives(call, record), "created": True}


@action("record.delete")
async def delete(call: Call) -> Outputs:
    """Delete a record, and what goes with it."""
    await call.gateway.delete(_entity(call).key, inputs.an_id(call, "id"))
    call.run.scope.reader.forget()
    return {}


@action("stage.move")
async def move(call: Call) -> Outputs:
    """Move a card to a stage, by the stage's rules."""
    record = await call.gateway.move(
        _entity(call).key, inputs.an_id(call, "id"), inputs.text(call, "funnel"), inputs.text(call, "stage")
    )
    return _gives(call, record)


@action("record.find")
async def find(call: Call) -> Outputs:
    """Find records that the run may see."""
    run, entity = call.run, _entity(call)
    found = await queries.find(
        run.plan, run.actor, entity.key, filter=call.step.filter, env=run.scope, sort=_optional(call, "sort"), limit=_limit(call)
    )
    refs = tuple(Ref(entity.key, record.id) for record in found)
    run.scope.reader.records.update(zip(refs, found, strict=True))
    return {"records": refs, "first": refs[0] if refs else None, "count": Decimal(len(refs))}


def _limit(call: Call) -> int:
    given = call.inputs.get("limit", _LIMIT)
    if given is None:
        return _LIMIT
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise inputs.mismatch("limit", "a number")
    return max(1, min(int(given), _MOST))


@action("record.aggregate")
async def aggregate(call: Call) -> Outputs:
    """Compute a formula over the records that the run may see and the filter finds."""
    step = call.step
    if step.formula is None:
        raise inputs.mismatch("formula", "a formula")
    reader = call.gateway.reader
    return {"value": await value_over(reader, _entity(call).key, step.formula, call.run.scope, step.filter)}
