"""A job of the queue means "drain what is due": events become runs, runs are executed, tenants take turns."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from axin.platform.data.unit_of_work import control_rows
from axin.runtime.actions import builtin as _  # noqa: F401 - registers the actions
from axin.runtime.runs import calls, claims, executor, several
from axin.runtime.runs.errors import LOST, PASSING
from axin.runtime.runs.turns import Turns
from axin.runtime.triggers import relay

log: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 0.25
"""So long at most, and one turn, whoever has new work waits to be seen …"""
_LOOKS: Final = 3
"""… or so many times as long as looking takes: among thousands of tenants on a busy machine it must not become the work."""
_turns: Final = Turns()
_READY: Final = """
with recursive
waiting as (
    (select tenant_no from outbox order by tenant_no limit 1)
    union all
    select (select o.tenant_no from outbox o where o.tenant_no > w.tenant_no order by o.tenant_no limit 1)
    from waiting w where w.tenant_no is not null
),
due as (
    (select tenant_no, due_at, tries from run_due where not blocked order by tenant_no, due_at limit 1)
    union all
    select n.tenant_no, n.due_at, n.tries from due d cross join lateral (
        select r.tenant_no, r.due_at, r.tries from run_due r where not r.blocked and r.tenant_no > d.tenant_no
        order by r.tenant_no, r.due_at limit 1
    ) n
)
select tenant_no, true as events, false as shaken from waiting where tenant_no is not null
union all
select tenant_no, false, tries > 0 from due where due_at <= now()
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """The tenants that have events to relay, and those that have runs that are due."""

    events: frozenset[int]
    runs: frozenset[int]
    shaken: frozenset[int]
    """Those of them whose eldest run was claimed before and never written down: it may be what ends a process."""

    def __bool__(self) -> bool:
        """Whether there is any work."""
        return bool(self.events or self.runs)


async def drain() -> bool:
    """Give tenants with work their turns for a moment; return whether anything was done."""
    started = monotonic()
    found = await ready()
    _turns.offer(found.events | found.runs)
    until, done = monotonic() + max(LOOK_SECONDS, _LOOKS * (monotonic() - started)), False
    while tenants := _turns.take_together(claims.BATCH, found.shaken):
        if len(tenants) == 1:
            done = await _turn(tenants[0], events=tenants[0] in found.events or tenants[0] not in found.runs) or done
        else:
            done = await _turn_of_several(tenants, found) or done
        if monotonic() > until:
            break
    return done


async def _turn(tenant: int, *, events: bool) -> bool:
    """Give the tenant a turn; what fails is its own affair, and tried again when it is seen ready again."""
    started, most = monotonic(), _turns.runs_for(tenant, claims.BATCH)
    try:
        relayed = await relay.relay(tenant) if events else 0
        taken = await executor.work(tenant, most)
    except LOST:
        raise
    except PASSING:
        return True
    except Exception:
        log.exception("A turn of tenant %s failed; it is repeated within a second", tenant)
        _turns.idle(tenant)
        return False
    _turns.spent(tenant, monotonic() - started, taken, thin=max(relayed, taken) < several.MOST_OF_ONE)
    if relayed < relay.BATCH and taken < most:
        _turns.idle(tenant)
    return bool(relayed or taken)


async def _turn_of_several(tenants: Sequence[int], found: Ready) -> bool:
    """Give tenants that have little to do a turn together; who has events goes through the relay first."""
    relayed = False
    for tenant in tenants:
        if tenant in found.events:
            relayed = await _relay(tenant) or relayed
    worked = await several.work(tenants)
    for tenant, each in worked.items():
        _turns.spent(tenant, each.seconds, each.runs, thin=each.runs < several.MOST_OF_ONE)
    full = sum(each.runs for each in worked.values()) >= claims.BATCH
    for tenant in tenants:
        if worked[tenant].runs < several.MOST_OF_ONE if tenant in worked else not full:
            _turns.idle(tenant)
    return relayed or bool(worked)


async def _relay(tenant: int) -> bool:
    """Relay a tenant's events; what fails is its own affair, and tried again when it is seen ready again."""
    try:
        return await relay.relay(tenant) > 0
    except LOST:
        raise
    except PASSING:
        return True
    except Exception:
        log.exception("Events of tenant %s could not be relayed; they are repeated within a second", tenant)
        return False


async def drain_all() -> None:
    """Drain until nothing is due and no outside call is under way."""
    while await drain() or await calls.finished():
        pass


async def ready() -> Ready:
    """Return who has work; the search walks nobody's backlog."""
    rows = await control_rows(_READY)
    return Ready(
        frozenset(row["tenant_no"] for row in rows if row["events"]),
        frozenset(row["tenant_no"] for row in rows if not row["events"]),
        frozenset(row["tenant_no"] for row in rows if row["shaken"]),
    )
