"""Which events of records anybody listens to: only those are written to the outbox."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from axin.builder.compiling.plan import Plan, StepPlan, TriggerPlan, every_step
from axin.runtime.records.policy import Prepared

Listeners = Mapping[tuple[str, str], list[TriggerPlan]]
"""Triggers of enabled scenarios, by (kind of event, entity)."""


def listeners(prepared: Prepared) -> Listeners:
    """Return who listens, once per plan."""
    found: Listeners | None = prepared.kept.get("listeners")
    if found is None:
        found = prepared.kept["listeners"] = _collect(prepared.plan)
    return found


def _collect(plan: Plan) -> dict[tuple[str, str], list[TriggerPlan]]:
    found: dict[tuple[str, str], list[TriggerPlan]] = {}
    for scenario in plan.scenarios.values():
        triggers = [scenario.trigger] if scenario.enabled else []
        for trigger in (*triggers, *awaited_in(scenario.steps)):
            for kind, entity in _kinds(plan, trigger):
                found.setdefault((kind, entity), []).append(trigger)
    return found


def awaited_in(steps: Sequence[StepPlan]) -> Iterator[TriggerPlan]:
    """Yield the events that these steps wait for: a condition comes true as a record is made, or changes."""
    for step in every_step(steps):
        if step.wait_event is not None:
            kinds = ("record.created", "record.updated") if step.wait_event.on == "record.matches" else (step.wait_event.on,)
            yield from (replace(step.wait_event, on=kind) for kind in kinds)


def _kinds(plan: Plan, trigger: TriggerPlan) -> Iterator[tuple[str, str]]:
    entity = trigger.entity
    if entity is None and trigger.funnel in plan.funnels:
        entity = plan.funnels[trigger.funnel or ""].entity
    if entity is None:
        return
    match trigger.on:
        case "record.created" | "record.updated" | "record.deleted" | "stage.entered" | "stage.left" | "stage.overdue":
            yield trigger.on, entity


def hears(listening: Listeners, kind: str, entity: str, *, funnel: str | None = None, stage: str | None = None) -> bool:
    """Whether anybody listens to this event."""
    triggers = listening.get((kind, entity), ())
    return any(_fits(trigger, funnel, stage) for trigger in triggers)


def _fits(trigger: TriggerPlan, funnel: Any, stage: Any) -> bool:  # noqa: ANN401 - keys or None
    if not trigger.on.startswith("stage."):
        return True
    return trigger.funnel in {None, funnel} and trigger.stage in {None, stage}
