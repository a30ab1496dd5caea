"""Loops between scenarios end: by depth, by the number of runs one root event caused, by pace on one record.

People and programs may change a record as often as they like; only hops of a chain of scenarios are counted.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from axin.platform.data.unit_of_work import connection, tenant_no

if TYPE_CHECKING:
    from axin.runtime.runs.opening import Opening

MAX_DEPTH: Final = 8
MAX_RUNS_OF_ROOT: Final = 100
MAX_PER_MINUTE: Final = 5
CODE: Final = "loop_refused"


async def refuse_loops(openings: Sequence["Opening"]) -> None:
    """Refuse the hops that would go too deep, too wide or too fast."""
    hops = [each for each in openings if each.starts and each.event.depth > 0]
    if not hops:
        return
    of_root, of_record = await _runs_of_roots(hops), await _runs_of_records(hops)
    for hop in hops:
        root, record = hop.event.root, (hop.scenario.key, hop.event.record_id)
        if hop.event.depth >= MAX_DEPTH:
            hop.refuse(CODE, f"A chain of scenarios ends at depth {MAX_DEPTH}.")
        elif of_root[root] >= MAX_RUNS_OF_ROOT:
            hop.refuse(CODE, f"One event may set off {MAX_RUNS_OF_ROOT} runs, all chains together.")
        elif hop.event.record_id is not None and of_record[record] >= MAX_PER_MINUTE:
            hop.refuse(CODE, f"Scenarios may set off the same scenario on the same record {MAX_PER_MINUTE} times a minute.")
        else:
            of_root[root] += 1
            of_record[record] += 1


async def _runs_of_roots(hops: Sequence["Opening"]) -> Counter[object]:
    rows = await connection().fetch(
        """select root, count(*) as runs from run
           where tenant_no = $1 and root = any($2) and depth > 0 and status <> 'cancelled' group by root""",
        tenant_no(),
        list({hop.event.root for hop in hops}),
    )
    return Counter({row["root"]: row["runs"] for row in rows})


async def _runs_of_records(hops: Sequence["Opening"]) -> Counter[object]:
    records = {hop.event.record_id for hop in hops if hop.event.record_id is not None}
    if not records:
        return Counter()
    rows = await connection().fetch(
        """select scenario, record_id, count(*) as runs from run
           where tenant_no = $1 and record_id = any($2) and depth > 0 and status <> 'cancelled'
             and created_at > now() - interval '1 minute'
           group by scenario, record_id""",
        tenant_no(),
        list(records),
    )
    return Counter({(row["scenario"], row["record_id"]): row["runs"] for row in rows})
