"""Runs on their way side by side must not cross: what one reads, another must not write meanwhile.

Where two meet at a record, neither could say that it went before the other; so their batch goes one run after the other.
"""

from collections import defaultdict
from time import monotonic
from typing import Final
from uuid import UUID

from axin.runtime.runs.refs import Ref

_REMEMBERED_SECONDS: Final = 10.0
_MOST_REMEMBERED: Final = 10_000


class CrossedError(Exception):
    """Two runs under way have met at one record."""


class Crossing:
    """What the runs that are under way have read and written."""

    def __init__(self) -> None:
        self._readers: defaultdict[Ref, set[UUID]] = defaultdict(set)
        self._writers: dict[Ref, UUID] = {}
        self._of_run: defaultdict[UUID, set[Ref]] = defaultdict(set)

    def reads(self, run: UUID, ref: Ref) -> None:
        """Note that the run reads the record."""
        if self._writers.get(ref, run) != run:
            raise CrossedError
        self._readers[ref].add(run)
        self._of_run[run].add(ref)

    def writes(self, run: UUID, ref: Ref) -> None:
        """Note that the run has written the record."""
        if self._writers.setdefault(ref, run) != run or not self._readers[ref] <= {run}:
            raise CrossedError
        self._of_run[run].add(ref)

    def leaves(self, run: UUID) -> None:
        """Forget the run: it goes no further, and who begins now comes after it."""
        for ref in self._of_run.pop(run, ()):
            self._readers[ref].discard(run)
            if self._writers.get(ref) == run:
                del self._writers[ref]


_crossed: Final[dict[tuple[int, str], float]] = {}


def remember(tenant: int, scenarios: set[str]) -> None:
    """Note that runs of these scenarios have crossed: for a while they go one after the other at once."""
    if len(_crossed) > _MOST_REMEMBERED:
        _crossed.clear()
    _crossed.update(dict.fromkeys(((tenant, key) for key in scenarios), monotonic() + _REMEMBERED_SECONDS))


def may_go_abreast(tenant: int, scenarios: set[str]) -> bool:
    """Whether runs of these scenarios have not crossed of late."""
    now = monotonic()
    return all(_crossed.get((tenant, key), 0.0) < now for key in scenarios)
