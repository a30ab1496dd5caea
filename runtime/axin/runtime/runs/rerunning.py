"""All runs that failed for one cause are tried again: a job, each at the step that failed, or from the start."""

from collections.abc import Sequence
from typing import Any, Final, Literal
from uuid import UUID

from axin.platform.data.savepoints import savepoint
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import AxinError
from axin.runtime.jobs import commands as jobs
from axin.runtime.jobs.job import Done, Job, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.runs import commands
from axin.runtime.runs.errors import NotRunnableError
from axin.runtime.runs.failure_listing import FailureView
from axin.tenants.actor import Actor

KIND: Final = "rerun"
From = Literal["failed", "start"]
_CHUNK: Final = 50
_MOST_NAMED: Final = 200
_NEXT: Final = """
select f.run_id from failed_run f join run r on r.tenant_no = $1 and r.id = f.run_id and r.status = 'failed'
where f.tenant_no = $1 and f.failure = $2 and f.run_id < $3 and ($4::uuid is null or f.run_id > $4)
order by f.run_id limit $5
"""


async def start(actor: Actor, failure: FailureView, where: From) -> Job:
    """Begin to try the failed runs of a cause again; a few are on their way when this returns."""
    given = {"failure": str(failure.id), "from": where}
    return await jobs.start(KIND, given, actor=actor, total=failure.count, at_once=failure.count <= _CHUNK)


async def step(job: JobContext) -> Progress | Done:
    """Try the next runs again."""
    state: dict[str, Any] = dict(job.state or {"after": None, "started": 0, "refused": 0, "errors": []})
    after = None if state["after"] is None else UUID(state["after"])
    rows = await connection().fetch(_NEXT, tenant_no(), UUID(job.input["failure"]), job.id, after, _CHUNK)
    await _again(job, [row["run_id"] for row in rows], state)
    if len(rows) < _CHUNK:
        return Done({name: state[name] for name in ("started", "refused", "errors")}, job.done + len(rows))
    return Progress(state | {"after": str(rows[-1]["run_id"])}, job.done + len(rows), job.total)


async def _again(job: JobContext, runs: Sequence[UUID], state: dict[str, Any]) -> None:
    for run in runs:
        try:
            async with savepoint():
                await _one(job, run)
            state["started"] += 1
        except AxinError as error:
            state["refused"] += 1
            if len(state["errors"]) < _MOST_NAMED:
                state["errors"].append({"id": str(run), "code": error.code, "message": error.message})


async def _one(job: JobContext, run: UUID) -> None:
    """Try a run again where it failed; one that failed before its first step begins anew."""
    if job.input["from"] == "failed":
        try:
            await commands.retry(run)
        except NotRunnableError:
            await commands.rerun(job.plan, run)
    else:
        await commands.rerun(job.plan, run)


register(KIND, step)
