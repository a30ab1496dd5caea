"""One run that might have been: its steps decided one after another over the past, each effect noted and none of them done.

What the past does not tell is named: a search answers from the records of today, as far as they were there; an answer of an
outside system, or a person's choice, is blank. Whatever is decided from these is only likely.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import EntityPlan, StepPlan
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import AxinError, Problem
from axin.platform.kernel.ids import new_id
from axin.runtime.actions import builtin as _builtin  # noqa: F401 - registers the actions
from axin.runtime.actions import inputs
from axin.runtime.actions.registry import ACTIONS, Call, Outputs, at_once
from axin.runtime.backtest.past import PastRecords
from axin.runtime.records.record import Record
from axin.runtime.runs.budgets import MAX_ITEMS
from axin.runtime.runs.deciding import Act, Assign, Enter, Fork, Repeat, Skip, Stop, Wait, decide
from axin.runtime.runs.errors import kept
from axin.runtime.runs.reader import plain
from axin.runtime.runs.refs import Ref
from axin.runtime.runs.run import Run
from axin.runtime.runs.state import DO, branch_of

MOST_STEPS: Final = 1_000
MOST_EFFECTS: Final = 20
LONGEST_TEXT: Final = 300
_LOOKS: Final = frozenset({"record.find", "record.aggregate"})
_NO_EFFECT: Final = _LOOKS | {"assign.choose", "code.run"}


@dataclass(slots=True)
class Trace:
    """What a run would have done, and how it would have ended."""

    branches: list[tuple[str, str]] = field(default_factory=list)
    """Each decision: the step, and the branch it took."""
    acted: list[tuple[str, str]] = field(default_factory=list)
    """Each effect: the step, and its action."""
    effects: list[dict[str, Any]] = field(default_factory=list)
    """The first effects, with what was given to them."""
    ended: str = "done"
    error: Mapping[str, Any] | None = None
    likely: set[str] = field(default_factory=set)
    """The steps whose outcome the past does not tell for certain."""


class _EndedError(Exception):
    """The run is over."""


class Walk:
    """A run walking through its steps."""

    def __init__(self, run: Run, records: PastRecords) -> None:
        self.run = run
        self.records = records
        self.trace = Trace()
        self.loop: tuple[Any, int] | None = None
        self.taken = 0
        self.doubtful: set[str] = set()
        """Steps that give, or read, what the past does not tell."""

    async def whole(self) -> Trace:
        """Take all steps; return what they came to."""
        try:
            await self._list(self.run.scenario.steps)
        except _EndedError:
            pass
        except AxinError as error:
            self._fail(kept(error))
        return self.trace

    async def _list(self, steps: Sequence[StepPlan]) -> None:
        for step in steps:
            await self._step(step)

    async def _step(self, step: StepPlan) -> None:
        self.taken += 1
        if self.taken > MOST_STEPS:
            self._end("unfinished")
        self._enter_loop()
        formulas = self.run.formulas(step)
        try:
            await self.run.scope.prepare(formulas)
            decision = decide(step, self.run.scope)
        except AxinError as error:
            self._refused(step, error)
            return
        if any(path[:1] == ("steps",) and path[1] in self.doubtful for one in formulas for path in one.reads if path[1:]):
            self.doubtful.add(step.key)
            if step.kind != "action":  # what it decides is as doubtful as what it reads; what it does is certain, but for a value
                self.trace.likely.add(step.key)
        await self._follow(step, decision)

    async def _follow(self, step: StepPlan, decision: object) -> None:
        match decision:
            case Skip():
                pass
            case Enter(branch):
                self.trace.branches.append((step.key, branch))
                await self._list(branch_of(step, branch))
            case Fork():
                await self._arms(step)
            case Repeat(items):
                await self._repeat(step, items)
            case Assign(values):
                self.run.state.vars.update(values)
            case Wait(seconds):
                self._wait(step, seconds)
            case Stop(_, error):
                if error is not None:
                    self._fail({"code": "stopped", "message": error, "step": step.key})
                self._end("done")
            case Act(action, given):
                await self._act(step, action, given)
            case _:
                self.unknown(step)

    async def _arms(self, step: StepPlan) -> None:
        """Take each arm from the moment at which they part; what follows begins when the last has ended."""
        begun = latest = self.records.moment
        for arm in step.arms:
            self.records.move_to(begun)
            await self._list(arm)
            latest = max(latest, self.records.moment)
        self.records.move_to(latest)

    async def _repeat(self, step: StepPlan, items: Sequence[Any]) -> None:
        around = self.loop
        for index, item in enumerate(items[:MAX_ITEMS]):
            self.loop = (item, index)
            await self._list(branch_of(step, DO))
        self.loop = around

    def _enter_loop(self) -> None:
        names = self.run.scope.names
        if self.loop is None:
            names.pop("item", None)
            names.pop("index", None)
        else:
            names["item"], names["index"] = self.loop[0], Decimal(self.loop[1])

    def _wait(self, step: StepPlan, seconds: float) -> None:
        """Let the time pass; what happened meanwhile is known, up to today."""
        until = self.records.moment + timedelta(seconds=seconds)
        self.run.state.steps[step.key] = {"timed_out": False}
        if until > utc_now():
            self._end("waiting")
        self.records.move_to(until)

    def unknown(self, step: StepPlan) -> None:
        """Go on after a step whose outcome nobody can know, as another scenario's result or a person's decision."""
        self.run.state.steps[step.key] = {}
        self._doubt(step.key)

    def _doubt(self, key: str) -> None:
        self.doubtful.add(key)
        self.trace.likely.add(key)

    def _refused(self, step: StepPlan, error: AxinError) -> None:
        if step.retry.then == "continue":
            self.run.state.steps[step.key] = {}
            return
        self._fail({**kept(error), "step": step.key})

    def _fail(self, error: Mapping[str, Any]) -> None:
        self.trace.ended, self.trace.error = "failed", error
        raise _EndedError

    def _end(self, how: str) -> None:
        self.trace.ended = how
        raise _EndedError

    async def _act(self, step: StepPlan, action: str, given: Mapping[str, Any]) -> None:
        call = Call(self.run, step, given, self.taken)
        try:
            outputs = await self.outputs(call, action)
        except AxinError as error:
            self._refused(step, error)
            return
        self.run.state.steps[step.key] = outputs
        if action not in _NO_EFFECT:
            self._note(step, action, given)

    def _note(self, step: StepPlan, action: str, given: Mapping[str, Any]) -> None:
        self.trace.acted.append((step.key, action))
        if len(self.trace.effects) < MOST_EFFECTS:
            secret = ACTIONS[action].secret if action in ACTIONS else frozenset[str]()
            values = {name: _brief(plain(value)) for name, value in given.items() if name not in secret}
            found = {"step": step.key, "action": action, "entity": given.get("entity"), "values": values.get("values", values)}
            record = given.get("id") or given.get("record")
            self.trace.effects.append(found | ({"id": str(record)} if isinstance(record, UUID) else {}))

    async def outputs(self, call: Call, action: str) -> Outputs:
        """Return what an action would have given."""
        match action:
            case "record.create" | "record.upsert":
                return await self._create(call, action)
            case "record.update" | "stage.move":
                return await self._change(call)
            case "record.find" | "record.aggregate":
                return await self._look(call, action)
            case "code.run":
                return await at_once(call)
            case "task.create" | "notify.users" | "record.delete" | "event.emit":
                return {}
            case _:
                self._doubt(call.step.key)
                return {}

    async def _create(self, call: Call, action: str) -> Outputs:
        entity = self._entity(call)
        given = inputs.field_values(call, entity)
        if action == "record.upsert":
            given |= inputs.field_values(call, entity, "create")
            self._doubt(call.step.key)
        at, responsible = self.records.moment, inputs.id_of(call.inputs.get("responsible"), "responsible")
        record = Record(entity, self.new_id(call), 0, 1, at, at, self._parsed(entity, given), responsible=responsible)
        self._stand(record, call.inputs)
        return {"record": self.records.lay(record), "created": True}

    def new_id(self, call: Call) -> UUID:  # noqa: ARG002 - who takes a run again asks which step makes the record
        """Return the id of a record that a step would make."""
        return new_id()

    async def _change(self, call: Call) -> Outputs:
        entity = self._entity(call)
        ref = Ref(entity.key, inputs.an_id(call, "id"))
        before = await self.records.stored(ref)
        if before is None:
            return {"record": ref}
        record = before.showing({**before.values, **self._parsed(entity, inputs.field_values(call, entity))})
        if "responsible" in call.inputs:
            record.responsible = inputs.id_of(call.inputs["responsible"], "responsible")
        self._stand(record, call.inputs)
        return {"record": self.records.lay(record)}

    def _stand(self, record: Record, given: Mapping[str, Any]) -> None:
        """Put the record into the stage that is named, of a funnel alone into its first."""
        funnel = self.run.plan.funnels.get(str(given.get("funnel") or ""))
        if funnel is not None:
            stage = given.get("stage") or next(iter(funnel.stages), None)
            record.funnel, record.stage, record.stage_since = funnel.key, str(stage) if stage else None, self.records.moment

    def _parsed(self, entity: EntityPlan, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given values as their fields hold them; one that would be refused is blank."""
        setting = Setting.of(self.run.plan)
        found: dict[str, Any] = {}
        for key, value in given.items():
            part = entity.fields.get(key)
            if part is not None and not part.derived:
                parsed = codec.parse(part, value, key, setting)
                found[key] = None if isinstance(parsed, Problem) else parsed
        return found

    async def _look(self, call: Call, action: str) -> Outputs:
        """Search among the records of today, and leave out those that were not there yet."""
        self._doubt(call.step.key)
        outputs = await at_once(call)
        if action != "record.find":
            return outputs
        refs = [ref for ref in outputs["records"] if self._was_there(ref)]
        return {"records": tuple(refs), "first": refs[0] if refs else None, "count": Decimal(len(refs))}

    def _was_there(self, ref: Ref) -> bool:
        found = self.records.records.get(ref)
        return found is not None and found.created_at <= self.records.moment

    def _entity(self, call: Call) -> EntityPlan:
        return self.run.plan.entities[inputs.text(call, "entity")]


def _brief(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value as a list of effects shows it."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else f"{value[:LONGEST_TEXT]}…"
    if isinstance(value, dict):
        return {name: _brief(member) for name, member in list(value.items())[:MOST_EFFECTS]}
    return [_brief(member) for member in value[:MOST_EFFECTS]] if isinstance(value, list) else value
