"""What becomes unique while records are there: clashes are told before it is published; what holds is claimed by a job."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from axin.builder import readiness, versions
from axin.builder.checks.findings import Finding
from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan
from axin.builder.decisions import Decision
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import parse_id
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.records import walking
from axin.runtime.records.record import Record
from axin.runtime.records.store import hash_of, rule_of
from axin.runtime.records.unclaimed import fields_of
from axin.tenants.actor import Actor

KIND: Final = "unique"
_CHUNK: Final = 500
_MOST_NAMED: Final = 50
_MOST_COUNTED: Final = 1_000
Rule = tuple[str, ...]
"""The fields whose values together are unique."""


async def uniqueness_in_use(live: Plan, wanted: Plan, _: Sequence[Decision]) -> list[Finding]:
    """Return an error for every rule that records break already, with how many values are there more than once."""
    found = []
    for index, (key, entity) in enumerate(wanted.entities.items()):
        before = live.entities.get(key)
        for place, rule in _new_rules(before, entity) if before is not None else ():
            clashes = await _clashes(before, rule) if before is not None else 0
            if clashes:
                count = f"{_MOST_COUNTED}+" if clashes > _MOST_COUNTED else str(clashes)
                found.append(Finding(f"/entities/{index}/{place}", "unique_in_use", {"count": count}))
    return found


def _new_rules(before: EntityPlan, after: EntityPlan) -> Iterator[tuple[str, Rule]]:
    """Yield the rules that are new and may hold values, with their places in the definition."""
    defined = [key for key, part in after.fields.items() if not part.implied]
    old = {(key,) for key, part in before.fields.items() if part.unique} | {tuple(keys) for keys in before.unique}
    rules: list[tuple[str, Rule]] = [
        (f"fields/{defined.index(key)}/unique", (key,)) for key in defined if after.fields[key].unique
    ]
    rules += [(f"unique/{place}", tuple(keys)) for place, keys in enumerate(after.unique)]
    for place, rule in rules:
        if rule not in old and all(key in before.fields and before.fields[key].type == after.fields[key].type for key in rule):
            yield place, rule


async def _clashes(entity: EntityPlan, rule: Rule) -> int:
    names = [str(entity.fields[key].no) for key in rule]
    values = ", ".join(f"data->'{name}'" for name in names)
    return int(
        await connection().fetchval(
            f"""select count(*) from (
                select from record where tenant_no = $1 and entity_no = $2 and deleted_at is null and data ?& $3::text[]
                group by {values} having count(*) > 1 limit {_MOST_COUNTED + 1}) q""",
            tenant_no(), entity.no, names,
        )
    )  # fmt: skip


async def claim_new(plan: Plan) -> None:
    """Have the values of all records claimed for the rules that a version just published has new.

    A few are claimed at once; many by a job, and whoever writes meanwhile looks at the records themselves.
    """
    live = await versions.plan_of(plan.version - 1)
    await readiness.claimed([(no, rule) for no, rule in await readiness.unclaimed() if not _holds(plan, no, rule)])
    for key, entity in plan.entities.items():
        before = live.entities.get(key)
        rules = [rule_of(entity, rule) for _, rule in _new_rules(before, entity)] if before is not None else []
        if rules:
            await _begin(plan, entity, rules)


def _holds(plan: Plan, entity_no: int, rule: str) -> bool:
    entity = plan.entity_by_no(entity_no)
    return entity is not None and fields_of(entity, rule) is not None


async def _begin(plan: Plan, entity: EntityPlan, rules: Sequence[str]) -> None:
    await connection().execute(
        "delete from record_unique where tenant_no = $1 and entity_no = $2 and rule = any($3)",
        tenant_no(), entity.no, list(rules),
    )  # fmt: skip
    total = await walking.count(plan, entity)
    if not total:
        return
    await readiness.note_unclaimed(entity.no, rules)
    versions.forget(plan.version)
    given = {"entity_no": entity.no, "rules": list(rules)}
    actor = Actor.of_product(plan.tenant_no, KIND)
    await commands.start(KIND, given, actor=actor, total=total, at_once=total <= _CHUNK)


async def claim(job: JobContext) -> Progress | Done:
    """Claim the values of the next records; one whose value another has is named, and keeps it unclaimed."""
    entity = job.plan.entity_by_no(job.input["entity_no"])
    rules = {rule: parts for rule in job.input["rules"] if entity is not None and (parts := fields_of(entity, rule)) is not None}
    if entity is None or not rules:
        return Done({"superseded": True})
    state = job.state or {"after": None, "clashes": 0, "records": []}
    page = await walking.page(job.plan, entity, parse_id(str(state["after"])), _CHUNK)
    clashing = await _claim(entity, page, rules)
    state = {
        "after": str(page[-1].id) if page else state["after"],
        "clashes": state["clashes"] + len(clashing),
        "records": [*state["records"], *map(str, clashing)][:_MOST_NAMED],
    }
    done = job.done + len(page)
    if len(page) == _CHUNK:
        return Progress(state, done)
    await readiness.claimed([(entity.no, rule) for rule in rules])
    versions.forget(job.plan.version)
    return Done({"claimed": done, "clashes": state["clashes"], "records": state["records"]}, done)


async def _claim(entity: EntityPlan, page: Sequence[Record], rules: Mapping[str, tuple[FieldPlan, ...]]) -> list[UUID]:
    """Claim what these records hold; return those of which another record has claimed a value."""
    wanted = [
        (rule, hash_of(values), record.id)
        for record in page
        for rule, parts in rules.items()
        if None not in (values := [record.values.get(part.key) for part in parts])
    ]
    rows = await connection().fetch(
        """with u as (select * from unnest($3::text[], $4::uuid[], $5::uuid[]) u(rule, value_hash, record_id)),
             new as (insert into record_unique (tenant_no, entity_no, rule, value_hash, record_id)
               select $1, $2, u.* from u order by rule, value_hash on conflict do nothing returning rule, record_id)
           select u.record_id from u where (u.rule, u.record_id) not in (select rule, record_id from new) and not exists (
             select from record_unique c where c.tenant_no = $1 and c.entity_no = $2 and c.rule = u.rule
               and c.value_hash = u.value_hash and c.record_id = u.record_id)""",
        tenant_no(), entity.no, [row[0] for row in wanted], [row[1] for row in wanted], [row[2] for row in wanted],
    )  # fmt: skip
    return [row["record_id"] for row in rows]


registry.register(KIND, claim)
