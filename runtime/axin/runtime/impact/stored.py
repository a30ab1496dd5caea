"""Where the values of a field of an earlier version lie: conditions of SQL on `r`, a row of the record table, and their end."""

from collections.abc import Sequence
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.records.query import Query


def holds(query: Query, field: FieldPlan) -> str:
    """Return the condition that the record has a value in the field."""
    return f"r.data ? {query.parameter(str(field.no))}::text"


def chose(query: Query, field: FieldPlan, option: str) -> str:
    """Return the condition that the record has this option of a select or multi_select."""
    place = f"{query.parameter(str(field.no))}::text"
    if field.type == "multi_select":
        return f"r.data -> {place} ? {query.parameter(option)}::text"
    return f"r.data ->> {place} = {query.parameter(option)}::text"


def stands_in(query: Query, funnel: str, stage: str | None) -> str:
    """Return the condition that the record stands in a funnel, or in one stage of it."""
    here = f"r.funnel = {query.parameter(funnel)}::text"
    return here if stage is None else f"{here} and r.stage = {query.parameter(stage)}::text"


async def let_go(entity: EntityPlan, field: FieldPlan, ids: Sequence[UUID]) -> None:
    """Take away what a field of an earlier version held in records where it has been carried over.

    If the field comes back, it is carried back, and no older value stands in the way. What could not be carried over stays.
    """
    if not ids:
        return
    given = (tenant_no(), entity.no, list(ids))
    slot = f", {field.slot} = null" if field.slot is not None else ""
    await connection().execute(
        f"update record set data = data - $4::text{slot} where tenant_no = $1 and entity_no = $2 and id = any($3::uuid[])",
        *given,
        str(field.no),
    )
    await connection().execute(
        "delete from record_link where tenant_no = $1 and entity_no = $2 and record_id = any($3::uuid[]) and field_no = $4",
        *given,
        field.no,
    )
    await connection().execute(
        "delete from record_unique where tenant_no = $1 and entity_no = $2 and record_id = any($3::uuid[]) and rule = $4",
        *given,
        str(field.no),
    )
