"""A step calls another scenario: its run goes by itself, with its own rights, and gives its result to the one that called."""

from collections.abc import Mapping
from typing import Any

from axin.builder.compiling.plan import ScenarioPlan, StepPlan
from axin.platform.kernel.ids import new_id
from axin.runtime.records.events import actor_json
from axin.runtime.runs import awaiting, live
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.events import Event
from axin.runtime.runs.given import checked
from axin.runtime.runs.opening import Opening, open_runs
from axin.runtime.runs.reader import plain
from axin.runtime.runs.run import Run


async def summon(run: Run, step: StepPlan, seq: int, given: Mapping[str, Any]) -> Pending:
    """Open the run of the scenario that the step calls, and wait for its end."""
    opening = Opening.of(called_by(run, step), event_of(run, step, given))
    await open_runs(run.plan, [opening])
    if not opening.starts:
        error = opening.error or {}
        raise StepError(error.get("code", "not_runnable"), error.get("message", "The scenario could not be started."))
    await awaiting.note(run.id, seq, "call", opening.id)
    live.announce(run.plan.tenant_no, [opening])
    live.nudge()
    return Pending(step.timeout)


def called_by(run: Run, step: StepPlan) -> ScenarioPlan:
    """Return the scenario that the step calls."""
    scenario = run.plan.scenarios[step.calls or ""]
    if not scenario.enabled:
        raise StepError("not_runnable", "The scenario that is called is switched off.")
    return scenario


def event_of(run: Run, step: StepPlan, given: Mapping[str, Any]) -> Event:
    """Return the event of being called: it belongs to the chain of the run that calls."""
    return caused(run, step.key, checked(run.plan, called_by(run, step), plain(given), "/with"))


def caused(run: Run, step: str, given: Any) -> Event:  # noqa: ANN401 - any JSON
    """Return the event by which a run sets off another scenario, with this as its input."""
    cause, event_id = run.cause.at_step(step), new_id()
    actor = {**actor_json(run.actor), "origin": dict(run.event.actor.get("origin") or run.event.actor)}
    return Event(
        event_id, "scenario", actor, cause.root, depth=cause.depth, path=cause.path, input=given, cause=cause.to_json()
    )  # fmt: skip
