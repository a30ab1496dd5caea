"""The scheduler's tick: schedules that are due become runs, lanes that hang are freed; says whether there is work to drain.

A schedule that was due several times while nothing ran comes round once.
"""

import logging
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import UUID, uuid5

from axin.builder import versions
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import control_rows, tenant_transaction
from axin.platform.kernel import faults
from axin.runtime.runs import lanes, live
from axin.runtime.runs.drain import ready
from axin.runtime.runs.errors import LOST
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import open_runs
from axin.runtime.triggers import matcher, schedules

log: Final = logging.getLogger(__name__)
_TIMER: Final = UUID("0c5b7f0e-5e0f-4a53-9a75-5d5f3e7f6c11")
_BATCH: Final = 200
_TURN_SECONDS: Final = 1.5
"""So long a tick goes on with schedules, however many are due; the rest is the next tick's."""
_SWEEP_SECONDS: Final = 5.0
_LATER: Final = "1 minute"
_swept: Final[list[float]] = [float("-inf")]
_SYSTEM: Final = {"kind": "system", "id": None, "role": "member", "person": None, "title": "schedule"}


async def tick() -> bool:
    """Do what time itself makes due; return whether anything is ready for a drain."""
    await run_schedules()
    if monotonic() - _swept[0] >= _SWEEP_SECONDS:
        _swept[0] = monotonic()
        await free_lanes()
    return bool(await ready())


_TENANTS: Final = """
select distinct tenant_no from (select tenant_no from schedule_timer where due_at <= now() order by due_at limit $1) as due
"""


async def run_schedules() -> None:
    """Open the runs of the schedules that are due, those that have been due longest first."""
    until = monotonic() + _TURN_SECONDS
    while monotonic() < until and (rows := await control_rows(_TENANTS, _BATCH)):
        for row in rows:
            await _run_or_put_off(row["tenant_no"])


async def _run_or_put_off(tenant: int) -> None:
    """Open the runs of a tenant's schedules; where they cannot be opened, nobody else's wait for that."""
    try:
        await _run_tenant(tenant)
    except LOST:
        raise
    except Exception:
        log.exception("The schedules of tenant %s could not be run; they are tried again in %s", tenant, _LATER)
        async with tenant_transaction(tenant) as transaction:
            await transaction.execute(
                f"update schedule_timer set due_at = now() + interval '{_LATER}' where tenant_no = $1 and due_at <= now()", tenant
            )


_DUE: Final = """
select scenario, due_at, now() as now from schedule_timer
where tenant_no = $1 and due_at <= now() for update skip locked
"""


async def _run_tenant(tenant: int) -> None:
    async with tenant_transaction(tenant) as transaction:
        plan = await versions.live_plan()
        for row in await transaction.fetch(_DUE, tenant):
            await open_scheduled(plan, row["scenario"], row["due_at"])
            await go_on(plan, row["scenario"], row["now"])
        faults.point("timers.opened")
    faults.point("timers.committed")


async def open_scheduled(plan: Plan, key: str, due: datetime) -> None:
    """Open the run of a schedule that has come round."""
    tenant = plan.tenant_no
    scenario = plan.scenarios.get(key)
    if scenario is None or not scenario.enabled or scenario.trigger.on != "schedule":
        return
    event_id = uuid5(_TIMER, f"{tenant}:{key}:{due.isoformat()}")
    event = Event(event_id, "schedule", _SYSTEM, event_id, data={"at": due.isoformat()})
    opening = await matcher.opening_of(plan, scenario, event)
    if opening is not None:
        await open_runs(plan, [opening])
        live.announce(tenant, [opening])


async def go_on(plan: Plan, key: str, after: datetime) -> None:
    """Note when the schedule comes round next after a moment."""
    rule, zone = schedules.wanted(plan).get(key, ("", ""))
    due = schedules.next_of(plan, plan.scenarios[key], after) if rule else None
    await schedules.set_next(key, rule, zone, due)


_HANGING: Final = """
with recursive lanes as (
    (select tenant_no, lane from run_due where blocked and lane is not null order by tenant_no, lane limit 1)
    union all
    select n.tenant_no, n.lane from lanes l cross join lateral (
        select r.tenant_no, r.lane from run_due r
        where r.blocked and r.lane is not null and (r.tenant_no, r.lane) > (l.tenant_no, l.lane)
        order by r.tenant_no, r.lane limit 1
    ) n
)
select tenant_no, lane from lanes l where not exists (
    select from run_due f where f.tenant_no = l.tenant_no and f.lane = l.lane and not f.blocked)
limit $1
"""
"""Walks from lane to lane, not along those who wait in them."""


async def free_lanes() -> None:
    """Free the lanes where runs wait behind nobody. There should be none: this is the net under the rope."""
    for row in await control_rows(_HANGING, _BATCH):
        async with tenant_transaction(row["tenant_no"]):
            await lanes.free([row["lane"]])
