"""What people do with runs: cancel one, retry a failed one from the step that failed, or run one again from the start."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.platform.kernel.ids import new_id
from axin.runtime.runs import allowance, failure_causes, lanes, live
from axin.runtime.runs.cancelling import cancel_runs
from axin.runtime.runs.errors import NotRunnableError
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import Opening, open_runs

ENDED: Final = frozenset({"done", "failed", "cancelled"})


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
    await allowance.take_again([run])
    state = json.loads(row["state"])
    state["attempt"] += 1
    await connection().execute(
        "update run set status = 'queued', error = null, finished_at = null, state = $3 where tenant_no = $1 and id = $2",
        tenant_no(),
        run,
        json.dumps_text(state),
    )
    await _queue(run, row["lane"])
    await failure_causes.retried([run])
    live.tell(tenant_no(), "run", [{"id": str(run)}])
    live.nudge()


async def rerun(plan: Plan, run: UUID) -> Opening:
    """Run it again from the start, with what set it off, by the scenario as it is now; what it did before stays done."""
    row = await connection().fetchrow(
        "select scenario, status, event_id, event from run where tenant_no = $1 and id = $2", tenant_no(), run
    )
    if row is None:
        raise NotFoundError
    if row["status"] not in ENDED:
        raise NotRunnableError("The run is under way.")
    scenario = plan.scenarios.get(row["scenario"])
    if scenario is None or not scenario.enabled:
        raise NotRunnableError("The scenario is switched off, or is no more.")
    event_id = new_id()
    event = replace(
        Event.of_run(row["event_id"], json.loads(row["event"])), id=event_id, root=event_id, depth=0, path=(), digest=None
    )
    opening = Opening.of(scenario, event)
    await open_runs(plan, [opening])
    await failure_causes.settled([run])
    live.announce(tenant_no(), [opening])
    live.nudge()
    return opening


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
