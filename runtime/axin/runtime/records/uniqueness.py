"""What becomes unique while records are there: clashes are told before it is published, and what holds is claimed with it."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from axin.builder import versions
from axin.builder.checks.findings import Finding
from axin.builder.compiling.plan import EntityPlan, Plan
from axin.builder.decisions import Decision
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import the_product
from axin.runtime.records.store import hash_of, rule_of

_PAGE: Final = 2_000
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
    """Claim the values of all records for the rules that a version just published has new."""
    live = await versions.plan_of(plan.version - 1)
    for key, entity in plan.entities.items():
        before = live.entities.get(key)
        rules = [rule for _, rule in _new_rules(before, entity)] if before is not None else []
        if rules:
            await _claim(plan, entity, rules)


async def _claim(plan: Plan, entity: EntityPlan, rules: Sequence[Rule]) -> None:
    names = {rule: rule_of(entity, rule) for rule in rules}
    await connection().execute(
        "delete from record_unique where tenant_no = $1 and entity_no = $2 and rule = any($3)",
        tenant_no(), entity.no, list(names.values()),
    )  # fmt: skip
    reader = the_product(plan)
    after: UUID | None = None
    while True:
        rows = await connection().fetch(
            f"""select {columns("r")} from record r where r.tenant_no = $1 and r.entity_no = $2 and r.deleted_at is null
                and ($3::uuid is null or r.id > $3) order by r.id limit $4""",
            tenant_no(), entity.no, after, _PAGE,
        )  # fmt: skip
        if not rows:
            return
        records = [read_row(entity, row, stored_readers(reader, entity)) for row in rows]
        after = records[-1].id
        wanted = [
            (names[rule], hash_of(values), record.id)
            for record in records
            for rule in rules
            if None not in (values := [record.values.get(key) for key in rule])
        ]
        await _insert(entity, wanted)


async def _insert(entity: EntityPlan, wanted: Sequence[tuple[str, UUID, UUID]]) -> None:
    done = await connection().execute(
        """insert into record_unique (tenant_no, entity_no, rule, value_hash, record_id)
           select $1, $2, u.* from unnest($3::text[], $4::uuid[], $5::uuid[]) u(rule, value_hash, record_id)
           on conflict do nothing""",
        tenant_no(), entity.no, [row[0] for row in wanted], [row[1] for row in wanted], [row[2] for row in wanted],
    )  # fmt: skip
    if int(done.rsplit(" ", 1)[1]) < len(wanted):
        raise InvalidError.at("", "not_unique", "A value came to be there twice meanwhile; try again.")
