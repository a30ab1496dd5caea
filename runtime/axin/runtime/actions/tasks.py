"""task.create: something for a person to do."""

from typing import Final
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import new_id
from axin.runtime.actions import inputs
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.runs import live

_CREATE: Final = """
insert into task (tenant_no, id, title, entity, record_id, responsible, due, once, cause)
select $1, $2, $3, $4, $5, $6, $7, $8, $9
where not $8 or not exists (
    select from task where tenant_no = $1 and title = $3 and record_id is not distinct from $5 and done_at is null)
on conflict (tenant_no, record_id, md5(title)) where once and done_at is null do nothing
returning id
"""
_OPEN: Final = """
select id from task
where tenant_no = $1 and title = $2 and record_id is not distinct from $3 and done_at is null
order by id limit 1
"""


@action("task.create")
async def create(call: Call) -> Outputs:
    """Open a task; with `unless_open`, only where no open one has this title on this record."""
    title, record = inputs.text(call, "title"), inputs.id_of(call.inputs.get("record"), "record")
    responsible = inputs.id_of(call.inputs.get("responsible"), "responsible")
    task = await connection().fetchval(
        _CREATE, tenant_no(), new_id(), title, entity_of(call, record), record,
        responsible, inputs.moment(call, "due"),
        call.inputs.get("unless_open") is True, json.dumps_text(call.run.cause.at_step(call.step.key).to_json()),
    )  # fmt: skip
    if task is None:
        task = await connection().fetchval(_OPEN, tenant_no(), title, record)
    else:
        live.tell(tenant_no(), "task", [{"id": str(task), "person": None if responsible is None else str(responsible)}])
    return {"task": None if task is None else str(task)}


def entity_of(call: Call, record: UUID | None) -> str | None:
    """Return the entity of a record that the run knows; records have no other name here than their id."""
    if record is None:
        return None
    if record == call.run.event.record_id:
        return call.run.event.entity
    return next((ref.entity for ref in call.run.scope.reader.records if ref.id == record), None)
