"""Runs end where they stand: what they have done stays done, what they wait for is let go, who waits for them is told."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.approvals import closing
from axin.runtime.runs import awaiting, lanes, live

_LOCK: Final = "select run_id from run_due where tenant_no = $1 and run_id = any($2) order by run_id for update"
_TAKE: Final = "delete from run_due where tenant_no = $1 and run_id = any($2) returning run_id, lane"
_END: Final = """
update run set status = 'cancelled', finished_at = now(), error = $3::jsonb where tenant_no = $1 and id = any($2)
"""
_STEPS: Final = """
update run_step set status = 'cancelled', finished_at = now()
where tenant_no = $1 and run_id = any($2) and status in ('running', 'waiting')
"""


async def cancel_runs(runs: Sequence[UUID], code: str, message: str) -> list[UUID]:
    """End these runs, and those they have called; return which of them were not over yet."""
    await connection().execute(_LOCK, tenant_no(), list(runs))
    rows = await connection().fetch(_TAKE, tenant_no(), list(runs))
    ended = [row["run_id"] for row in rows]
    if not ended:
        return []
    error = {"code": code, "message": message}
    await connection().execute(_END, tenant_no(), ended, json.dumps_text(error))
    await close_steps(ended)
    await abandon(ended)
    for run in ended:
        await awaiting.answer(run, {"status": "cancelled", "error": error})
    await lanes.free(sorted({row["lane"] for row in rows if row["lane"] is not None}))
    live.tell(tenant_no(), "run", [{"id": str(run)} for run in ended])
    live.nudge()
    return ended


async def close_steps(runs: Sequence[UUID]) -> None:
    """Close the steps that these runs, which are over, still stand at."""
    await connection().execute(_STEPS, tenant_no(), list(runs))


async def abandon(runs: Sequence[UUID]) -> None:
    """Let go what these runs, which are over, waited for: runs they have called end, nobody is asked any more."""
    let_go = await awaiting.forget(runs)
    called = [other for kind, other in let_go if kind == "call"]
    if called:
        await cancel_runs(called, "cancelled", "The run that called this one is over.")
    await closing.close([other for kind, other in let_go if kind == "approval"], "cancelled")
