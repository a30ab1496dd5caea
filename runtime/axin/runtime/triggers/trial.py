"""Trying without doing.

A dry run is the same code in a transaction that is rolled back, outside calls held back.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.ids import new_id
from axin.runtime.actions import builtin as _builtin  # noqa: F401 - registers the actions
from axin.runtime.records.events import actor_json
from axin.runtime.runs.budgets import charge
from axin.runtime.runs.effects import Outside, finish
from axin.runtime.runs.events import Event
from axin.runtime.runs.given import checked
from axin.runtime.runs.interpreter import advance
from axin.runtime.runs.journal import Outcome
from axin.runtime.runs.opening import acting, actor_for
from axin.runtime.runs.outside import perform, repeats_alike, settle
from axin.runtime.runs.run import Entry, Run
from axin.runtime.runs.state import RunState, step_at
from axin.runtime.runs.summoning import called_by, event_of
from axin.runtime.triggers import buttons, matcher
from axin.runtime.triggers.cutting import cut_after
from axin.tenants.actor import Actor

_NO_EFFECT: Final = frozenset({"record.find", "assign.choose", "code.run"})
_LONGEST: Final = 200
Called = dict[int, Sequence[Mapping[str, Any]]]
"""What scenarios that were called have done, by the number of the step that called them."""


async def dry_run(
    plan: Plan,
    actor: Actor,
    scenario: ScenarioPlan,
    record: UUID | None,
    event: Any,  # noqa: ANN401 - any JSON
    *,
    until: str | None = None,
) -> dict[str, Any]:
    """Return what the scenario would do on this record, or with this event; the caller's transaction is left as it was.

    With `until` it ends after that step, and says whether it came so far.
    """
    if until is not None:
        cut = cut_after(scenario, until)
        if cut is None:
            raise InvalidError.at("/until", "unknown_step", "The scenario has no such step.")
        found = await dry_run(plan, actor, cut, record, event)
        return found | {"reached": any(step["key"] == until for step in found["steps"])}
    happened = await _event(plan, actor, scenario, record, event)
    opening = await matcher.opening_of(plan, scenario, happened)
    if opening is None:
        return {"would_run": False, "reason": "The condition does not hold.", "steps": []}
    if opening.error is not None:
        return {"would_run": False, "reason": opening.error["message"], "steps": [], "error": opening.error}
    await connection().execute("savepoint dry_run")
    try:
        steps, _, fuel = await _try(plan, scenario, happened)
    finally:
        await connection().execute("rollback to savepoint dry_run")
    await charge(fuel)
    return {"would_run": True, "reason": None, "steps": steps}


async def _event(plan: Plan, actor: Actor, scenario: ScenarioPlan, record: UUID | None, event: Any) -> Event:  # noqa: ANN401
    if scenario.trigger.entity is None:
        event_id = new_id()
        data = event.get("data", event) if isinstance(event, Mapping) else event
        taken = event.get("input", data) if isinstance(event, Mapping) else event
        taken = checked(plan, scenario, taken, "/event/input")
        return Event(event_id, scenario.trigger.on, actor_json(actor), event_id, data=data, input=taken)
    return await buttons.event_for(plan, actor, scenario, record, event)


async def _try(plan: Plan, scenario: ScenarioPlan, event: Event) -> tuple[list[dict[str, Any]], Outcome, int]:
    """Return what the scenario does, step by step, how it ends, and what its code has used."""
    run_id = new_id()
    actor = await actor_for(plan, run_id, scenario.key, acting(plan, scenario, event))
    run = Run(id=run_id, epoch=0, lane=None, plan=plan, scenario=scenario, event=event, actor=actor, state=RunState())
    called: Called = {}
    outcome = await _through(run, called)
    by_number = {entry.seq: entry for entry in run.entries}
    return [_step(scenario, entry, called.get(entry.seq, ())) for entry in by_number.values()], outcome, run.burnt


async def _through(run: Run, called: Called) -> Outcome:
    """Take the run to its end, or as far as it comes."""
    outcome = Outcome("waiting")
    for _ in range(_LONGEST):
        outcome = await advance(run, careful=True)
        if isinstance(outcome, Outside) and repeats_alike(outcome.call.step):
            outcome = settle(run, await perform(outcome)) or Outcome("running")
        if not _held_back(run, outcome) and not await _answered(run, outcome, called):
            break
    return outcome


async def _answered(run: Run, outcome: Outcome, called: Called) -> bool:
    """Answer what the run waits for: the event comes, the approvers agree, the scenario that is called is tried here and now."""
    if outcome.status != "waiting" or not run.state.here.awaits or run.state.at is None:
        return False
    step = step_at(run.scenario.steps, run.state.at)
    if step is None:
        return False
    if step.kind == "call":
        entry = next(entry for entry in reversed(run.entries) if entry.seq == run.state.here.seq)
        steps, end, fuel = await _try(run.plan, called_by(run, step), event_of(run, step, entry.input))
        run.burnt += fuel
        called[entry.seq] = steps
        run.state.here.answer = {"status": end.status, "result": end.result, "error": end.error}
    elif step.kind == "wait":
        run.state.here.answer = {"data": None, "entity": None, "record": None}
    else:
        run.state.here.answer = {"decision": "approved", "by": None, "comment": None}
    return True


def _held_back(run: Run, outcome: Outcome) -> bool:
    """Pass a wait or an outside call without waiting or calling; False where the run ends here, or waits for an answer."""
    if isinstance(outcome, Outside):
        finish(run, outcome.call.step, outcome.entry, {})
        outcome.entry.status = "held_back"
        return True
    waits = outcome.status == "waiting" and run.state.waited and not run.state.here.awaits
    return outcome.status == "running" or waits


def _step(scenario: ScenarioPlan, entry: Entry, called: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    action = scenario.actions.get(entry.key)
    effects = [effect for step in called for effect in step["effects"]]
    if action is not None and action not in _NO_EFFECT and entry.status in {"done", "held_back"}:
        effects.append(_effect(action, entry))
    shown = {"key": entry.key, "status": entry.status, "input": entry.input, "output": entry.output, "effects": effects}
    shown |= {"index": entry.index} if entry.index is not None else {}
    return shown | ({"error": entry.error} if entry.error else {})


def _effect(action: str, entry: Entry) -> dict[str, Any]:
    given: Mapping[str, Any] = entry.input or {}
    record = (entry.output or {}).get("record") if isinstance(entry.output, Mapping) else None
    found = {"action": action, "entity": given.get("entity"), "values": given.get("values", given)}
    return found | ({"id": record["id"]} if isinstance(record, Mapping) and action != "record.create" else {})
