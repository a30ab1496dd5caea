"""What is searched changes with the version: the records that are there are brought up to it by a job, chunk by chunk."""

from typing import Final

from axin.builder.compiling.plan import EntityPlan, Plan
from axin.builder.versions import plan_of
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.ids import parse_id
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.records import walking
from axin.runtime.records.search_index import put
from axin.runtime.records.search_texts import searched
from axin.runtime.records.statement import Statement
from axin.tenants.actor import Actor

KIND: Final = "search"
CHUNK: Final = 500


async def start(plan: Plan) -> None:
    """Start to fill the entities whose searched fields differ from those of the version before."""
    before = await plan_of(plan.version - 1)
    changed = [entity for entity in plan.entities.values() if _numbers(entity) != _numbers(before.entities.get(entity.key))]
    wanted = [entity.key for entity in changed if entity.key in before.entities and await _holds(plan, entity)]
    if wanted:
        actor = Actor.of_product(plan.tenant_no, "search")
        await commands.start(KIND, {"entities": wanted}, actor=actor)


def _numbers(entity: EntityPlan | None) -> set[int]:
    return {part.no for part in searched(entity)} if entity is not None else set()


async def _holds(plan: Plan, entity: EntityPlan) -> bool:
    sql = "select exists (select 1 from record where tenant_no = $1 and entity_no = $2)"
    return bool(await connection().fetchval(sql, plan.tenant_no, entity.no))


async def step(job: JobContext) -> Progress | Done:
    """Write the texts of the next records."""
    state = job.state or {"place": 0, "after": None, "done": 0}
    entities = [job.plan.entities[key] for key in job.input["entities"] if key in job.plan.entities]
    if state["place"] >= len(entities):
        return Done({"records": state["done"]})
    entity = entities[state["place"]]
    records = await walking.page(job.plan, entity, parse_id(str(state["after"])), CHUNK)
    if searched(entity) and records:
        statement = Statement()
        put(statement, job.plan.tenant_no, entity, records)
        await statement.run()
    done = state["done"] + len(records)
    if len(records) < CHUNK:
        return Progress({"place": state["place"] + 1, "after": None, "done": done}, done)
    return Progress({**state, "after": str(records[-1].id), "done": done}, done)


registry.register(KIND, step)
