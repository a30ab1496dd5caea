"""Scenarios that begin anew: a run under way gives way to the one that comes after it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs.cancelling import cancel_runs

if TYPE_CHECKING:
    from uuid import UUID

    from axin.runtime.runs.opening import Opening

CODE: Final = "restarted"
MESSAGE: Final = "A newer run of this scenario took its place."


async def make_way(openings: Sequence["Opening"]) -> None:
    """End the runs whose place these take; of several that come at once, the last one stays.

    Before any lane is held: a worker that holds a run may be about to free its lane.
    """
    newest: dict[str, Opening] = {}
    for each in openings:
        if each.starts and each.lane is not None and each.scenario.concurrency_policy == "restart":
            if each.lane in newest:
                newest[each.lane].refuse(CODE, MESSAGE)
            newest[each.lane] = each
    if newest:
        await cancel_runs(await _under_way(newest), CODE, MESSAGE)


async def _under_way(lanes: "dict[str, Opening]") -> "list[UUID]":
    rows = await connection().fetch(
        "select run_id from run_due where tenant_no = $1 and lane = any($2)", tenant_no(), list(lanes)
    )
    return [row["run_id"] for row in rows]
