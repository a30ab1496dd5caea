"""What publishing means for timers of dates: those of rules that are new or have changed are armed for the records there are."""

from typing import Final

from axin.builder import versions
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.ids import parse_id
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.records import walking
from axin.runtime.records.date_rules import all_rules
from axin.runtime.records.date_timers import arm_all
from axin.tenants.actor import Actor

KIND: Final = "date_timers"
_CHUNK: Final = 500


async def register(plan: Plan) -> None:
    """Make the timers those of this plan, in the transaction that publishes it; a rule that did not change keeps its own."""
    before, now = all_rules(await versions.plan_of(plan.version - 1)), all_rules(plan)
    gone = [key for key, rule in before.items() if now.get(key) != rule]
    if gone:
        await connection().execute("delete from date_timer where tenant_no = $1 and scenario = any($2)", plan.tenant_no, gone)
    new = [rule for key, rule in now.items() if before.get(key) != rule]
    entities = sorted({rule.entity for rule in new})
    total = sum([await walking.count(plan, plan.entities[key]) for key in entities])
    if total:
        given = {"scenarios": [rule.scenario for rule in new], "entities": entities}
        actor = Actor.of_product(plan.tenant_no, KIND)
        await commands.start(KIND, given, actor=actor, total=total, at_once=total <= _CHUNK)


async def arm(job: JobContext) -> Progress | Done:
    """Arm the timers of the next few records, by the rules as they are now."""
    entities: list[str] = job.input["entities"]
    state = job.state or {"entity": entities[0], "after": None}
    entity = job.plan.entities.get(state["entity"])
    wanted = {key: rule for key, rule in all_rules(job.plan).items() if key in job.input["scenarios"]}
    rules = [rule for rule in wanted.values() if rule.entity == state["entity"]]
    page = await walking.page(job.plan, entity, parse_id(str(state["after"])), _CHUNK) if entity is not None and rules else []
    if entity is not None and page:
        await arm_all(job.plan, entity, rules, page)
    done = job.done + len(page)
    if len(page) == _CHUNK:
        return Progress({"entity": state["entity"], "after": str(page[-1].id)}, done, job.total)
    later = entities[entities.index(state["entity"]) + 1 :]
    return Progress({"entity": later[0], "after": None}, done, job.total) if later else Done({"armed": done}, done)


registry.register(KIND, arm)
