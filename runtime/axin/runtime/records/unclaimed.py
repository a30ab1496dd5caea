"""Rules of uniqueness while their values are still being claimed: who writes a value looks for it in the records themselves.

What is written from the publication on is claimed by its writer, so only what was there before has to be looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.runtime.records.layout import slot_type
from axin.runtime.records.policy import Reader
from axin.runtime.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Wanted:
    """The values that a record is to have under a rule."""

    record: UUID
    values: Sequence[Any]


async def held_already(
    reader: Reader, entity: EntityPlan, keys: Sequence[str], wanted: Sequence[Wanted], changing: Sequence[UUID]
) -> set[UUID]:
    """Return those of the records whose values another one has, which is not being changed itself."""
    parts = [entity.fields[key] for key in keys]
    statement = Statement()
    columns: list[tuple[str, str, list[Any]]] = [("record_id", "uuid", [one.record for one in wanted])]
    same = []
    for place, part in enumerate(parts):
        given = [one.values[place] for one in wanted]
        columns.append((f"v{place}", "text", [json.dumps_text(codec.to_store(part, value)) for value in given]))
        same.append(f"r.data->'{part.no}' = u.v{place}::jsonb")
        if part.slot is not None and part.slot_ready:  # its index finds them
            columns.append((f"s{place}", slot_type(part.slot), [codec.slot_value(part, value) for value in given]))
            same.append(f"r.{part.slot} = u.s{place}")
    others = statement.place(list(changing), "uuid[]")
    sql = (
        f"select distinct u.record_id from {statement.rows(columns)} join record r on r.tenant_no = {reader.tenant_no} "
        f"and r.entity_no = {entity.no} and r.deleted_at is null and {' and '.join(same)} and r.id <> all({others})"
    )
    return {row["record_id"] for row in await connection().fetch(sql, *statement.params)}


def fields_of(entity: EntityPlan, rule: str) -> tuple[FieldPlan, ...] | None:
    """Return the fields whose values together are unique by a rule, as it is written down; None where it holds no more."""
    by_no = {part.no: part for part in entity.fields.values()}
    parts = tuple(by_no[int(no)] for no in rule.split(",") if int(no) in by_no)
    keys = {part.key for part in parts}
    rules = [{part.key} for part in entity.fields.values() if part.unique] + [set(keys) for keys in entity.unique]
    return parts if keys in rules and len(parts) == len(rule.split(",")) else None
