"""What a step that has waited for something gives, once that has come or its time is over."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from axin.builder.compiling.plan import StepPlan
from axin.runtime.actions.registry import Outputs
from axin.runtime.runs import awaiting, hearing
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.run import Entry, Run

Overdue = Callable[[Run, StepPlan, int], Awaitable[Outputs | Pending]]
OVERDUE: Final[dict[str, Overdue]] = {}
"""Of an action that waits: what it does when the time is over before the answer has come."""


async def listen(run: Run, step: StepPlan, seq: int, seconds: float | None) -> Pending:
    """Begin to wait for the step's event; without a number of seconds, as long as it takes."""
    if step.wait_event is not None:
        own = run.event.record_id if hearing.of_itself(run.plan, run.event, step.wait_event) else None
        await awaiting.listen(run.id, seq, step.wait_event, own)
    return Pending(seconds)


async def outputs(run: Run, step: StepPlan, entry: Entry, given: Mapping[str, Any] | None) -> Outputs | Pending:
    """Return what the step gives; Pending where it goes on waiting."""
    if step.kind == "wait":
        return hearing.outputs_of(given)
    if step.kind == "call":
        return _of_call(given)
    if given is None:
        return await OVERDUE[step.action or ""](run, step, entry.seq)
    return given


def _of_call(given: Mapping[str, Any] | None) -> Outputs:
    if given is None:
        raise StepError("timeout", "The scenario that was called did not end in time.")
    if given["status"] != "done":
        error = given.get("error") or {}
        raise StepError(error.get("code", "failed"), error.get("message", "The scenario that was called failed."))
    return {"result": given.get("result")}
