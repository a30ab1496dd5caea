"""Links that were cleared because their target was deleted: remembered, so that they come back with it; and when to purge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.records.record import Record, ids_of

KEPT: Final = timedelta(days=30)
"""How long a deleted record stays in the trash."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A link of a record that led to a deleted one."""

    target: UUID
    entity_no: int
    field_no: int
    record: UUID


async def remember(source: EntityPlan, link: FieldPlan, pointing: Sequence[Record], gone: set[UUID], at: datetime) -> None:
    """Note which links are about to be cleared."""
    pairs = [(target, record.id) for record in pointing for target in ids_of(record.values.get(link.key)) if target in gone]
    await connection().execute(
        """insert into link_cleared (tenant_no, target_id, at, entity_no, field_no, record_id)
           select $1, u.target, $2, $3, $4, u.record from unnest($5::uuid[], $6::uuid[]) u(target, record)
           on conflict do nothing""",
        tenant_no(), at, source.no, link.no, [target for target, _ in pairs], [record for _, record in pairs],
    )  # fmt: skip


async def cleared(targets: Sequence[UUID], at: datetime) -> list[Cleared]:
    """Return and forget the links that were cleared when these records were deleted."""
    rows = await connection().fetch(
        """delete from link_cleared where tenant_no = $1 and target_id = any($2) and at = $3
           returning target_id, entity_no, field_no, record_id""",
        tenant_no(), list(targets), at,
    )  # fmt: skip
    return [Cleared(row["target_id"], row["entity_no"], row["field_no"], row["record_id"]) for row in rows]


async def will_be_purged(at: datetime) -> None:
    """Note when the trash has something to purge, unless it has sooner."""
    await connection().execute(
        "insert into trash_due (tenant_no, due_at) values ($1, $2) on conflict do nothing", tenant_no(), at + KEPT
    )
