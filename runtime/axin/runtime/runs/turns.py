"""Whose turn it is: tenants with work take turns, each for the same time, however much of it waits.

Deficit round robin in two lines, as fq_codel does it (RFC 8290): who has had nothing to do stands in the line of the new ones and
is served before those who have work all the time; who has used more time than a round gives sits out until that is paid back.
"""

from collections import deque
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

QUANTUM: Final = 0.2
"""Seconds of work that a turn is worth."""
_LEAST_RUNS: Final = 5
"""So many runs a turn has all the same: a batch shares its commit."""
_MEMORY: Final = 0.7
"""How much of what its runs have cost so far counts, beside the last turn."""


@dataclass(slots=True)
class _Flow:
    """A tenant that has had work."""

    credit: float
    """Seconds of work that it may still use in this round."""
    cost: float | None = None
    """Seconds that a run of it takes, as far as known."""
    thin: bool = True
    """Whether it had little to do when it was last seen: then it goes together with others."""


class Turns:
    """The tenants with work, in the order of their turns."""

    def __init__(self, quantum: float = QUANTUM) -> None:
        self._quantum = quantum
        self._flows: dict[int, _Flow] = {}
        self._new: deque[int] = deque()
        self._old: deque[int] = deque()
        self._ready: set[int] = set()

    def offer(self, ready: Iterable[int]) -> None:
        """Say who has work now; whoever is not named has none."""
        self._ready = set(ready)
        for tenant in sorted(self._ready.difference(self._new, self._old)):
            if tenant in self._flows:
                self._old.append(tenant)
            else:
                self._flows[tenant] = _Flow(self._quantum)
                self._new.append(tenant)

    def take(self) -> int | None:
        """Return whose turn it is; None where nobody has work."""
        while True:
            for line in (self._new, self._old):
                for _ in range(len(line)):
                    tenant = line.popleft()
                    if tenant in self._ready:
                        self._old.append(tenant)
                        if self._flows[tenant].credit > 0:
                            return tenant
            if not self._old:
                return None
            self._begin_round()

    def take_together(self, most: int, alone: Container[int] = ()) -> list[int]:
        """Return whose turn it is, and those who come next, as long as each has little to do; `alone` go with nobody."""
        first = self.take()
        if first is None:
            return []
        found = [first]
        if self._flows[first].thin and first not in alone:
            for line in (self._new, self._old):
                while line and len(found) < most and self._goes_along(line[0], found, alone):
                    tenant = line.popleft()
                    if tenant in self._ready:
                        found.append(tenant)
                        self._old.append(tenant)
        return found

    def _goes_along(self, tenant: int, found: Container[int], alone: Container[int]) -> bool:
        """Whether the next in line may be taken along, or has nothing to do and is passed over."""
        flow = self._flows[tenant]
        return tenant not in self._ready or (flow.thin and flow.credit > 0 and tenant not in found and tenant not in alone)

    def _begin_round(self) -> None:
        """Give everybody another quantum; forget who has nothing to do and owes nothing any more."""
        for tenant, flow in list(self._flows.items()):
            flow.credit = min(flow.credit + self._quantum, self._quantum)
            if flow.credit >= self._quantum and tenant not in self._ready:
                del self._flows[tenant]

    def idle(self, tenant: int) -> None:
        """Note that the tenant has nothing to do until it is offered again."""
        self._ready.discard(tenant)

    def spent(self, tenant: int, seconds: float, runs: int, *, thin: bool = True) -> None:
        """Charge a turn to the tenant; `thin` says whether it had little to do."""
        flow = self._flows.get(tenant)
        if flow is None:
            return
        flow.thin = thin and seconds < self._quantum / _LEAST_RUNS
        flow.credit -= seconds
        if runs:
            last = seconds / runs
            flow.cost = last if flow.cost is None else _MEMORY * flow.cost + (1 - _MEMORY) * last

    def runs_for(self, tenant: int, most: int) -> int:
        """Return how many runs of the tenant fit into a turn, by what they have cost so far."""
        flow = self._flows.get(tenant)
        if flow is None or not flow.cost:
            return most
        return max(_LEAST_RUNS, min(most, int(self._quantum / flow.cost)))
