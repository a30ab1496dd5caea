"""The actions this runtime can do, by the id of their manifest. A built-in one is registered exactly as a new one would be."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from axin.builder.compiling.plan import StepPlan
from axin.runtime.cause import Cause
from axin.runtime.records.gateway import Gateway
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.rendering import what_it_read
from axin.tenants.usage import Metric

if TYPE_CHECKING:
    from axin.runtime.runs.run import Run

Outputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One performance of an action."""

    run: "Run"
    step: StepPlan
    inputs: Mapping[str, Any]
    """Values of the formula language; those from outside are plain JSON."""
    seq: int
    looks_up: bool = False
    """Whether the other side is asked first if it has taken the call already."""

    @property
    def key(self) -> str:
        """Under which an outside system may recognise a repetition."""
        turns = "".join(f":{loop.index}" for loop in self.run.state.loops)
        return f"{self.run.id}:{self.step.key}{turns}"

    @property
    def cause(self) -> Cause:
        """Why the step changes what it changes."""
        return self.run.cause.at_step(self.step.key, what_it_read(self.step, self.run.scope))

    @property
    def gateway(self) -> Gateway:
        """The door to records, as this step."""
        return Gateway(self.run.plan, self.run.actor, self.cause, override=self.step.override)


Perform = Callable[[Call], Awaitable[Outputs | Pending]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What calls have in common that are performed together: the same `kind`. No two may have the same `subject`."""

    kind: Hashable
    subject: Hashable = None


@dataclass(frozen=True, slots=True)
class Jointly:
    """How calls of an action in several runs are performed in one go."""

    likeness: Callable[[Call], Likeness | None]
    """None: this call is performed by itself."""
    perform: Callable[[Sequence[Call]], Awaitable[Sequence[Outputs]]]
    """Give the outputs of each; where one of the calls fails, so do all."""


@dataclass(frozen=True, slots=True)
class Action:
    """A registered unit. An `outside` one acts beyond our database, so its intent is committed before it is performed."""

    id: str
    perform: Perform
    outside: bool = False
    secret: frozenset[str] = frozenset()
    """Inputs whose values the journal does not keep."""
    metered: Metric | None = None
    """What of the plan's allowance it uses, and is not begun without."""
    jointly: Jointly | None = None


ACTIONS: Final[dict[str, Action]] = {}


async def at_once(call: Call) -> Outputs:
    """Perform the step's action, which is one that waits for nobody."""
    outputs = await ACTIONS[call.step.action or ""].perform(call)
    if isinstance(outputs, Pending):
        message = f"{call.step.action} waits"
        raise TypeError(message)
    return outputs


def action(
    name: str,
    *,
    outside: bool = False,
    secret: Iterable[str] = (),
    jointly: Jointly | None = None,
    metered: Metric | None = None,
) -> Callable[[Perform], Perform]:
    """Register the decorated function as the action of this id."""

    def register(perform: Perform) -> Perform:
        ACTIONS[name] = Action(name, perform, outside, frozenset(secret), metered, jointly)
        return perform

    return register
