"""What publishing means for timers of dates: those of rules that are new or have changed are armed for the records there are."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.ids import parse_id
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.records.date_rules import all_rules
from axin.runtime.records.date_timers import arm_all
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import the_product
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor

KIND: Final = "date_timers"
_CHUNK: Final = 500
_SYSTEM: Final = UUID(int=0)


async def register(plan: Plan) -> None:
    """Make the timers those of this plan, in the transaction that publishes it; a rule that did not change keeps its own."""
    before, now = all_rules(await versions.plan_of(plan.version - 1)), all_rules(plan)
    gone = [key for key, rule in before.items() if now.get(key) != rule]
    if gone:
        await connection().execute("delete from date_timer where tenant_no = $1 and scenario = any($2)", plan.tenant_no, gone)
    new = [rule for key, rule in now.items() if before.get(key) != rule]
    entities = sorted({rule.entity for rule in new})
    total = sum([await _count(plan, plan.entities[key]) for key in entities])
    if total:
        given = {"scenarios": [rule.scenario for rule in new], "entities": entities}
        actor = Actor(plan.tenant_no, "system", _SYSTEM, "member", title=KIND)
        await commands.start(KIND, given, actor=actor, total=total, at_once=total <= _CHUNK)


async def _count(plan: Plan, entity: EntityPlan) -> int:
    found: int = await connection().fetchval(
        "select count(*) from record where tenant_no = $1 and entity_no = $2 and deleted_at is null", plan.tenant_no, entity.no
    )
    return found


async def arm(job: JobContext) -> Progress | Done:
    """Arm the timers of the next few records, by the rules as they are now."""
    entities: list[str] = job.input["entities"]
    state = job.state or {"entity": entities[0], "after": None}
    entity = job.plan.entities.get(state["entity"])
    wanted = {key: rule for key, rule in all_rules(job.plan).items() if key in job.input["scenarios"]}
    rules = [rule for rule in wanted.values() if rule.entity == state["entity"]]
    page = await _page(job.plan, entity, parse_id(str(state["after"]))) if entity is not None and rules else []
    if entity is not None and page:
        await arm_all(job.plan, entity, rules, page)
    done = job.done + len(page)
    if len(page) == _CHUNK:
        return Progress({"entity": state["entity"], "after": str(page[-1].id)}, done, job.total)
    later = entities[entities.index(state["entity"]) + 1 :]
    return Progress({"entity": later[0], "after": None}, done, job.total) if later else Done({"armed": done}, done)


async def _page(plan: Plan, entity: EntityPlan, after: UUID | None) -> Sequence[Record]:
    """Return the next records, locked: what is written meanwhile arms its own timers, after ours."""
    rows = await connection().fetch(
        f"""select {columns("r")} from record r where r.tenant_no = $1 and r.entity_no = $2 and r.deleted_at is null
            and ($3::uuid is null or r.id > $3) order by r.id limit $4 for no key update""",
        plan.tenant_no, entity.no, after, _CHUNK,
    )  # fmt: skip
    readers = stored_readers(the_product(plan), entity)
    return [read_row(entity, row, readers) for row in rows]


registry.register(KIND, arm)
