"""What people do with runs: cancel one, or retry a failed one from the step that failed."""

from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.runs import lanes, live
from axin.runtime.runs.cancelling import cancel_runs
from axin.runtime.runs.errors import NotRunnableError


async def cancel(run: UUID) -> None:
    """End a run where it stands; what it has done stays done."""
    if not await cancel_runs([run], "cancelled", "Somebody cancelled the run."):
        raise NotRunnableError("The run is over.")


async def retry(run: UUID) -> None:
    """Take a failed run up again at the step that failed, with everything it had."""
    row = await connection().fetchrow(
        "select status, state, lane from run where tenant_no = $1 and id = $2 for update", tenant_no(), run
    )
    if row is None:
        raise NotFoundError
    if row["status"] != "failed" or row["state"] is None:
        raise NotRunnableError("Only a run that failed at one of its steps can be retried.")
    state = json.loads(row["state"])
    state["attempt"] += 1
    await connection().execute(
        "update run set status = 'queued', error = null, finished_at = null, state = $3 where tenant_no = $1 and id = $2",
        tenant_no(),
        run,
        json.dumps_text(state),
    )
    await _queue(run, row["lane"])
    live.tell(tenant_no(), "run", [{"id": str(run)}])
    live.nudge()


async def _queue(run: UUID, lane: str | None) -> None:
    if lane is not None:
        await lanes.lock([lane])
    await connection().execute(
        """insert into run_due (tenant_no, run_id, lane, blocked)
           values ($1, $2, $3, exists (select from run_due where tenant_no = $1 and lane = $3))""",
        tenant_no(),
        run,
        lane,
    )
