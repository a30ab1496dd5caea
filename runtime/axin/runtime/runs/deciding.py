"""What a step would do, decided from what it reads: pure. Doing it is the actions' and the executor's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import StepPlan
from axin.builder.formulas.nodes import Read
from axin.builder.formulas.working_time import ends_after, opening_from
from axin.platform.kernel.errors import InvalidError
from axin.runtime.runs.refs import Ref
from axin.runtime.runs.rendering import rendered
from axin.runtime.runs.scope import RunScope


@dataclass(frozen=True, slots=True)
class Skip:
    """The step's own `when` does not hold."""


@dataclass(frozen=True, slots=True)
class Enter:
    """Go into a branch: "then", "else", or a switch's "case N"."""

    branch: str
    value: Any = None
    """Of a switch: what it chose by."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Take the steps of a loop for each of these items."""

    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """Set variables."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wait:
    """Sleep, then go on."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for an event, so many seconds at most."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class Summon:
    """Call another scenario with this input, and wait for its end."""

    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fork:
    """Go into all arms at once."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the run: with a result, or with the author's error."""

    result: Any = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Perform an action with these inputs."""

    action: str
    inputs: Mapping[str, Any]


Decision = Skip | Enter | Repeat | Assign | Wait | Listen | Summon | Fork | Stop | Act


def decide(step: StepPlan, env: RunScope) -> Decision:  # noqa: PLR0911 - one for each kind of step
    """Return what the step would do."""
    if step.when is not None and step.when.evaluate(env) is not True:
        return Skip()
    match step.kind:
        case "if":
            return Enter("then" if step.condition is not None and step.condition.evaluate(env) is True else "else")
        case "switch":
            return _switch(step, env)
        case "for_each":
            return Repeat(_items(step, env))
        case "set":
            return Assign({name: rendered(template, env) for name, template in step.values.items()})
        case "wait":
            return Wait(_seconds(step, env)) if step.wait_event is None else _listen(step, env)
        case "parallel":
            return Fork()
        case "call":
            return Summon(_given(step, env))
        case "stop":
            return _stop(step, env)
        case _:
            return Act(step.action or "", _given(step, env))


def _listen(step: StepPlan, env: RunScope) -> Listen:
    return Listen(None if step.wait_timeout is None else _lasting(step.wait_timeout, step, env))


def _given(step: StepPlan, env: RunScope) -> dict[str, Any]:
    return {name: rendered(template, env) for name, template in step.inputs.items()}


def _switch(step: StepPlan, env: RunScope) -> Enter:
    value = step.switch.evaluate(env) if step.switch is not None else None
    fitting = (place for place, case in enumerate(step.cases) if rendered(case.value, env) == value)
    place = next(fitting, None)
    return Enter("else" if place is None else f"case {place}", value)


def _items(step: StepPlan, env: RunScope) -> tuple[Any, ...]:
    """Return the items of a loop: records as records, not as their ids alone."""
    if step.each is None:
        return ()
    named = env.named(step.each.node.path) if isinstance(step.each.node, Read) else None
    items = named if isinstance(named, tuple) else step.each.evaluate(env)
    if items is None:
        return ()
    if not isinstance(items, list | tuple):
        raise InvalidError.at("/for_each", "type_mismatch", "A loop needs a list.")
    entity = step.each.type.entity
    return tuple(Ref(entity, item) if entity and isinstance(item, UUID) else item for item in items)


def _seconds(step: StepPlan, env: RunScope) -> float:
    """Return how long to sleep; not at all until a moment that is past, or blank."""
    if step.wait_until is None:
        return _lasting(step.wait_for or 0.0, step, env)
    now, until = env.context.now, step.wait_until.evaluate(env)
    if not isinstance(until, datetime):
        return 0.0
    until = max(until, now)
    if step.working is not None:
        until = opening_from(until, replace(env.context, **step.working)) or until
    return (until - now).total_seconds()


def _lasting(seconds: float, step: StepPlan, env: RunScope) -> float:
    """Return how long so many seconds of the step's working time last."""
    return (ends_after(seconds, env.context, step.working) - env.context.now).total_seconds()


def _stop(step: StepPlan, env: RunScope) -> Stop:
    if step.stop_error is not None:
        return Stop(error=str(rendered(step.stop_error, env) or ""))
    return Stop(result=rendered(step.stop_result, env) if step.stop_result is not None else None)
