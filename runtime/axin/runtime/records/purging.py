"""What has lain in the trash for thirty days goes for good: found by the scheduler, done by a job."""

from typing import Final

from axin.platform.data.unit_of_work import connection, control_rows, tenant_no, tenant_transaction
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records.trash import NOT_MERGED, purge
from axin.runtime.records.trash_links import KEPT
from axin.tenants.actor import Actor

KIND: Final = "purge"
_CHUNK: Final = 200
_MOST_TENANTS: Final = 100


async def tick() -> bool:
    """Start a purge for each tenant whose trash is due; return whether there was one."""
    rows = await control_rows("select tenant_no from trash_due where due_at <= now() limit $1", _MOST_TENANTS)
    for row in rows:
        async with tenant_transaction(row["tenant_no"]) as transaction:
            due = await transaction.fetchval(
                "delete from trash_due where tenant_no = $1 and due_at <= now() returning true", row["tenant_no"]
            )
            if due:
                await commands.start(KIND, {}, actor=Actor.of_product(row["tenant_no"]))
    return bool(rows)


async def step(job: JobContext) -> Progress | Done:
    """Purge the next records whose time has come; at the end, note when the next ones are due."""
    purged = 0
    for entity in job.plan.entities.values():
        rows = await connection().fetch(
            "select id from record where tenant_no = $1 and entity_no = $2 and deleted_at <= now() - $3::interval "
            f"and {NOT_MERGED} limit $4",
            job.tenant_no, entity.no, KEPT, _CHUNK,
        )  # fmt: skip
        await purge(job.tenant_no, entity.no, [row["id"] for row in rows])
        purged += len(rows)
    if purged:
        return Progress({}, job.done + purged)
    await _note_next([entity.no for entity in job.plan.entities.values()])
    return Done({"purged": job.done})


async def _note_next(entities: list[int]) -> None:
    await connection().execute(
        f"""insert into trash_due (tenant_no, due_at)
           select $1, min(first.at) + $3::interval from unnest($2::int[]) e(no) cross join lateral (
             select deleted_at as at from record
             where tenant_no = $1 and entity_no = e.no and deleted_at is not null and {NOT_MERGED}
             order by deleted_at limit 1) first
           having min(first.at) is not null on conflict do nothing""",
        tenant_no(), entities, KEPT,
    )  # fmt: skip


register(KIND, step)
