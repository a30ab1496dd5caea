"""notify.users: a line in the product, for each person once."""

from typing import Final

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import new_id
from axin.runtime.actions import inputs
from axin.runtime.actions.people import people
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.runs import live

_NOTIFY: Final = """
insert into notification (tenant_no, id, person, text, entity, record_id, cause)
select $1, n.id, n.person, $4, $5, $6, $7 from unnest($2::uuid[], $3::uuid[]) as n (id, person)
"""


@action("notify.users")
async def notify(call: Call) -> Outputs:
    """Tell these people; about the given record, or the one that set the run off."""
    event = call.run.event
    persons = await people(call.inputs.get("users"), "users")
    record = inputs.id_of(call.inputs.get("record"), "record") if "record" in call.inputs else event.record_id
    ids = [new_id() for _ in persons]
    entity = event.entity if record == event.record_id else None
    if persons:
        await connection().execute(
            _NOTIFY, tenant_no(), ids, persons, inputs.text(call, "text"), entity, record,
            json.dumps_text(call.run.cause.at_step(call.step.key).to_json()),
        )  # fmt: skip
        told = [{"id": str(each), "person": str(person)} for each, person in zip(ids, persons, strict=True)]
        live.tell(tenant_no(), "notification", told)
    return {}
