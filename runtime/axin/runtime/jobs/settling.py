"""How a chunk leaves its job: further on, or finished. In the transaction of the chunk's own work."""

from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.jobs.job import Progress, Status
from axin.runtime.jobs.registry import Kind
from axin.runtime.jobs.rows import written

_GO_ON: Final = """
update job set status = 'running', started_at = coalesce(started_at, now()), state = $3::jsonb, done = $4,
               total = coalesce($5, total)
where tenant_no = $1 and id = $2
"""
_FINISH: Final = """
update job set status = $3, started_at = coalesce(started_at, now()), finished_at = now(), state = null,
               result = $4::jsonb, error = $5::jsonb, done = coalesce($6, done),
               undoable = $7 and exists (select from change c where c.tenant_no = $1 and c.job = $2)
where tenant_no = $1 and id = $2
"""


_RUN_STAYS: Final = """
update run r set undone_by = null from job j
where j.tenant_no = $1 and j.id = $2 and j.kind = 'undo_run' and r.tenant_no = $1 and r.id = (j.input ->> 'run')::uuid
  and r.undone_by = $2
"""


async def go_on(job: UUID, progress: Progress) -> None:
    """Write down how far the job has come."""
    await connection().execute(_GO_ON, tenant_no(), job, written(progress.state), progress.done, progress.total)


async def finish(
    job: UUID,
    status: Status,
    kind: Kind | None,
    *,
    result: object = None,
    error: object = None,
    done: int | None = None,
) -> None:
    """End the job; what it changed until here may be undone, where its kind can be."""
    undoable = kind is not None and kind.undoable
    await connection().execute(_FINISH, tenant_no(), job, status, written(result), written(error), done, undoable)
    if status != "done":  # an undo that did not come to its end may be asked for again
        await connection().execute("update job set undone_by = null where tenant_no = $1 and undone_by = $2", tenant_no(), job)
        await connection().execute(_RUN_STAYS, tenant_no(), job)
    await connection().execute("delete from job_due where tenant_no = $1 and job_id = $2", tenant_no(), job)
