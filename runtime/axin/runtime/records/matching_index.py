"""When an entity's matching fields change, what its records count by is written anew: by a job, beside everybody's work."""

from typing import Final
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records import duplicates, walking
from axin.tenants.actor import Actor

KIND: Final = "match_index"
_CHUNK: Final = 500


async def follow(plan: Plan) -> None:
    """Start the jobs that a publication makes necessary."""
    before = await versions.plan_of(plan.version - 1) if plan.version > 1 else None
    for entity in plan.entities.values():
        old = before.entities.get(entity.key) if before is not None else None
        if entity.match and old is not None and old.match != entity.match:
            given = {"entity": entity.key, "match": list(entity.match)}
            await commands.start(KIND, given, actor=Actor.of_product(plan.tenant_no))


async def step(job: JobContext) -> Progress | Done:
    """Index the next records."""
    entity = job.plan.entities.get(job.input["entity"])
    if entity is None or list(entity.match) != job.input["match"]:
        return Done({})  # a later version wants something else, and has started its own
    after = job.state["after"] if job.state else None
    if after is None:
        await connection().execute(
            "delete from record_match where tenant_no = $1 and entity_no = $2", job.tenant_no, entity.no
        )  # fmt: skip
    records = await walking.page(job.plan, entity, after and UUID(after), _CHUNK)
    await duplicates.index(job.tenant_no, entity, records)
    if len(records) < _CHUNK:
        return Done({"indexed": job.done + len(records)}, job.done + len(records))
    return Progress({"after": str(records[-1].id)}, job.done + len(records))


register(KIND, step)
