"""What a step would do, decided from what it reads: pure. Doing it is the actions' and the executor's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from axin.builder.compiling.plan import StepPlan
from axin.builder.formulas.values import Env
from axin.runtime.runs.rendering import rendered


@dataclass(frozen=True, slots=True)
class Skip:
    """The step's own `when` does not hold."""


@dataclass(frozen=True, slots=True)
class Enter:
    """Go into a branch: "then" or "else"."""

    branch: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Set variables."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wait:
    """Sleep, then go on."""

    seconds: float


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


Decision = Skip | Enter | Assign | Wait | Stop | Act


def decide(step: StepPlan, env: Env) -> Decision:
    """Return what the step would do."""
    if step.when is not None and step.when.evaluate(env) is not True:
        return Skip()
    match step.kind:
        case "if":
            return Enter("then" if step.condition is not None and step.condition.evaluate(env) is True else "else")
        case "set":
            return Assign({name: rendered(template, env) for name, template in step.values.items()})
        case "wait":
            return Wait(step.wait_for or 0.0)
        case "stop":
            return _stop(step, env)
        case _:
            return Act(step.action or "", {name: rendered(template, env) for name, template in step.inputs.items()})


def _stop(step: StepPlan, env: Env) -> Stop:
    if step.stop_error is not None:
        return Stop(error=str(rendered(step.stop_error, env) or ""))
    return Stop(result=rendered(step.stop_result, env) if step.stop_result is not None else None)
