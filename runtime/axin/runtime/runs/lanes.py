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
    select distinct hashtextextended($1::text || ':' || lane, 0) as key from unnest($2::text[]) as lane order by 1
) as keys
"""


async def lock(lanes: Iterable[str]) -> None:
    """Hold these lanes until the transaction ends. In one order everywhere, so that nobody waits in a circle."""
    await connection().execute(_LOCK, str(tenant_no()), list(lanes))


async def _taken(lanes: Iterable[str]) -> set[str]:
    rows = await connection().fetch(
        """select lane from unnest($2::text[]) as wanted (lane)
           where exists (select from run_due d where d.tenant_no = $1 and d.lane = wanted.lane)""",
        tenant_no(),
        list(lanes),
    )
    return {row["lane"] for row in rows}


_FREE: Final = """
update run_due set blocked = false, due_at = greatest(due_at, now())
where tenant_no = $1 and run_id in (
    select first.run_id from (select distinct lane from unnest($2::text[]) as wanted (lane)) w
    cross join lateral (
        select d.run_id from run_due d where d.tenant_no = $1 and d.lane = w.lane and d.blocked order by d.run_id limit 1
    ) first
    where not exists (select from run_due f where f.tenant_no = $1 and f.lane = w.lane and not f.blocked)
)
"""
"""However many wait in a lane, its next one is found by the index alone."""


async def free(lanes: Sequence[str]) -> None:
    """Let the next run of each lane go, where nobody stands in front. Holds the lanes until commit."""
    if lanes:
        await lock(set(lanes))
        await connection().execute(_FREE, tenant_no(), list(lanes))
