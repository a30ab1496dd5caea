"""Where a run stands: its places among the steps, its variables, what its steps gave. Kept as JSON between two transactions.

A run stands at one place, `here`, which is the one that is taken next; while branches run side by side it has `others` too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, Self
from uuid import UUID

from axin.builder.compiling.plan import StepPlan
from axin.platform.data import json
from axin.runtime.runs.packing import pack, unpack

Position = tuple[int | str, ...]
"""The path to a step: indices of steps, and between them the branch taken: (2,) or (2, "then", 0). None is the end.

Branches are "then" and "else", "do" of a loop, "case 0", "case 1"… of a switch, whose "else" is what fits no case, and
"arm 0", "arm 1"… of a step that runs them side by side.
"""

START: Position = (0,)
DO: Final = "do"
ARM: Final = "arm "
FOREVER: Final = 1e9
"""Seconds that no wait lasts: how long a place waits that only an answer can wake."""


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
class Place:
    """One place of a run: the step it stands at, and how far it has come with it."""

    at: Position | None = START
    seq: int | None = None
    """The number in the journal of the step it stands at; None where that is not begun."""
    waited: bool = False
    """Whether the wait it stands at has begun: whoever finds it due, finds it over."""
    attempt: int = 1
    """Which attempt of the step it stands at comes next."""
    loops: list[Loop] = field(default_factory=list)
    """The loops it is inside, the innermost last."""
    forks: list[Position] = field(default_factory=list)
    """The steps whose arms it is inside, the innermost last."""
    due: datetime | None = None
    """When it goes on; None is now, or, where it awaits an answer, whenever that comes."""
    awaits: bool = False
    """Whether it waits for something to happen, and not for time alone."""
    sent: str | None = None
    """Of a call to an outside system: that it went out, and what is known of it."""
    answer: Mapping[str, Any] | None = None
    """What it awaited, once that has come; not stored: it is taken in the transaction that reads it."""

    def may_go_on(self, now: datetime) -> bool:
        """Whether nothing holds it any more."""
        if self.answer is not None or (self.due is None and not self.awaits):
            return True
        return self.due is not None and self.due <= now

    def settled(self) -> None:
        """Close the step it stood at."""
        self.seq, self.attempt, self.sent = None, 1, None
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget a wait that was begun."""
        self.waited, self.due, self.awaits, self.answer = False, None, False, None

    def to_json(self) -> dict[str, Any]:
        """Return the stored form."""
        stored = {
            "at": self.at, "open": self.seq, "waited": self.waited, "attempt": self.attempt,
            "loops": [loop.to_json() for loop in self.loops], "forks": self.forks,
            "due": None if self.due is None else self.due.isoformat(), "awaits": self.awaits,
        }  # fmt: skip
        return stored | ({"sent": self.sent} if self.sent else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the stored form."""
        due = stored.get("due")
        return cls(
            at=None if stored["at"] is None else tuple(stored["at"]), seq=stored.get("open"), waited=stored["waited"],
            attempt=stored["attempt"], loops=[Loop.from_json(loop) for loop in stored.get("loops", ())],
            forks=[tuple(fork) for fork in stored.get("forks", ())],
            due=None if due is None else datetime.fromisoformat(due), awaits=stored.get("awaits", False),
            sent=stored.get("sent"),
        )  # fmt: skip


@dataclass(slots=True)
class RunState:
    """What a run carries from one step to the next."""

    seq: int = 0
    """The journal's next number."""
    vars: dict[str, Any] = field(default_factory=dict)
    steps: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    fuel: int = 0
    """What its code has used."""
    records: int = 0
    """How many its steps have found or changed."""
    seconds: float = 0.0
    """How long it has worked, its waits not counted."""
    made: list[UUID] = field(default_factory=list)
    """Records the run has created: it may read them, whatever its role."""
    here: Place = field(default_factory=Place)
    others: list[Place] = field(default_factory=list)

    @property
    def at(self) -> Position | None:
        """The step it stands at; None is the end."""
        return self.here.at

    @at.setter
    def at(self, at: Position | None) -> None:
        self.here.at = at

    @property
    def loops(self) -> list[Loop]:
        """The loops it is inside, the innermost last."""
        return self.here.loops

    @property
    def waited(self) -> bool:
        """Whether the wait it stands at has begun."""
        return self.here.waited

    @property
    def attempt(self) -> int:
        """Which attempt of the step it stands at comes next."""
        return self.here.attempt

    @property
    def places(self) -> list[Place]:
        """All places, the one that is taken next first."""
        return [self.here, *self.others]

    @property
    def awaits(self) -> bool:
        """Whether any place waits for something to happen."""
        return any(place.awaits for place in self.places)

    def begin(self) -> int:
        """Return the journal's number of the step it stands at."""
        if self.here.seq is None:
            self.here.seq, self.seq = self.seq, self.seq + 1
        return self.here.seq

    def fork(self, at: Position, arms: Sequence[int]) -> None:
        """Go into these arms of the step at `at`, all at once."""
        inside = replace(self.here, forks=[*self.here.forks, at])
        self.here, *more = [replace(inside, at=into(at, f"{ARM}{arm}"), loops=list(self.loops)) for arm in arms]
        self.others += more

    def join(self, steps: Sequence[StepPlan]) -> bool:
        """Leave the step whose arm has come to its end; False where other arms of it have not: then this place is no more."""
        fork = self.here.forks[-1]
        if any(fork in other.forks for other in self.others):
            return False
        self.here.forks.pop()
        self.here.at = after(steps, fork)
        return True

    def drop(self, now: datetime) -> float | None:
        """End the place it stands at and go to another; as `turn`."""
        self.here = self.others.pop()
        return self.turn(now)

    def hold(self, seconds: float | None, now: datetime) -> float | None:
        """Let the place it stands at wait, and go to another; as `turn`."""
        self.here.due = None if seconds is None else now + timedelta(seconds=seconds)
        return self.turn(now)

    def turn(self, now: datetime) -> float | None:
        """Go to a place that may go on, else to the one whose time comes first; return how many seconds that is away."""
        places = self.places
        ready = [place for place in places if place.may_go_on(now)]
        self.here = ready[0] if ready else min(places, key=lambda place: (place.due is None, place.due or now))
        self.others = [place for place in places if place is not self.here]
        if ready:
            return None
        return FOREVER if self.here.due is None else (self.here.due - now).total_seconds()

    def answered(self, answers: Mapping[int, Mapping[str, Any]], now: datetime) -> None:
        """Note what has happened that places waited for: by the number of the step that waits."""
        for place in self.places:
            place.answer = answers.get(-1 if place.seq is None else place.seq)
        if answers and not self.here.may_go_on(now):
            self.turn(now)

    def let_go(self) -> None:
        """Forget what it awaits: should it ever go on, those steps begin anew."""
        for place in self.places:
            if place.awaits:
                place.begin_anew()

    def to_json(self) -> dict[str, Any]:
        """Return the stored form."""
        stored = {"seq": self.seq, "vars": pack(self.vars), "steps": pack(self.steps), "made": self.made, **self.here.to_json()}
        used = {"fuel": self.fuel, "records": self.records, "seconds": round(self.seconds, 3)}
        stored |= {name: amount for name, amount in used.items() if amount}
        return stored | ({"others": [place.to_json() for place in self.others]} if self.others else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """Read the stored form; None is a run that has not begun."""
        if stored is None:
            return cls()
        return cls(
            seq=stored["seq"], vars=unpack(stored["vars"]), steps=unpack(stored["steps"]),
            made=[UUID(each) for each in stored["made"]], here=Place.from_json(stored),
            others=[Place.from_json(each) for each in stored.get("others", ())], fuel=stored.get("fuel", 0),
            records=stored.get("records", 0), seconds=float(stored.get("seconds", 0)),
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
    """Return the place after the step at `at`: the next of its list, else the loop or arms it lies in, else what follows."""
    here = at
    while here:
        following = (*here[:-1], int(here[-1]) + 1)
        if step_at(steps, following) is not None:
            return following
        branch, here = here[-2:-1], here[:-2]
        if branch == (DO,) or (branch and str(branch[0]).startswith(ARM)):
            return here
    return None


def branch_of(step: StepPlan, branch: str) -> Sequence[StepPlan]:
    """Return the steps of a branch."""
    if branch in {"then", DO}:
        return step.then
    if branch.startswith(ARM):
        return step.arms[int(branch.removeprefix(ARM))]
    return step.otherwise if branch == "else" else step.cases[int(branch.removeprefix("case "))].steps


def into(at: Position, branch: str) -> Position:
    """Return the first place of a branch of the step at `at`."""
    return (*at, branch, 0)


def _list_at(steps: Sequence[StepPlan], at: Position) -> Sequence[StepPlan]:
    inside = steps
    for index, branch in zip(at[:-1:2], at[1::2], strict=True):
        inside = branch_of(inside[int(index)], str(branch))
    return inside
