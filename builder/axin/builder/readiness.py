"""Which slots hold the values of all records, and which rules of uniqueness know them all.

A field that gets its slot later, or is computed otherwise than before, has it filled online: every write fills it from the
publication on, a job fills the rest, and queries do without it meanwhile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan
from axin.builder.formulas.checker import Checked
from axin.platform.data.unit_of_work import connection, tenant_no

Slots = frozenset[tuple[int, int]]
Rules = frozenset[tuple[int, str]]


async def unfilled(plan: Plan) -> Slots:
    """Return the slots of a version that are still being filled."""
    rows = await connection().fetch("select entity_no, field_no from slot_unfilled where tenant_no = $1", plan.tenant_no)
    there = {(entity.no, part.no) for entity in plan.entities.values() for part in entity.fields.values() if part.slot}
    return frozenset((row["entity_no"], row["field_no"]) for row in rows) & there


async def unclaimed() -> Rules:
    """Return the rules of uniqueness for which values are still being claimed."""
    rows = await connection().fetch("select entity_no, rule from rule_unclaimed where tenant_no = $1", tenant_no())
    return frozenset((row["entity_no"], row["rule"]) for row in rows)


async def note_unclaimed(entity_no: int, rules: Iterable[str]) -> None:
    """Note that the values of these rules have to be claimed."""
    await connection().executemany(
        "insert into rule_unclaimed (tenant_no, entity_no, rule) values ($1, $2, $3) on conflict do nothing",
        [(tenant_no(), entity_no, rule) for rule in rules],
    )


async def claimed(rules: Iterable[tuple[int, str]]) -> None:
    """Note that all values of these rules are claimed, or that nobody claims them any more."""
    await connection().executemany(
        "delete from rule_unclaimed where tenant_no = $1 and entity_no = $2 and rule = $3",
        [(tenant_no(), entity, rule) for entity, rule in rules],
    )


def with_unfilled(plan: Plan, slots: Slots) -> Plan:
    """Return the plan by which queries do without these slots."""
    if not slots:
        return plan
    entities = {key: _entity(entity, slots) for key, entity in plan.entities.items()}
    return replace(plan, entities=entities, unfilled=slots)


def _entity(entity: EntityPlan, slots: Slots) -> EntityPlan:
    fields = {
        key: replace(part, slot_ready=False) if (entity.no, part.no) in slots else part for key, part in entity.fields.items()
    }
    return replace(entity, fields=fields)


async def note_unfilled(before: Plan, after: Plan) -> bool:
    """Note which slots of a version just published have to be filled; return whether there are any."""
    new = {(entity.no, part.no) for entity, part in _slotted(after) if not _holds(before, after, entity, part)}
    await connection().executemany(
        "insert into slot_unfilled (tenant_no, entity_no, field_no) values ($1, $2, $3) on conflict do nothing",
        [(tenant_no(), entity, field) for entity, field in sorted(new)],
    )
    return bool(new)


async def filled(slots: Slots) -> None:
    """Note that these slots hold the values of all records now."""
    await connection().executemany(
        "delete from slot_unfilled where tenant_no = $1 and entity_no = $2 and field_no = $3",
        [(tenant_no(), entity, field) for entity, field in sorted(slots)],
    )


def _slotted(plan: Plan) -> Iterator[tuple[EntityPlan, FieldPlan]]:
    return ((entity, part) for entity in plan.entities.values() for part in entity.fields.values() if part.slot is not None)


def _holds(before: Plan, after: Plan, entity: EntityPlan, part: FieldPlan) -> bool:
    """Whether the slot holds what it should: nothing yet of a new field, or what the version before kept there."""
    there = before.entities.get(entity.key)
    old = there.fields.get(part.key) if there is not None else None
    if old is None or old.no != part.no:
        return not part.derived
    if old.slot != part.slot:
        return False
    return not part.derived or _meaning(before, old) == _meaning(after, part)


def _meaning(plan: Plan, part: FieldPlan) -> Any:  # noqa: ANN401 - something to compare
    """Return all that a computed value depends on but the records: its formula and those it reads, by name, and the settings."""
    found: set[Any] = {(plan.timezone, plan.currency, plan.locale, repr((plan.working_hours, plan.days_off, plan.days_on)))}
    waiting, seen = [part], set[str]()
    while waiting:
        one = waiting.pop()
        found.add((one.key, one.formula.source if one.formula else None, one.of, one.result, one.rounds, one.decimals))
        for name in _names(one.formula) - seen:
            seen.add(name)
            waiting += _called(plan, name, found)
    return found


def _called(plan: Plan, name: str, found: set[Any]) -> Iterator[FieldPlan]:
    """Yield the computed fields of this name, whosesoever; note what is stored under it."""
    for entity in plan.entities.values():
        part = entity.fields.get(name)
        if name in entity.inverses:
            found.add((entity.no, *entity.inverses[name]))
        if part is not None and part.derived:
            yield part
        elif part is not None:
            found.add((entity.no, part.no, part.type))


def _names(formula: Checked | None) -> set[str]:
    if formula is None:
        return set()
    paths = [*formula.reads, *formula.rows, *(part for parts in formula.rows.values() for part in parts)]
    return {name for path in paths for name in path}
