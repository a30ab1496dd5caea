"""How long the history of runs is kept: as many days as the plan says, then runs and their steps go, in small batches.

A run that is not over stays, however old. Records keep their own history: it still tells what a run changed, but not its steps.
"""

import logging
from collections import deque
from time import monotonic
from typing import Final

from axin.platform.data.unit_of_work import connection, control_row, control_rows, tenant_no, tenant_transaction
from axin.platform.kernel import faults
from axin.runtime.runs import counting
from axin.runtime.runs.errors import LOST
from axin.tenants import limits

log: Final = logging.getLogger(__name__)
METRIC: Final = "history_days"
_MONTHS_AHEAD: Final = 2
_BATCH: Final = 500
_TURN_SECONDS: Final = 0.2
"""So long a tick goes on at most: other ticks, and the runs of the day, wait meanwhile."""
_EVERY_SECONDS: Final = 3600.0
_FOLD_SECONDS: Final = 30.0
_next: Final[list[float]] = [float("-inf")]
_fold: Final[list[float]] = [float("-inf")]
_left: Final[deque[int]] = deque()

_KEEPERS: Final = "select tenant_no from tenant_limit where metric = $1 order by tenant_no"
_OLD: Final = """
select id, scenario, event_id from run
where tenant_no = $1 and id < run_id_floor(now() - make_interval(days => $2))
  and finished_at < now() - make_interval(days => $2)
order by id limit $3 for update skip locked
"""
_FORGET: Final = (
    "delete from run_step where tenant_no = $1 and run_id = any($2)",
    "delete from run_attempt where tenant_no = $1 and run_id = any($2)",
    "delete from failed_run where tenant_no = $1 and run_id = any($2)",
    "delete from hook_answer where tenant_no = $1 and run_id = any($2)",
    "delete from run where tenant_no = $1 and id = any($2)",
)
_FORGET_EVENTS: Final = """
delete from run_of_event e using unnest($2::uuid[], $3::text[]) as gone (event_id, scenario)
where e.tenant_no = $1 and e.event_id = gone.event_id and e.scenario = gone.scenario
"""


async def tick() -> None:
    """Fold the counts of runs; once an hour, prepare the coming months, drop past ones that are empty, begin to forget."""
    if monotonic() >= _fold[0]:
        _fold[0] = monotonic() + _FOLD_SECONDS
        await counting.fold()
    if monotonic() >= _next[0]:
        _next[0] = monotonic() + _EVERY_SECONDS
        await control_row("select run_partitions_ahead($1)", _MONTHS_AHEAD)
        await control_row("select run_partitions_drop()")
        _left.clear()
        _left.extend(row["tenant_no"] for row in await control_rows(_KEEPERS, METRIC))
    until = monotonic() + _TURN_SECONDS
    while _left and monotonic() < until:
        if not await _some(_left[0]):
            _left.popleft()


async def _some(tenant: int) -> bool:
    """Forget a batch of the tenant's old runs; return whether there may be more. What fails is tried again in an hour."""
    try:
        async with tenant_transaction(tenant):
            return await forget() == _BATCH
    except LOST:
        raise
    except Exception:
        log.exception("The old runs of tenant %s could not be forgotten", tenant)
        return False


async def forget() -> int:
    """Forget a batch of runs that are older than the workspace of the open transaction keeps them; return how many went."""
    days = await limits.maximum_of(tenant_no(), METRIC)
    if days is None:
        return 0
    rows = await connection().fetch(_OLD, tenant_no(), days, _BATCH)
    if rows:
        runs = [row["id"] for row in rows]
        for statement in _FORGET:
            await connection().execute(statement, tenant_no(), runs)
        events = [row["event_id"] for row in rows], [row["scenario"] for row in rows]
        await connection().execute(_FORGET_EVENTS, tenant_no(), *events)
        faults.point("history.forgotten")
    return len(rows)
