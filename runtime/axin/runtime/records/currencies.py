"""Which currencies the amounts of a money field are in: as a rule the workspace's alone, and then no query reads each row's.

A row stands in `record_currency` once an amount of another currency was written. Writing one is rare, and repeated harmlessly;
when the workspace takes another currency, all amounts till then become ones of another.
"""

from collections.abc import Sequence
from typing import Any

from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan
from axin.builder.versions import plan_of
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.money import Money
from axin.runtime.records.changes import Change
from axin.runtime.records.policy import Reader
from axin.runtime.records.statement import Statement


def others_sql(tenant: int, entity: EntityPlan, part: FieldPlan, own: str) -> str:
    """Return SQL, evaluated once a query: whether some amount of the field is in another currency than `own`."""
    return (
        f"(select exists (select 1 from record_currency c where c.tenant_no = {tenant} and c.entity_no = {entity.no} "
        f"and c.field_no = {part.no} and c.currency <> '{own}'))"
    )


def write_currencies(statement: Statement, reader: Reader, entity: EntityPlan, changes: Sequence[Change]) -> None:
    """Remember the currencies, other than the workspace's, of the amounts that are written."""
    own = reader.plan.currency
    parts = [part for part in entity.fields.values() if part.type == "money" and part.currency is None]
    found = {
        (part.no, value.currency)
        for part in parts
        for change in changes
        if isinstance(value := change.after.values.get(part.key), Money) and value.currency != own
    }
    if not found:
        return
    pairs: list[tuple[str, str, list[Any]]] = [
        ("field_no", "int", [number for number, _ in sorted(found)]),
        ("currency", "text", [currency for _, currency in sorted(found)]),
    ]
    statement.parts.append(
        "insert into record_currency (tenant_no, entity_no, field_no, currency) "
        f"select {reader.tenant_no}, {entity.no}, u.field_no, u.currency from {statement.rows(pairs)} on conflict do nothing"
    )


async def register(plan: Plan) -> None:
    """When the workspace takes another currency, remember what its amounts were in till then."""
    before = await plan_of(plan.version - 1)
    if before.version == 0 or before.currency == plan.currency:
        return
    pairs = [
        (entity.no, part.no)
        for entity in before.entities.values()
        for part in entity.fields.values()
        if part.type == "money" and part.currency is None
    ]
    await connection().execute(
        """insert into record_currency (tenant_no, entity_no, field_no, currency)
           select $1, u.entity_no, u.field_no, $2 from unnest($3::int[], $4::int[]) u(entity_no, field_no)
           on conflict do nothing""",
        tenant_no(),
        before.currency,
        [entity for entity, _ in pairs],
        [part for _, part in pairs],
    )
