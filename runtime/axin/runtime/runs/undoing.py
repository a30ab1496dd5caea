"""A run is undone: what it and the runs it called have done to records is taken back, and what cannot be is named.

Records go back to what they were by the undo of every change, newest first; what people changed since stays, as a conflict. Tasks
that are still open go. What has left the workspace (a web call), or has been read (a notification), is listed step by step.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder import versions
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.jobs import commands
from axin.runtime.jobs.errors import NotUndoableError
from axin.runtime.jobs.job import Done as JobDone
from axin.runtime.jobs.job import Job, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records import undo as of_jobs
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.undoing import COLUMNS, Done, undo
from axin.runtime.runs import allowance, failure_causes, live
from axin.runtime.runs.errors import NotRunnableError
from axin.tenants.actor import Actor

KIND: Final = "undo_run"
_CHUNK: Final = 200
_MOST_NAMED: Final = 500
_STAYS: Final = frozenset(
    {
        "notify.users",
        "http.request",
        "event.emit",
        "webhook.respond",
        "approval.request",
        "email.send",
        "sms.send",
        "telegram.send",
    }
)
"""Actions whose effect lies outside the records: it is named, not undone."""
_WHOLE: Final = """
with recursive whole as (
    select id, root from run where tenant_no = $1 and id = $2
    union
    select r.id, r.root from whole w join run r on r.tenant_no = $1 and r.root = w.root and r.depth > 0
    where r.event ->> 'on' = 'scenario' and r.event -> 'cause' ->> 'run' = w.id::text
)
select id from whole order by id
"""


async def undo_run(run: UUID, actor: Actor) -> Job:
    """Begin to undo a run that is over."""
    row = await connection().fetchrow(
        "select status, undone_by from run where tenant_no = $1 and id = $2 for update", tenant_no(), run
    )
    if row is None:
        raise NotFoundError
    if row["status"] not in {"done", "failed", "cancelled"}:
        raise NotRunnableError("The run is under way: cancel it first.")
    runs = [found["id"] for found in await connection().fetch(_WHOLE, tenant_no(), run)]
    total = await _count(runs)
    if row["undone_by"] is not None or not (total or await _steps_done(runs)):
        raise NotUndoableError
    what = {"run": str(run), "runs": [str(each) for each in runs]}
    job = await commands.start(KIND, what, actor=actor, total=total, at_once=total <= _CHUNK)
    await connection().execute("update run set undone_by = $3 where tenant_no = $1 and id = $2", tenant_no(), run, job.id)
    await failure_causes.settled(runs)
    live.tell(tenant_no(), "run", [{"id": str(run)}])
    return job


async def _count(runs: Sequence[UUID]) -> int:
    found: int = await connection().fetchval(
        "select count(*) from change where tenant_no = $1 and cause ->> 'run' = any($2)", tenant_no(), [str(run) for run in runs]
    )
    return found


async def _steps_done(runs: Sequence[UUID]) -> int:
    found: int = await connection().fetchval(
        "select count(*) from run_step where tenant_no = $1 and run_id = any($2) and status = 'done'", tenant_no(), list(runs)
    )
    return found


async def step(job: JobContext) -> Progress | JobDone:
    """Undo the next changes of the runs, newest first."""
    state: dict[str, Any] = dict(job.state or {"before": None, "undone": 0, "conflicts": [], "count": 0})
    rows = await connection().fetch(
        f"""select {COLUMNS} from change where tenant_no = $1 and cause ->> 'run' = any($2) and ($3::uuid is null or id < $3)
            order by id desc limit $4""",
        job.tenant_no, job.input["runs"], state["before"], _CHUNK,
    )  # fmt: skip
    if rows:
        outcome = await undo(Gateway(job.plan, job.actor, job.cause().taking_back()), [Done.of(row) for row in rows])
        state["before"] = str(rows[-1]["id"])
        state["undone"] += outcome.undone
        state["count"] += len(outcome.conflicts)
        room = _MOST_NAMED - len(state["conflicts"])
        state["conflicts"] += [one.to_json() for one in outcome.conflicts[:room]]
    if len(rows) == _CHUNK:
        return Progress(state, job.done + len(rows))
    return JobDone(await _result(job, state), job.done + len(rows))


async def _result(job: JobContext, state: Mapping[str, Any]) -> dict[str, Any]:
    runs = [UUID(run) for run in job.input["runs"]]
    await allowance.give_back(await _counted(runs))
    return {
        "undone": state["undone"], "conflicts": state["conflicts"], "conflict_count": state["count"],
        "tasks": await _take_tasks(runs), "not_undone": await _named(runs), "set_off": await _set_off(runs),
    }  # fmt: skip


async def _counted(runs: Sequence[UUID]) -> list[UUID]:
    """Return which of the runs the allowance has counted: those that failed, or never began, it has not."""
    rows = await connection().fetch(
        """select id from run where tenant_no = $1 and id = any($2)
           and (status = 'done' or (status = 'cancelled' and started_at is not null))""",
        tenant_no(), list(runs),
    )  # fmt: skip
    return [row["id"] for row in rows]


_TASKS: Final = """
delete from task where tenant_no = $1 and cause ->> 'run' = any($2) and done_at is null and approval is null
returning id, responsible
"""


async def _take_tasks(runs: Sequence[UUID]) -> int:
    """Take away the tasks that the runs have set and nobody has done."""
    rows = await connection().fetch(_TASKS, tenant_no(), [str(run) for run in runs])
    told = [{"id": str(row["id"]), "person": None if row["responsible"] is None else str(row["responsible"])} for row in rows]
    live.tell(tenant_no(), "task", told)
    return len(rows)


async def _named(runs: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return the steps whose effects stay."""
    rows = await connection().fetch(
        """select s.run_id, s.key, s.index, s.status, r.scenario, r.version from run_step s
           join run r on r.tenant_no = $1 and r.id = s.run_id
           where s.tenant_no = $1 and s.run_id = any($2) and s.status in ('done', 'running', 'failed')
           order by s.run_id, s.seq""",
        tenant_no(), list(runs),
    )  # fmt: skip
    found: list[dict[str, Any]] = []
    for row in rows:
        plan = await versions.plan_of(row["version"])
        action = plan.scenarios[row["scenario"]].actions.get(row["key"])
        sent = row["status"] == "done" or action == "http.request"
        if action in _STAYS and sent and len(found) < _MOST_NAMED:
            found.append({"run": str(row["run_id"]), "step": row["key"], "action": action, "index": row["index"]})
    return found


async def _set_off(runs: Sequence[UUID]) -> list[dict[str, str]]:
    """Return the runs that the changes of these have set off: they stand, and may be undone each by itself."""
    rows = await connection().fetch(
        """select id, scenario from run
           where tenant_no = $1 and depth > 0 and root = any(select root from run where tenant_no = $1 and id = any($2))
             and event -> 'cause' ->> 'run' = any($3) and not id = any($2) and status <> 'cancelled'
           order by id limit 100""",
        tenant_no(), list(runs), [str(run) for run in runs],
    )  # fmt: skip
    return [{"run": str(row["id"]), "scenario": row["scenario"]} for row in rows]


async def _back(_: JobContext, undone: UUID) -> set[UUID]:
    """The undo itself was undone: the run stands again, and its tasks are not set a second time."""
    stored = json.loads(
        await connection().fetchval("select input from job where tenant_no = $1 and id = $2", tenant_no(), undone)
    )
    run = UUID(stored["run"])
    await allowance.count_again(await _counted([UUID(each) for each in stored["runs"]]))
    await connection().execute("update run set undone_by = null where tenant_no = $1 and id = $2", tenant_no(), run)
    return set()


register(KIND, step, undoable=True)
of_jobs.besides[KIND] = _back
