"""What is asked of jobs: start, cancel."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.versions import live_plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import new_id
from axin.runtime.jobs import acting, settling, telling
from axin.runtime.jobs.errors import TooManyJobsError
from axin.runtime.jobs.job import Done, Job, JobContext
from axin.runtime.jobs.registry import Kind, kind_of
from axin.runtime.jobs.rows import COLUMNS, job_of, written
from axin.tenants.actor import Actor

MOST_UNDER_WAY: Final = 50
_INSERT: Final = """
insert into job (tenant_no, id, kind, total, actor_id, actor, input) values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)
"""
_SELECT: Final = f"select {COLUMNS} from job where tenant_no = $1 and id = $2"


async def start(
    kind: str,
    input: Mapping[str, Any],  # noqa: A002 - the field's name everywhere
    *,
    actor: Actor,
    total: int | None = None,
    at_once: bool = False,
) -> Job:
    """Start a job in the open transaction of the tenant; workers take it up after the commit.

    With `at_once` its first chunk is done here and now, so that small work is done when the answer comes; a refusal is then
    the caller's to pass on.
    """
    known = _known(kind)
    await _check_room(actor)
    id_, who, given = new_id(), written(acting.to_json(actor)), written(dict(input))
    await connection().execute(_INSERT, tenant_no(), id_, kind, total, actor.id, who, given)
    telling.wake_and_tell(id_, actor)
    if not at_once or await _goes_on(known, JobContext(tenant_no(), id_, kind, input, None, 0, total, actor, await live_plan())):
        await connection().execute("insert into job_due (tenant_no, job_id) values ($1, $2)", tenant_no(), id_)
    return job_of(await connection().fetchrow(_SELECT, tenant_no(), id_) or {})


async def _goes_on(kind: Kind, job: JobContext) -> bool:
    """Do the first chunk; return whether there is more to do."""
    found = await kind.step(job)
    if isinstance(found, Done):
        await settling.finish(job.id, "done", kind, result=dict(found.result), done=found.done)
        return False
    await settling.go_on(job.id, found)
    return True


def _known(kind: str) -> Kind:
    found = kind_of(kind)
    if found is None:
        message = f"no job of the kind {kind} is registered"
        raise RuntimeError(message)
    return found


async def _check_room(actor: Actor) -> None:
    if actor.kind == "system":
        return
    under_way = await connection().fetchval(
        "select count(*) from (select from job where tenant_no = $1 and finished_at is null limit $2) j",
        tenant_no(),
        MOST_UNDER_WAY,
    )
    if under_way >= MOST_UNDER_WAY:
        raise TooManyJobsError


async def cancel(job: Job, actor: Actor) -> None:
    """End a job: at once where it waits, after its present chunk where it works. A finished one stays as it is."""
    if job.finished_at is not None:
        return
    await connection().execute("update job set cancel_requested = true where tenant_no = $1 and id = $2", tenant_no(), job.id)
    waits = await connection().fetchval(
        "select true from job_due where tenant_no = $1 and job_id = $2 for update skip locked", tenant_no(), job.id
    )
    if waits:
        await settling.finish(job.id, "cancelled", kind_of(job.kind))
    telling.tell(job.id, actor)
