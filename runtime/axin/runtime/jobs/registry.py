"""The kinds of jobs: each a step function, registered where it is written."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from axin.runtime.jobs.job import Done, JobContext, Progress

Step = Callable[[JobContext], Awaitable[Progress | Done]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job."""

    step: Step
    undoable: bool
    """Whether the changes it makes to records may be undone together."""


_kinds: Final[dict[str, Kind]] = {}


def register(kind: str, step: Step, *, undoable: bool = False) -> None:
    """Make a kind of job known; harmless when repeated."""
    _kinds[kind] = Kind(step, undoable)


def kind_of(name: str) -> Kind | None:
    """Return the kind of this name, or None where this version knows none."""
    return _kinds.get(name)
