"""Records of several runs, created or changed in one go: each in the name of its run, as its step's cause.

Only where nothing hangs on which run it is that writes: see `_open_to_all`. All else a run does by itself.
"""

from collections.abc import Sequence
from uuid import UUID

from axin.builder.catalog.file_values import FILE_TYPES
from axin.builder.compiling.plan import EntityPlan
from axin.runtime.actions import inputs
from axin.runtime.actions.registry import Call, Jointly, Likeness, Outputs
from axin.runtime.records.commands import Author, Creation, Update
from axin.runtime.records.policy import Prepared, RoleRights, prepared
from axin.runtime.records.record import Record


def _creation(call: Call, entity: EntityPlan) -> Creation:
    """Return the record that the step creates."""
    values = inputs.field_values(call, entity)
    funnel, stage = inputs.optional(call, "funnel"), inputs.optional(call, "stage")
    return Creation(values, funnel, stage, inputs.responsible(call), by=_author(call))


def _change(call: Call, entity: EntityPlan) -> Update:
    """Return the change that the step makes."""
    return Update(
        inputs.an_id(call, "id"), inputs.field_values(call, entity), responsible=inputs.responsible(call), by=_author(call)
    )


def gives(call: Call, record: Record) -> Outputs:
    """Return the outputs of a step that has written this record."""
    return {"record": call.run.scope.reader.written(record)}


async def _create(calls: Sequence[Call]) -> Sequence[Outputs]:
    entity = inputs.entity(calls[0])
    done = await calls[0].gateway.batch(entity.key, create=[_creation(call, entity) for call in calls])
    for call, record in zip(calls, done.created, strict=True):
        call.run.state.made.append(record.id)
    return [gives(call, record) for call, record in zip(calls, done.created, strict=True)]


async def _update(calls: Sequence[Call]) -> Sequence[Outputs]:
    entity = inputs.entity(calls[0])
    done = await calls[0].gateway.batch(entity.key, update=[_change(call, entity) for call in calls])
    return [gives(call, record) for call, record in zip(calls, done.updated, strict=True)]


def _new(call: Call) -> Likeness | None:
    return _alike(call)


def _same(call: Call) -> Likeness | None:
    return _alike(call, inputs.an_id(call, "id"))


def _alike(call: Call, subject: UUID | None = None) -> Likeness | None:
    run = call.run
    entity, actor = run.plan.entities.get(str(call.inputs.get("entity"))), run.actor
    if entity is None or call.step.override or not _open_to_all(prepared(run.plan), actor.role, entity):
        return None
    return Likeness((run.plan.version, call.step.action, entity.key, actor.role, actor.person, actor.teams), subject)


def _open_to_all(found: Prepared, role: str, entity: EntityPlan) -> bool:
    """Whether runs of this role may do the same with the entity's records, whichever run it is; and each row is judged alone.

    A run reads what it has made itself: that tells runs apart where their role may not read everything. A duplicate is filled
    in where it is found: rows of one batch would not find each other.
    """
    key = ("open to all", role, entity.key)
    known: bool | None = found.kept.get(key)
    if known is None:
        known = found.kept[key] = not entity.match and not _has_files(entity) and _reads_all(found.role(role))
    return known


def _has_files(entity: EntityPlan) -> bool:
    return any(part.type in FILE_TYPES for part in entity.fields.values())


def _reads_all(rights: RoleRights) -> bool:
    every = (rights.of(key) for key in rights.plan.entities)
    return rights.everything or all(one is not None and one.unrestricted for one in every)


def _author(call: Call) -> Author:
    return Author(call.run.actor, call.cause)


CREATE = Jointly(_new, _create)
UPDATE = Jointly(_same, _update)
