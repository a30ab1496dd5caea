"""All records of an entity, page by page in the order of their ids: for jobs that go through what is there."""

from collections.abc import Sequence
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.data.unit_of_work import connection
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import the_product
from axin.runtime.records.record import Record


async def count(plan: Plan, entity: EntityPlan) -> int:
    """Return how many records the entity has."""
    found: int = await connection().fetchval(
        "select count(*) from record where tenant_no = $1 and entity_no = $2 and deleted_at is null", plan.tenant_no, entity.no
    )
    return found


async def page(plan: Plan, entity: EntityPlan, after: UUID | None, most: int) -> Sequence[Record]:
    """Return the next records, locked: what is written meanwhile takes care of itself, after us."""
    rows = await connection().fetch(
        f"""select {columns("r")} from record r where r.tenant_no = $1 and r.entity_no = $2 and r.deleted_at is null
            and ($3::uuid is null or r.id > $3) order by r.id limit $4 for no key update""",
        plan.tenant_no, entity.no, after, most,
    )  # fmt: skip
    readers = stored_readers(the_product(plan), entity)
    return [read_row(entity, row, readers) for row in rows]
