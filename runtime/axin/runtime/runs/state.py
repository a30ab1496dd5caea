"""Where a run stands: its place among the steps, its variables, what its steps gave. Kept as JSON between two transactions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self
from uuid import UUID

from axin.builder.compiling.plan import StepPlan
from axin.platform.data import json
from axin.runtime.runs.packing import pack, unpack

Position = tuple[int | str, ...]
"""The path to a step: indices of steps, and between them the branch taken: (2,) or (2, "then", 0). None is the end.

Branches are "then" and "else", "do" of a loop, and "case 0", "case 1"… of a switch, whose "else" is what fits no case.
"""

START: Position = (0,)
DO: Final = "do"


@dataclass(slots=True)
class Loop:
    """A loop that a run is inside: where it is, its items, and which of them is on."""

    at: Position
    items: tuple[Any, ...]
    index: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the stored form."""
        return {"at": self.at, "items": pack(self.items), "index": self.index}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the stored form."""
        return cls(tuple(stored["at"]), unpack(stored["items"]), stored["index"])


@dataclass(slots=True)
class RunState:
    """What a run carries from one step to the next."""

    at: Position | None = START
    seq: int = 0
    """The journal's next number."""
    vars: dict[str, Any] = field(default_factory=dict)
    steps: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    made: list[UUID] = field(default_factory=list)
    """Records the run has created: it may read them, whatever its role."""
    waited: bool = False
    """Whether the wait it stands at is over."""
    attempt: int = 1
    """Which attempt of the step it stands at comes next."""
    loops: list[Loop] = field(default_factory=list)
    """The loops it is inside, the innermost last."""

    def to_json(self) -> dict[str, Any]:
        """Return the stored form."""
        return {
            "at": self.at, "seq": self.seq, "vars": pack(self.vars), "steps": pack(self.steps),
            "made": self.made, "waited": self.waited, "attempt": self.attempt, "loops": [loop.to_json() for loop in self.loops],
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """Read the stored form; None is a run that has not begun."""
        if stored is None:
            return cls()
        return cls(
            at=None if stored["at"] is None else tuple(stored["at"]), seq=stored["seq"], vars=unpack(stored["vars"]),
            steps=unpack(stored["steps"]), made=[UUID(each) for each in stored["made"]], waited=stored["waited"],
            attempt=stored["attempt"], loops=[Loop.from_json(loop) for loop in stored.get("loops", ())],
        )  # fmt: skip


def kept(state: RunState) -> Any:  # noqa: ANN401 - any JSON
    """Return the state as it comes back from the database."""
    return json.loads(json.dumps(state.to_json()))


def step_at(steps: Sequence[StepPlan], at: Position) -> StepPlan | None:
    """Return the step at this place; None where its list has ended."""
    inside = _list_at(steps, at)
    index = at[-1]
    return inside[index] if isinstance(index, int) and index < len(inside) else None


def after(steps: Sequence[StepPlan], at: Position) -> Position | None:
    """Return the place after the step at `at`: the next of its list, else the loop it lies in, else what follows that list."""
    here = at
    while here:
        following = (*here[:-1], int(here[-1]) + 1)
        if step_at(steps, following) is not None:
            return following
        branch, here = here[-2:-1], here[:-2]
        if branch == (DO,):
            return here
    return None


def branch_of(step: StepPlan, branch: str) -> Sequence[StepPlan]:
    """Return the steps of a branch."""
    if branch in {"then", DO}:
        return step.then
    return step.otherwise if branch == "else" else step.cases[int(branch.removeprefix("case "))].steps


def into(at: Position, branch: str) -> Position:
    """Return the first place of a branch of the step at `at`."""
    return (*at, branch, 0)


def _list_at(steps: Sequence[StepPlan], at: Position) -> Sequence[StepPlan]:
    inside = steps
    for index, branch in zip(at[:-1:2], at[1::2], strict=True):
        inside = branch_of(inside[int(index)], str(branch))
    return inside
