"""Actions on records: through the one gateway, with the run's rights, as the step's cause."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from axin.builder.compiling.plan import EntityPlan
from axin.runtime.actions import inputs
from axin.runtime.actions.joint_records import CREATE, UPDATE, gives
from axin.runtime.actions.matches import parsed
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.records import queries
from axin.runtime.records.computing import value_over
from axin.runtime.records.gateway import UNSET
from axin.runtime.records.matching import find_match
from axin.runtime.runs.refs import Ref

_LIMIT: Final = 50
_MOST: Final = 500


@action("record.create", jointly=CREATE)
async def create(call: Call) -> Outputs:
    """Create a record; the run may read what it has created."""
    entity = inputs.entity(call)
    record = await call.gateway.create(
        entity.key,
        inputs.field_values(call, entity),
        funnel=inputs.optional(call, "funnel"),
        stage=inputs.optional(call, "stage"),
        responsible=inputs.responsible(call),
    )
    call.run.state.made.append(record.id)
    return gives(call, record)


@action("record.update", jointly=UPDATE)
async def update(call: Call) -> Outputs:
    """Change fields of a record."""
    entity = inputs.entity(call)
    record = await call.gateway.update(
        entity.key, inputs.an_id(call, "id"), inputs.field_values(call, entity), responsible=inputs.responsible(call)
    )
    return gives(call, record)


@action("record.upsert")
async def upsert(call: Call) -> Outputs:
    """Change the record whose fields match, or create one; what is only for a new one an old one keeps its own of."""
    entity, gateway = inputs.entity(call), call.gateway
    values, match = inputs.field_values(call, entity), inputs.names(call, "match")
    found = await find_match(gateway.reader, entity, match, parsed(call, entity, match, values))
    if found is None:
        return await _create_new(call, entity, values)
    changes = {key: value for key, value in values.items() if key not in match}
    record = await gateway.update(entity.key, found.id, changes) if changes else found
    return {**gives(call, record), "created": False}


async def _create_new(call: Call, entity: EntityPlan, values: Mapping[str, Any]) -> Outputs:
    own = inputs.field_values(call, entity, "create")
    responsible = inputs.id_of(own.pop("responsible"), "create/responsible") if "responsible" in own else UNSET
    record = await call.gateway.create(entity.key, {**values, **own}, responsible=responsible)
    call.run.state.made.append(record.id)
    return {**gives(call, record), "created": True}


@action("record.delete")
async def delete(call: Call) -> Outputs:
    """Delete a record, and what goes with it."""
    entity, record = inputs.entity(call), inputs.an_id(call, "id")
    await call.gateway.delete(entity.key, record)
    call.run.scope.reader.removed(Ref(entity.key, record))
    return {}


@action("stage.move")
async def move(call: Call) -> Outputs:
    """Move a card to a stage, by the stage's rules."""
    record = await call.gateway.move(
        inputs.entity(call).key, inputs.an_id(call, "id"), inputs.text(call, "funnel"), inputs.text(call, "stage")
    )
    return gives(call, record)


@action("record.find")
async def find(call: Call) -> Outputs:
    """Find records that the run may see."""
    run, entity = call.run, inputs.entity(call)
    found = await queries.find(
        run.plan,
        run.actor,
        entity.key,
        filter=call.step.filter,
        env=run.scope,
        sort=inputs.optional(call, "sort"),
        limit=_limit(call),
    )
    refs = run.scope.reader.found(found)
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
    return {"value": await value_over(reader, inputs.entity(call).key, step.formula, call.run.scope, step.filter)}
