"""Which scenarios an event sets off: by trigger first, by condition then, over what the trigger saw."""

from collections.abc import Sequence
from typing import Final

from axin.builder.compiling.plan import Plan, ScenarioPlan, TriggerPlan
from axin.builder.formulas.checker import Checked
from axin.platform.kernel.errors import AxinError
from axin.platform.kernel.ids import new_id
from axin.runtime.runs import errors
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import Opening, acting, actor_for
from axin.runtime.runs.reader import Reader
from axin.runtime.runs.scope import RunScope


async def openings(plan: Plan, event: Event) -> list[Opening]:
    """Return the runs that `event` opens."""
    found = []
    for scenario in plan.scenarios.values():
        if scenario.enabled and fits(scenario.trigger, event) and _awaited(scenario, event):
            opening = await opening_of(plan, scenario, event)
            if opening is not None:
                found.append(opening)
    return found


def fits(trigger: TriggerPlan, event: Event) -> bool:
    """Whether the trigger listens to what happened, its condition aside."""
    if trigger.on != event.on or trigger.entity not in (None, event.entity):
        return False
    if trigger.funnel not in (None, event.funnel) or trigger.stage not in (None, event.stage):
        return False
    if not all(_named(trigger, event, part) for part in _NARROWING.get(event.on, ())):
        return False
    return not trigger.fields or not event.changed.isdisjoint(trigger.fields)


_NARROWING: Final = {
    "event": ("name",),
    "task.done": ("scenario",), "task.overdue": ("scenario",), "approval.decided": ("scenario",), "run.failed": ("scenario",),
}  # fmt: skip
"""What else a trigger may name, so that it listens to less."""


def _named(trigger: TriggerPlan, event: Event, part: str) -> bool:
    return trigger.options.get(part) in (None, getattr(event, part))


_FOR_SOME: Final = frozenset({"record.matches", "date"})
"""Events that name the scenarios they are for: each waits for something of its own."""


def _awaited(scenario: ScenarioPlan, event: Event) -> bool:
    """Whether the event is for this scenario, and not what others wait for; nobody is told of their own failure."""
    if event.on == "run.failed" and event.scenario == scenario.key:
        return False
    return event.on not in _FOR_SOME or scenario.key in event.matches


def may_start(scenario: ScenarioPlan, event: Event) -> bool:
    """Whether an event could set a scenario off that waits for nothing of its own, whatever its conditions say."""
    return scenario.enabled and event.on not in _FOR_SOME and fits(scenario.trigger, event)


async def opening_of(plan: Plan, scenario: ScenarioPlan, event: Event) -> Opening | None:
    """Return the run to open; None where a condition does not hold; a failed one where a condition cannot be evaluated."""
    conditions = conditions_of(scenario)
    if not conditions:
        return Opening.of(scenario, event)
    try:
        holds = await hold(plan, scenario, event, conditions)
    except AxinError as error:
        return Opening.of(scenario, event, errors.kept(error))
    return Opening.of(scenario, event) if holds else None


def conditions_of(scenario: ScenarioPlan) -> list[Checked]:
    """Return the trigger's condition and the scenario's `when`, as far as they are written."""
    return [condition for condition in (scenario.trigger.condition, scenario.when) if condition is not None]


async def hold(plan: Plan, scenario: ScenarioPlan, event: Event, conditions: Sequence[Checked]) -> bool:
    """Whether all conditions hold over what the trigger saw."""
    scope = await scope_of(plan, scenario, event)
    await scope.prepare(conditions)
    return all(condition.evaluate(scope) is True for condition in conditions)


async def scope_of(plan: Plan, scenario: ScenarioPlan, event: Event) -> RunScope:
    """Return the names a condition reads, with the rights of the run it would open."""
    actor = await actor_for(plan, new_id(), scenario.key, acting(plan, scenario, event))
    return RunScope.of_trigger(plan, event, Reader(plan, actor), scenario.trigger.inputs)
