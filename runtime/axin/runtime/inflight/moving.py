"""Carrying a run that stands somewhere in one version of a scenario over to another version of it. Pure.

A step is known by its key; the map names those that are called otherwise now. A run can be carried where each place it stands
at has its step inside the same loops and arms, and, where it awaits an answer, a step that awaits the same kind of thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from axin.builder.compiling.plan import StepPlan
from axin.runtime.runs.state import ARM, DO, Place, Position, RunState, branch_of, into, step_at

Positions = Mapping[str, Position]


class StuckError(Exception):
    """The run stands at a step that has no fitting one in the new version."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


@dataclass(frozen=True, slots=True)
class Way:
    """From the steps of one version to those of another; `names` says what a step is called now."""

    old: Sequence[StepPlan]
    new: Sequence[StepPlan]
    names: Mapping[str, str]

    def carried(self, state: RunState) -> tuple[RunState, bool]:
        """Return where the run stands in the new version, and whether a place of it begins its step anew."""
        there = dict(positions(self.new))
        moved = [self._place(place, there) for place in state.places]
        here, *others = (place for place, _ in moved)
        steps = {self.names.get(key, key): outputs for key, outputs in state.steps.items()}
        return replace(state, here=here, others=others, steps=steps), any(anew for _, anew in moved)

    def _place(self, place: Place, there: Positions) -> tuple[Place, bool]:
        if place.at is None:
            return place, False
        at = self._at(place.at, there)
        loops = [replace(loop, at=self._at(loop.at, there)) for loop in place.loops]
        forks = [self._at(fork, there) for fork in place.forks]
        back = loops[-1:] and loops[-1].at == at
        joined = forks[-1:] == [at]
        fits = [loop.at for loop in loops] == [*around(at, DO), *([at] if back else [])]
        if not fits or forks != [*around(at, ARM), *([at] if joined else [])]:
            raise StuckError(self._key(place.at))
        moved = replace(place, at=at, loops=loops, forks=forks)
        return self._begun(moved, place.at, at)

    def _begun(self, moved: Place, old: Position, new: Position) -> tuple[Place, bool]:
        """Keep what was begun at a step that does the same; else begin the new one, unless an answer is awaited."""
        if moved.seq is None or _does(step_at(self.old, old)) == _does(step_at(self.new, new)):
            return moved, False
        if moved.awaits:
            raise StuckError(self._key(old))
        moved.settled()
        return moved, True

    def _at(self, old: Position, there: Positions) -> Position:
        key = self._key(old)
        found = there.get(self.names.get(key, key))
        if found is None:
            raise StuckError(key)
        return found

    def _key(self, at: Position) -> str:
        step = step_at(self.old, at)
        return "" if step is None else step.key


def positions(steps: Sequence[StepPlan], first: Position = (0,)) -> Iterator[tuple[str, Position]]:
    """Yield the key and the position of every step, at any depth."""
    for index, step in enumerate(steps):
        at = (*first[:-1], index)
        yield step.key, at
        for branch in _branches(step):
            yield from positions(branch_of(step, branch), into(at, branch))


def around(at: Position, kind: str) -> list[Position]:
    """Return the positions of the loops, or of the steps with arms, that a position lies in, the innermost last."""
    return [at[:length] for length in range(1, len(at), 2) if str(at[length]).startswith(kind)]


def _branches(step: StepPlan) -> list[str]:
    own = [DO] if step.kind == "for_each" else ["then"]
    cases = [f"case {number}" for number in range(len(step.cases))]
    return [*own, *cases, "else", *(f"{ARM}{number}" for number in range(len(step.arms)))]


def _does(step: StepPlan | None) -> tuple[object, ...]:
    """Return what has to be the same for one step to go on with what another has begun."""
    return () if step is None else (step.kind, step.action, step.calls, step.wait_event is not None)
