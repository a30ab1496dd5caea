"""What sets scenarios off beside changes of records: schedules come round by themselves; of calls and buttons, the runs tell.

Of a call that opened no run nothing was kept. So a backtest of such a scenario judges the events of its own runs again, by the
conditions and steps as they are written now.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import AxinError
from axin.platform.kernel.ids import new_id
from axin.runtime.backtest.happenings import virtual_run
from axin.runtime.backtest.past import PastRecords, PastScope
from axin.runtime.backtest.summary import Summary
from axin.runtime.backtest.timelines import Timelines
from axin.runtime.backtest.walking import Trace, Walk
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import acting, actor_for
from axin.runtime.runs.run import Run
from axin.runtime.runs.state import RunState
from axin.runtime.triggers.matcher import conditions_of
from axin.runtime.triggers.schedules import next_of
from axin.tenants.actor import Actor

MOST_EVENTS: Final = 2_000
Taken = Callable[[Run, PastRecords], Walk]
"""How a run's steps are taken."""
_RUNS: Final = """
select event_id, event, created_at from run
where tenant_no = $1 and scenario = $2 and created_at >= $3 and created_at <= $4 and status <> 'cancelled'
order by id desc limit $5
"""
_NOBODY: Final = {"kind": "system", "id": None, "role": "member", "person": None, "title": "schedule"}


async def judge(plan: Plan, scenario: ScenarioPlan, actor: Actor, summary: Summary, *, since: datetime, until: datetime) -> None:
    """Judge the scenario's own past events."""
    timelines = Timelines(plan, since)
    async for event, at in _events(plan, scenario, since, until):
        summary.examined += 1
        summary.triggered += 1
        trace = await trial_of(plan, scenario, event, at=at, timelines=timelines)
        if trace is not None:
            summary.add(trace, _item(event, at, trace, values=actor.may_everything))


async def _events(plan: Plan, scenario: ScenarioPlan, since: datetime, until: datetime) -> AsyncIterator[tuple[Event, datetime]]:
    if scenario.trigger.on == "schedule":
        for at in _times(plan, scenario, since, until):
            id_ = new_id()
            yield Event(id_, "schedule", _NOBODY, id_), at
        return
    rows = await connection().fetch(_RUNS, plan.tenant_no, scenario.key, since, until, MOST_EVENTS)
    for row in rows:
        yield Event.of_run(row["event_id"], json.loads(row["event"])), row["created_at"]


def _times(plan: Plan, scenario: ScenarioPlan, since: datetime, until: datetime) -> Iterator[datetime]:
    at = next_of(plan, scenario, since)
    for _ in range(MOST_EVENTS):
        if at is None or at > until:
            return
        yield at
        at = next_of(plan, scenario, at)


async def trial_of(
    plan: Plan, scenario: ScenarioPlan, event: Event, *, at: datetime, timelines: Timelines, taken: Taken = Walk
) -> Trace | None:
    """Return what the event, at that moment, would have led to; None where a condition does not hold."""
    actor = await actor_for(plan, UUID(int=0), scenario.key, acting(plan, scenario, event))
    conditions = conditions_of(scenario)
    if conditions:
        records = PastRecords(plan, actor, timelines=timelines, moment=at)
        scope = PastScope(plan, event, records, RunState(), inputs=scenario.trigger.inputs)
        scope.bare = scope.names["record"] = scope.names["event"].get("record")
        try:
            await scope.prepare(conditions)
            if not all(condition.evaluate(scope) is True for condition in conditions):
                return None
        except AxinError:
            pass  # such a run is opened, and fails
    run = virtual_run(plan, scenario, event, actor)
    records = PastRecords(plan, actor, timelines=timelines, moment=at)
    run.scope = PastScope(plan, event, records, run.state, inputs=scenario.trigger.inputs)
    return await taken(run, records).whole()


def _item(event: Event, at: datetime, trace: Trace, *, values: bool) -> dict[str, Any]:
    return {
        "record": None if event.record_id is None or not values else str(event.record_id), "entity": event.entity, "title": None,
        "event": event.on, "at": at.isoformat(), "change": None,
        "actor": {name: event.actor.get(name) for name in ("kind", "id", "title")}, "ended": trace.ended,
        "error": trace.error if values else None,
        "branches": [{"step": step, "branch": branch} for step, branch in trace.branches[:50]],
        "effects": trace.effects if values else [], "effect_count": len(trace.acted), "likely": sorted(trace.likely),
    }  # fmt: skip
