"""Events that runs wait for: each is held against what those runs await, in the transaction that relays it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import Plan, ScenarioPlan, StepPlan, TriggerPlan
from axin.builder.formulas.checker import Checked
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import AxinError
from axin.runtime.runs import awaiting
from axin.runtime.runs.events import Event
from axin.runtime.runs.frozen import FrozenRecord
from axin.runtime.runs.opening import actor_for
from axin.runtime.runs.refs import Ref
from axin.runtime.runs.run import Run
from axin.runtime.runs.scope import scope_names
from axin.runtime.runs.state import RunState, step_at
from axin.runtime.triggers import matcher

if TYPE_CHECKING:
    from asyncpg import Record as Row

_WAITING: Final = """
select w.run_id, w.seq, w.listens, w.entity, w.record_id, r.scenario, r.version, r.event_id, r.event, r.actor, r.state, r.lane
from run_wait w join run r on r.tenant_no = $1 and r.id = w.run_id
where w.tenant_no = $1 and w.listens && $2 and w.answer is null and (w.record_id is null or w.record_id = any($3))
order by w.run_id, w.seq
"""


async def hear(events: Sequence[Event]) -> None:
    """Answer every run that waits for one of these events."""
    if not events:
        return
    kinds = list({event.on for event in events})
    if not await connection().fetchval(_ANY, tenant_no(), kinds):
        return
    records = [event.record_id for event in events if event.record_id is not None]
    for row in await connection().fetch(_WAITING, tenant_no(), kinds, records):
        for event in events:
            if _may_be(row, event) and await _is_awaited(row, event):
                await awaiting.answer_one(row["run_id"], row["seq"], _what_came(event))
                break


_ANY: Final = "select exists (select from run_wait where tenant_no = $1 and listens && $2 and answer is null)"


def of_itself(plan: Plan, event: Event, trigger: TriggerPlan) -> bool:
    """Whether the awaited event is one of the very record that set the run off: whatever happens to records of its entity.

    That another one is made is no event of its own record.
    """
    funnel = plan.funnels.get(trigger.funnel or "")
    entity = trigger.entity or (None if funnel is None else funnel.entity)
    return event.record_id is not None and entity == event.entity and trigger.on != "record.created"


def _may_be(row: "Row", event: Event) -> bool:
    """Whether it is of the right kind and record; what a run does itself, it does not wait for."""
    own = (event.cause or {}).get("run") == str(row["run_id"])
    fits = event.on in row["listens"] and row["record_id"] in (None, event.record_id)
    return fits and not own and row["entity"] in (None, event.entity)


async def _is_awaited(row: "Row", event: Event) -> bool:
    plan = await versions.plan_of(row["version"])
    scenario, state = plan.scenarios[row["scenario"]], RunState.from_json(json.loads(row["state"]))
    step = _step_of(scenario, state, row["seq"])
    if step is None or step.wait_event is None:
        return False
    trigger = step.wait_event
    if not matcher.fits(replace(trigger, on=event.on) if trigger.on == "record.matches" else trigger, event):
        return False
    return trigger.condition is None or await _holds(await _run_of(plan, scenario, state, row), event, trigger.condition)


def _step_of(scenario: ScenarioPlan, state: RunState, seq: int) -> StepPlan | None:
    """Return the step that waits, and let the state stand at it: its loop's item is in scope."""
    for place in state.places:
        if place.seq == seq and place.at is not None:
            state.here = place
            return step_at(scenario.steps, place.at)
    return None


async def _run_of(plan: Plan, scenario: ScenarioPlan, state: RunState, row: "Row") -> Run:
    """Return the run that waits, to read by: nobody takes it on."""
    actor = await actor_for(plan, row["run_id"], scenario.key, json.loads(row["actor"]))
    own = Event.of_run(row["event_id"], json.loads(row["event"]))
    return Run(row["run_id"], 0, row["lane"], plan, scenario, own, actor, state)


async def _holds(run: Run, event: Event, condition: Checked) -> bool:
    """Whether the awaited condition holds: over the event, its record's fields bare, and the names of the run."""
    scope, awaited = run.scope, scope_names(run.plan, event, run.state, {})
    scope.names |= {"event": awaited["event"], "previous": awaited["previous"]}
    found = awaited["event"]["record"]
    scope.bare = found if isinstance(found, FrozenRecord) else None
    scope.enter_loop()
    try:
        await scope.prepare([condition])
        return condition.evaluate(scope) is True
    except AxinError:
        return False


def _what_came(event: Event) -> dict[str, Any]:
    return {"data": event.data, "entity": event.entity, "record": None if event.record_id is None else str(event.record_id)}


def outputs_of(answer: Any) -> dict[str, Any]:  # noqa: ANN401 - what `_what_came` returned, or None
    """Return what the step gives once the event has come, or, with None, its time is over."""
    if answer is None:
        return {"timed_out": True, "data": None, "record": None}
    record = answer["record"]
    return {
        "timed_out": False, "data": answer["data"],
        "record": Ref(answer["entity"], UUID(record)) if record and answer["entity"] else None,
    }  # fmt: skip
