"""notify.users: a line in the product, for each person once."""

from axin.runtime.actions import inputs
from axin.runtime.actions.people import people
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.runs import notices


@action("notify.users")
async def notify(call: Call) -> Outputs:
    """Tell these people; about the given record, or the one that set the run off."""
    event = call.run.event
    persons = await people(call.inputs.get("users"), "users")
    record = inputs.id_of(call.inputs.get("record"), "record") if "record" in call.inputs else event.record_id
    entity = event.entity if record == event.record_id else None
    cause = call.run.cause.at_step(call.step.key).to_json()
    await notices.leave(persons, inputs.text(call, "text"), cause, entity=entity, record=record)
    return {}
