"""The scheduler's tick: schedules that are due become runs, lanes that hang are freed; says whether there is work to drain.

A schedule that was due several times while nothing ran comes round once.
"""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from axin.builder import versions
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import control_rows, tenant_transaction
from axin.platform.kernel import faults
from axin.runtime.runs import lanes, live
from axin.runtime.runs.drain import ready
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import open_runs
from axin.runtime.triggers import matcher, schedules

_TIMER: Final = UUID("0c5b7f0e-5e0f-4a53-9a75-5d5f3e7f6c11")
_BATCH: Final = 100
_SYSTEM: Final = {"kind": "system", "id": None, "role": "member", "person": None, "title": "schedule"}


async def tick() -> bool:
    """Do what time itself makes due; return whether anything is ready for a drain."""
    await run_schedules()
    await free_lanes()
    return bool(await ready())


async def run_schedules() -> None:
    """Open the runs of every schedule that is due."""
    for row in await control_rows("select distinct tenant_no from schedule_timer where due_at <= now() limit $1", _BATCH):
        await _run_tenant(row["tenant_no"])


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
select tenant_no, lane from run_due d where blocked and not exists (
    select from run_due f where f.tenant_no = d.tenant_no and f.lane = d.lane and not f.blocked)
group by tenant_no, lane limit $1
"""


async def free_lanes() -> None:
    """Free the lanes where runs wait behind nobody. There should be none: this is the net under the rope."""
    for row in await control_rows(_HANGING, _BATCH):
        async with tenant_transaction(row["tenant_no"]):
            await lanes.free([row["lane"]])
