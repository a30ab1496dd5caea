"""Lanes: runs of one scenario on one record (or of one scenario) pass one after the other.

Of a lane one run at most stands unblocked in `run_due`. Whoever opens or ends a run holds the lane's lock until commit, so an
opening cannot miss an ending, nor the other way round; a sweep every few seconds frees a lane all the same, should one ever hang.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from axin.builder.compiling.plan import ScenarioPlan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs.events import Event

if TYPE_CHECKING:
    from axin.runtime.runs.opening import Opening


def lane_of(scenario: ScenarioPlan, event: Event) -> str | None:
    """Return the lane that this scenario's run on this event takes; None runs beside all others."""
    if scenario.concurrency_policy == "parallel":
        return None
    if scenario.concurrency_per == "record" and event.record_id is not None:
        return f"{scenario.key}:{event.record_id}"
    return scenario.key


async def take(openings: Sequence["Opening"]) -> None:
    """Give each run its place in its lane: free, behind others, or, where the policy is to skip, none."""
    wanted = [each for each in openings if each.starts and each.lane is not None]
    if not wanted:
        return
    lanes = {each.lane for each in wanted if each.lane is not None}
    await lock(lanes)
    taken = await _taken(lanes)
    for each in wanted:
        if each.lane not in taken:
            taken.add(each.lane or "")
        elif each.scenario.concurrency_policy == "skip":
            each.refuse("skipped", "Another run of this scenario was under way, and this scenario skips meanwhile.")
        else:
            each.blocked = True


_LOCK: Final = """
select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(lane, 0) as key from unnest($1::text[]) as lane order by 1
) as keys
"""


async def lock(lanes: Iterable[str]) -> None:
    """Hold these lanes until the transaction ends. In one order everywhere, so that nobody waits in a circle."""
    await _lock((tenant_no(), lane) for lane in lanes)


async def _lock(lanes: Iterable[tuple[int, str]]) -> None:
    await connection().execute(_LOCK, [f"{tenant}:{lane}" for tenant, lane in lanes])


async def _taken(lanes: Iterable[str]) -> set[str]:
    rows = await connection().fetch(
        """select lane from unnest($2::text[]) as wanted (lane)
           where exists (select from run_due d where d.tenant_no = $1 and d.lane = wanted.lane)""",
        tenant_no(),
        list(lanes),
    )
    return {row["lane"] for row in rows}


_FREE: Final = """
update run_due d set blocked = false, due_at = greatest(d.due_at, now())
from (select distinct wanted.tenant_no, wanted.lane from unnest($1::int[], $2::text[]) as wanted (tenant_no, lane)) w
cross join lateral (
    select n.run_id from run_due n where n.tenant_no = w.tenant_no and n.lane = w.lane and n.blocked order by n.run_id limit 1
) first
where d.tenant_no = w.tenant_no and d.run_id = first.run_id
  and not exists (select from run_due f where f.tenant_no = w.tenant_no and f.lane = w.lane and not f.blocked)
"""
"""However many wait in a lane, its next one is found by the index alone."""
_FREE_OF_SEVERAL: Final = f"/* of several tenants */ {_FREE}"
"""The same under a text of its own: a statement that changes its role is planned anew each time."""


async def free(lanes: Sequence[str]) -> None:
    """Let the next run of each lane go, where nobody stands in front. Holds the lanes until commit."""
    await _free(_FREE, [(tenant_no(), lane) for lane in lanes])


async def free_together(lanes: Sequence[tuple[int, str]]) -> None:
    """Do the same for lanes of several tenants, outside the part of any."""
    await _free(_FREE_OF_SEVERAL, lanes)


async def _free(statement: str, lanes: Sequence[tuple[int, str]]) -> None:
    if lanes:
        await _lock(lanes)
        await connection().execute(statement, [tenant for tenant, _ in lanes], [lane for _, lane in lanes])
