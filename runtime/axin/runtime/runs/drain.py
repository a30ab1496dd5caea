"""A job of the queue means "drain what is due": events become runs, runs are executed, tenants take turns."""

from typing import Final

from axin.platform.data.unit_of_work import control_rows
from axin.runtime.actions import builtin as _  # noqa: F401 - registers the actions
from axin.runtime.runs import calls, executor
from axin.runtime.triggers import relay

_READY: Final = """
with recursive
waiting as (
    (select tenant_no from outbox order by tenant_no limit 1)
    union all
    select (select o.tenant_no from outbox o where o.tenant_no > w.tenant_no order by o.tenant_no limit 1)
    from waiting w where w.tenant_no is not null
),
due as (
    (select tenant_no, due_at from run_due where not blocked order by tenant_no, due_at limit 1)
    union all
    select n.tenant_no, n.due_at from due d cross join lateral (
        select r.tenant_no, r.due_at from run_due r where not r.blocked and r.tenant_no > d.tenant_no
        order by r.tenant_no, r.due_at limit 1
    ) n
)
select tenant_no, true as events from waiting where tenant_no is not null
union all
select tenant_no, false from due where due_at <= now()
"""


async def drain() -> bool:
    """Give each tenant with work one turn; return whether anything was done."""
    done = 0
    for tenant, events in await ready():
        done += await (relay.relay(tenant) if events else executor.work(tenant))
    return done > 0


async def drain_all() -> None:
    """Drain until nothing is due and no outside call is under way."""
    while await drain() or await calls.finished():
        pass


async def ready() -> list[tuple[int, bool]]:
    """Return the tenants that have events to relay (True) or runs that are due (False); neither list walks a tenant's backlog."""
    return [(row["tenant_no"], row["events"]) for row in await control_rows(_READY)]
