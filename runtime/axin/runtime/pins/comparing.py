"""How two replays of one run differ: whether it runs, which way it goes, what it does, how it ends. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from axin.platform.data import json
from axin.runtime.backtest.walking import Trace
from axin.runtime.pins.replaying import Replay

Kind = Literal["runs", "branch", "effect", "ends"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: at which step, where it is at one, and both sides."""

    kind: Kind
    step: str | None
    before: Any
    after: Any


def differences(before: Replay, after: Replay) -> list[Difference]:
    """Return what another version would make of the run."""
    if before.trace is None or after.trace is None:
        return [] if before.why == after.why else [Difference("runs", None, before.why, after.why)]
    return list(_of_traces(before.trace, after.trace))


def _of_traces(before: Trace, after: Trace) -> Iterator[Difference]:
    yield from _by_step("branch", before.branches, after.branches)
    yield from _by_step("effect", _effects(before), _effects(after))
    if before.ended != after.ended:
        yield Difference("ends", None, before.ended, after.ended)
    elif (before.error or {}).get("code") != (after.error or {}).get("code"):
        yield Difference("ends", (after.error or {}).get("step"), before.error, after.error)


def _effects(trace: Trace) -> list[tuple[str, Any]]:
    """Return each effect by its step; of those past what a trace keeps, the action alone."""
    kept = [(effect["step"], json.loads(json.dumps({**effect, "step": None}))) for effect in trace.effects]
    return kept + [(step, {"action": action}) for step, action in trace.acted[len(kept) :]]


def _by_step(kind: Kind, before: Sequence[tuple[str, Any]], after: Sequence[tuple[str, Any]]) -> Iterator[Difference]:
    """Compare what each step came to, turn by turn."""
    sides: tuple[defaultdict[str, list[Any]], defaultdict[str, list[Any]]] = (defaultdict(list), defaultdict(list))
    for side, pairs in zip(sides, (before, after), strict=True):
        for step, value in pairs:
            side[step].append(value)
    for step in dict.fromkeys(key for key, _ in (*before, *after)):
        for old, new in zip_longest(sides[0][step], sides[1][step]):
            if old != new:
                yield Difference(kind, step, _bare(old), _bare(new))


def _bare(value: Any) -> Any:  # noqa: ANN401 - any JSON
    return {name: member for name, member in value.items() if name != "step"} if isinstance(value, dict) else value
