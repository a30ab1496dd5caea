"""How much people have on their hands: open records by responsible, counted with nobody's rights in particular."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs.errors import StepError

_COUNT: Final = """
select responsible, count(*) as open from record
where tenant_no = $1 and entity_no = any($2::int[]) and responsible = any($3::uuid[]) and deleted_at is null
  and (funnel is null or stage is null or (funnel, stage) not in (select * from unnest($4::text[], $5::text[])))
group by responsible
"""


async def open_records(plan: Plan, entity: str | None, people: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many records of `entity` each of these people is responsible for that are neither won nor lost.

    Where no entity is named, the records of every entity that has a funnel count.
    """
    entities = [entity] if entity is not None else sorted({funnel.entity for funnel in plan.funnels.values()})
    found = [plan.entities.get(each) for each in entities]
    numbers = [each.no for each in found if each is not None]
    if len(numbers) < len(found):
        raise StepError("unknown_entity", "There is no such entity.")
    funnels = [funnel for funnel in plan.funnels.values() if funnel.entity in entities]
    ended = [(funnel.key, stage.key) for funnel in funnels for stage in funnel.stages.values() if stage.kind != "open"]
    rows = await connection().fetch(
        _COUNT, tenant_no(), numbers, list(people), [funnel for funnel, _ in ended], [stage for _, stage in ended]
    )
    return {row["responsible"]: row["open"] for row in rows}
