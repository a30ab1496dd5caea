"""event.emit: an event of the tenant's own, for the scenarios that start at it and the runs that wait for it."""

from axin.runtime.actions import inputs
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.records.events import actor_json, write_outbox
from axin.runtime.runs.reader import plain


@action("event.emit")
async def emit(call: Call) -> Outputs:
    """Tell of the event once the step is committed; what it sets off belongs to this run's chain."""
    run = call.run
    cause = run.cause.at_step(call.step.key)
    payload = {
        "version": run.plan.version, "cause": cause.to_json(), "actor": actor_json(run.actor),
        "name": inputs.text(call, "name"), "data": plain(call.inputs.get("data")),
    }  # fmt: skip
    if cause.automation != "none":
        await write_outbox("event", [payload])
    return {}
