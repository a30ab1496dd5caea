"""Reading jobs: only who started one, owners and admins know of it."""

from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.ids import parse_id
from axin.runtime.jobs.job import Job
from axin.runtime.jobs.rows import COLUMNS, job_of
from axin.tenants.actor import Actor


async def get(actor: Actor, job: UUID) -> Job:
    """Return a job; NotFoundError where it is not there for the actor."""
    row = await connection().fetchrow(f"select {COLUMNS} from job where tenant_no = $1 and id = $2", tenant_no(), job)
    if row is None or not (actor.may_everything or row["actor_id"] == actor.id):
        raise NotFoundError
    return job_of(row)


async def page(actor: Actor, *, limit: int, after: str | None) -> tuple[list[Job], str | None]:
    """Return a page of the actor's own jobs, newest first, and the cursor of the next."""
    rows = await connection().fetch(
        f"""select {COLUMNS} from job where tenant_no = $1 and actor_id = $2 and ($3::uuid is null or id < $3)
            order by id desc limit $4""",
        tenant_no(), actor.id, _cursor(after), limit + 1,
    )  # fmt: skip
    return [job_of(row) for row in rows[:limit]], str(rows[limit - 1]["id"]) if len(rows) > limit else None


def _cursor(after: str | None) -> UUID | None:
    found = None if after is None else parse_id(after)
    if after is not None and found is None:
        raise InvalidError.at("/query/after", "invalid_cursor", "This is not a cursor of this list.")
    return found
