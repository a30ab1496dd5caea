"""What stands around a run: the runs that led to it, those it set off, and the records it changed."""

from typing import Final
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no

MOST_RUNS: Final = 100
MOST_CHANGES: Final = 200
_LONGEST_CHAIN: Final = 20


class RelatedRun(msgspec.Struct, kw_only=True):
    """A run before or after another."""

    id: UUID
    scenario: str
    status: str
    step: str | None = None
    """The step that set the later of the two off."""
    called: bool = False
    """Whether it was called, and waited for, by a step; otherwise it follows from a change."""
    entity: str | None = None
    record: UUID | None = None


class ChangedRecord(msgspec.Struct, kw_only=True):
    """A change that a run has made to a record."""

    entity: str
    record: UUID
    version: int
    kind: str
    step: str | None


_LED: Final = f"""
with recursive led as (
    select r.id, r.event, 0 as far from run r where r.tenant_no = $1 and r.id = $2
    union all
    select p.id, p.event, led.far + 1 from led
    join run p on p.tenant_no = $1 and p.id = (led.event -> 'cause' ->> 'run')::uuid
    where led.far < {_LONGEST_CHAIN}
)
select r.id, r.scenario, r.status, r.entity, r.record_id as record,
       (select later.event -> 'cause' ->> 'step' from led later where later.far = led.far - 1) as step,
       (select later.event ->> 'on' = 'scenario' from led later where later.far = led.far - 1) as called
from led join run r on r.tenant_no = $1 and r.id = led.id where led.far > 0 order by led.far desc
"""
_SET_OFF: Final = f"""
select id, scenario, status, entity, record_id as record, event -> 'cause' ->> 'step' as step,
       event ->> 'on' = 'scenario' as called
from run
where tenant_no = $1 and depth > 0 and root = (select root from run where tenant_no = $1 and id = $2)
  and event -> 'cause' ->> 'run' = $2::uuid::text
order by id limit {MOST_RUNS}
"""
_CHANGES: Final = f"""
select entity_no, record_id as record, version, kind, cause ->> 'step' as step from change
where tenant_no = $1 and cause ->> 'run' = $2::uuid::text order by id limit {MOST_CHANGES}
"""


async def led_to(run: UUID) -> list[RelatedRun]:
    """Return the runs that led to this one, the first of the chain first."""
    return [RelatedRun(**dict(row.items())) for row in await connection().fetch(_LED, tenant_no(), run)]


async def set_off(run: UUID) -> list[RelatedRun]:
    """Return the runs that this one has called, or set off by what it did."""
    return [RelatedRun(**dict(row.items())) for row in await connection().fetch(_SET_OFF, tenant_no(), run)]


async def changed(plan: Plan, run: UUID) -> list[ChangedRecord]:
    """Return what the run has changed, in order."""
    found = [(plan.entity_by_no(row["entity_no"]), row) for row in await connection().fetch(_CHANGES, tenant_no(), run)]
    return [
        ChangedRecord(entity=entity.key, record=row["record"], version=row["version"], kind=row["kind"], step=row["step"])
        for entity, row in found
        if entity is not None
    ]
