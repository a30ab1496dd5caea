"""What set a scenario off, or would have: each change of the log as the events it brought, judged by the scenario's trigger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan, every_step
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Path
from axin.platform.kernel.errors import AxinError
from axin.runtime.backtest.past import PastRecords, PastScope, as_it_stood, computed_by, needs_of
from axin.runtime.backtest.timelines import Moment, Timelines
from axin.runtime.backtest.walking import Trace, Walk
from axin.runtime.records.needs import Needs
from axin.runtime.records.record import Record
from axin.runtime.runs.events import Event
from axin.runtime.runs.explaining import tree_of
from axin.runtime.runs.opening import acting, actor_for
from axin.runtime.runs.rendering import formulas_of
from axin.runtime.runs.run import Run
from axin.runtime.runs.state import RunState
from axin.runtime.triggers.matcher import conditions_of, fits
from axin.tenants.actor import Actor

MATCHES: Final = "record.matches"
_Standing = tuple[str | None, str | None]
"""A funnel and a stage."""


@dataclass(slots=True)
class Happening:
    """A change, the event that it brought, and the record as the trigger saw it."""

    moment: Moment
    event: Event
    record: Record
    previous: Record | None


@dataclass(slots=True)
class Judge:
    """Judges what happened by one scenario."""

    plan: Plan
    scenario: ScenarioPlan
    timelines: Timelines
    conditions: Sequence[Checked] = field(init=False)
    computed: frozenset[str] = field(init=False)
    needs: Needs = field(init=False)
    frozen: frozenset[str] = field(init=False)
    """Computed fields that steps read of the event's record, beyond those that the conditions read."""
    frozen_needs: Needs = field(init=False)
    _actors: dict[tuple[str, str | None], Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find what the trigger reads."""
        trigger, entity = self.scenario.trigger, self.plan.entities[str(self.scenario.trigger.entity)]
        self.conditions = conditions_of(self.scenario)
        watched = (name for name in trigger.fields if name in entity.fields and entity.fields[name].formula is not None)
        self.computed = computed_by(entity, self.conditions) | frozenset(watched)
        self.needs = needs_of(self.plan, entity, self.conditions, self.computed)
        self.frozen = computed_by(entity, _of_the_event(self.scenario)) - self.computed
        self.frozen_needs = needs_of(self.plan, entity, (), self.frozen)

    async def happenings(self, moment: Moment) -> list[Happening]:
        """Return what the trigger listens to of this change, its conditions aside."""
        if moment.cause.get("automation") == "none":
            return []
        return [one for one in await self.of(moment) if fits(self.scenario.trigger, one.event)]

    async def of(self, moment: Moment) -> list[Happening]:
        """Return the events of this change that are of the trigger's kind, whatever they are about."""
        found = [await self._seen(moment, *kind) for kind in _kinds(self.scenario.trigger.on, moment)]
        return [one for one in found if one is not None]

    async def _seen(self, moment: Moment, kind: str, funnel: str | None, stage: str | None) -> Happening | None:
        subject = moment.after or moment.before
        if subject is None:
            return None
        after, before = await self._stood(subject, moment.at), None
        if moment.before is not None:
            before = after if moment.before is subject else await self._stood(moment.before, moment.at)
        changed = {*moment.changed, *(key for key in self.computed if _value(before, key) != after.values.get(key))}
        person = None if after.responsible is None else str(after.responsible)
        event = Event(
            moment.id, kind, moment.actor, moment.id, entity=after.entity.key, record_id=after.id,
            record={"id": str(after.id), "values": {}, "responsible": person}, changed=frozenset(changed),
            funnel=funnel, stage=stage, matches=frozenset({self.scenario.key}), cause=moment.cause,
        )  # fmt: skip
        return Happening(moment, event, after, before)

    async def _stood(self, record: Record, at: datetime) -> Record:
        return await as_it_stood(self.timelines, record, at, self.needs, self.computed)

    async def holds(self, happening: Happening) -> bool:
        """Whether the conditions hold over what the trigger saw; one that cannot be computed fails its run, which then ran."""
        if self.scenario.trigger.on == MATCHES and not await self._came_true(happening):
            return False
        if not self.conditions:
            return True
        scope = await self._scope(happening)
        try:
            await scope.prepare(self.conditions)
            return all(condition.evaluate(scope) is True for condition in self.conditions)
        except AxinError:
            return True

    async def _came_true(self, happening: Happening) -> bool:
        condition = self.scenario.trigger.condition
        if condition is None or happening.previous is None:
            return True
        earlier = Happening(happening.moment, happening.event, happening.previous, None)
        scope = await self._scope(earlier)
        try:
            await scope.prepare([condition])
            return condition.evaluate(scope) is not True
        except AxinError:
            return True

    async def trees(self, happening: Happening) -> list[dict[str, Any]]:
        """Return what each condition said, with every value on the way."""
        scope = await self._scope(happening)
        await scope.prepare(self.conditions)
        return [tree_of(condition, scope) for condition in self.conditions]

    async def _scope(self, happening: Happening) -> PastScope:
        records = PastRecords(
            self.plan, await self._actor(happening.event), timelines=self.timelines, moment=happening.moment.at
        )  # fmt: skip
        scope = PastScope(self.plan, happening.event, records, RunState())
        _name(scope, happening)
        scope.bare = scope.names["record"] = scope.names["event"]["record"]
        return scope

    async def walk(self, happening: Happening) -> Trace:
        """Return what the run would have done."""
        actor = await self._actor(happening.event)
        run = virtual_run(self.plan, self.scenario, happening.event, actor)
        records = PastRecords(self.plan, actor, timelines=self.timelines, moment=happening.moment.at)
        scope = run.scope = PastScope(self.plan, happening.event, records, run.state, inputs=self.scenario.trigger.inputs)
        _name(scope, await self._with_frozen(happening))
        return await Walk(run, records).whole()

    async def _with_frozen(self, happening: Happening) -> Happening:
        if not self.frozen:
            return happening
        at, previous = happening.moment.at, happening.previous
        record = await as_it_stood(self.timelines, happening.record, at, self.frozen_needs, self.frozen)
        if previous is not None:
            previous = await as_it_stood(self.timelines, previous, at, self.frozen_needs, self.frozen)
        return replace(happening, record=record, previous=previous)

    async def _actor(self, event: Event) -> Actor:
        acts = acting(self.plan, self.scenario, event)
        key = (acts["role"], None if acts["person"] is None else str(acts["person"]))
        found = self._actors.get(key)
        if found is None:
            found = self._actors[key] = await actor_for(self.plan, UUID(int=0), self.scenario.key, acts)
        return found


def virtual_run(plan: Plan, scenario: ScenarioPlan, event: Event, actor: Actor) -> Run:
    """Return a run that nobody has opened."""
    return Run(id=event.id, epoch=0, lane=None, plan=plan, scenario=scenario, event=event, actor=actor, state=RunState())


def _of_the_event(scenario: ScenarioPlan) -> list[Checked]:
    """Return the formulas of steps that read the record as the trigger saw it."""
    return [one for step in every_step(scenario.steps) for one in formulas_of(step) if any(map(_frozen, (*one.reads, *one.rows)))]


def _frozen(path: Path) -> bool:
    return path[0] == "previous" or path[:2] == ("event", "record")


def _value(record: Record | None, key: str) -> Any:  # noqa: ANN401 - a field's value
    return None if record is None else record.values.get(key)


def _name(scope: PastScope, happening: Happening) -> None:
    """Let the names of the event's record be the one that the log tells of."""
    scope.names["event"]["record"] = happening.record
    scope.names["previous"] = happening.previous
    if happening.event.on == "record.deleted":
        scope.names["record"] = happening.record


def _kinds(on: str, moment: Moment) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the events of a change that a trigger of this name could listen to, each with the stage it is about."""
    before, after = moment.before, moment.after
    now: _Standing = (None, None) if after is None else (after.funnel, after.stage)
    then: _Standing = (None, None) if before is None else (before.funnel, before.stage)
    if on == f"record.{moment.kind}":
        funnel, stage = now if after is not None else then
        yield on, funnel, stage
    elif (on == MATCHES and moment.kind != "deleted") or (on == "stage.entered" and now not in (then, (None, None))):
        yield on, now[0], now[1]
    elif on == "stage.left" and now != then and then[1] is not None:
        yield on, then[0], then[1]
