"""Timers of stages: a card that stays longer than its stage allows is an event, for those who listen to it.

A timer belongs to its record: it is armed when the stage is entered, anew when it is entered again, and goes when the card goes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import EntityPlan, FunnelPlan, Plan, StagePlan
from axin.builder.definitions.durations import seconds
from axin.platform.data.unit_of_work import connection, control_rows, tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.records.changes import Change
from axin.runtime.records.events import tell_overdue
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.listeners import hears, listeners
from axin.runtime.records.policy import Reader, prepared, the_product
from axin.runtime.records.record import Record
from axin.runtime.records.statement import Statement

_BATCH: Final = 200
_TENANTS: Final = 100


def allowed(plan: Plan, record: Record | None) -> timedelta | None:
    """Return how long the record may stay where it stands, where somebody listens to its being late."""
    funnel = plan.funnels.get(record.funnel or "") if record is not None else None
    stage = funnel.stages.get((record.stage or "") if record is not None else "") if funnel is not None else None
    return _allowed(plan, funnel, stage) if funnel is not None and stage is not None else None


def _allowed(plan: Plan, funnel: FunnelPlan, stage: StagePlan) -> timedelta | None:
    lasts = seconds(stage.sla)
    if not lasts:
        return None
    heard = hears(listeners(prepared(plan)), "stage.overdue", funnel.entity, funnel=funnel.key, stage=stage.key)
    return timedelta(seconds=lasts) if heard else None


def add(statement: Statement, reader: Reader, moved: Sequence[Change]) -> None:
    """Add to the statement the timers that these changes of stage arm, and those that they end."""
    plan, armed, ended = reader.plan, [], []
    for change in moved:
        after = change.after if change.kind != "deleted" else None
        lasts = allowed(plan, after)
        if after is not None and after.stage_since is not None and lasts is not None:
            armed.append((after.id, after.stage_since, after.stage_since + lasts))
        elif change.before is not None:
            ended.append(change.after.id)
    if armed:
        _arm(statement, reader.tenant_no, moved[0].after.entity, armed)
    if ended and _any_timer(plan, moved[0].after.entity.key):
        statement.parts.append(
            f"delete from stage_timer where tenant_no = {reader.tenant_no} and entity_no = {moved[0].after.entity.no} "
            f"and record_id = any({statement.place(ended, 'uuid[]')})"
        )


def _arm(statement: Statement, tenant: int, entity: EntityPlan, armed: Sequence[tuple[UUID, datetime, datetime]]) -> None:
    ids, since, due = (list(column) for column in zip(*armed, strict=True))
    rows = statement.rows([("record_id", "uuid", ids), ("since", "timestamptz", since), ("due_at", "timestamptz", due)])
    statement.parts.append(
        "insert into stage_timer (tenant_no, entity_no, record_id, since, due_at) "
        f"select {tenant}, {entity.no}, u.record_id, u.since, u.due_at from {rows} on conflict (tenant_no, entity_no, record_id) "
        "do update set since = excluded.since, due_at = excluded.due_at"
    )


def _any_timer(plan: Plan, entity: str) -> bool:
    return any(
        _allowed(plan, funnel, stage) is not None for funnel in plan.funnels_of(entity) for stage in funnel.stages.values()
    )


_DUE: Final = """
delete from stage_timer where (tenant_no, entity_no, record_id) in (
    select tenant_no, entity_no, record_id from stage_timer where tenant_no = $1 and due_at <= now()
    order by due_at limit $2 for update skip locked)
returning entity_no, record_id, since
"""


async def fire() -> None:
    """Tell of every card whose time is up."""
    for row in await control_rows("select distinct tenant_no from stage_timer where due_at <= now() limit $1", _TENANTS):
        while await _fire(row["tenant_no"]) == _BATCH:
            pass


async def _fire(tenant: int) -> int:
    async with tenant_transaction(tenant) as transaction:
        due = await transaction.fetch(_DUE, tenant, _BATCH)
        reader = the_product(await versions.live_plan())
        since: dict[int, dict[UUID, datetime]] = {}
        for row in due:
            since.setdefault(row["entity_no"], {})[row["record_id"]] = row["since"]
        for entity_no, times in since.items():
            entity = reader.plan.entity_by_no(entity_no)
            if entity is not None:
                found = await read_by_ids(reader, entity, list(times))
                late = [record for record in found if record.stage_since == times[record.id] and _is_late(reader.plan, record)]
                await tell_overdue(reader, late, Cause("system", new_id()))
    return len(due)


def _is_late(plan: Plan, record: Record) -> bool:
    """Whether it is late by the version that is live now: the stage may allow more than it did."""
    lasts = allowed(plan, record)
    return lasts is not None and record.stage_since is not None and record.stage_since + lasts <= utc_now()


async def register(plan: Plan) -> None:
    """Arm the timers of this plan, in the transaction that publishes it: for cards that stand in a stage already.

    One whose time is over by then stays silent: publishing is no reason to tell of everything that was late long ago.
    """
    timed = await connection().fetchval("select exists (select from stage_timer where tenant_no = $1)", plan.tenant_no)
    for funnel in plan.funnels.values():
        entity = plan.entities[funnel.entity]
        for stage in funnel.stages.values():
            lasts = _allowed(plan, funnel, stage)
            if lasts is not None or timed:
                await _rearm(plan.tenant_no, entity, funnel, stage, lasts)


_STANDING: Final = """
select id as record_id from record
where tenant_no = $1 and entity_no = $2 and funnel = $3 and stage = $4 and deleted_at is null and stage_since is not null
"""


async def _rearm(tenant: int, entity: EntityPlan, funnel: FunnelPlan, stage: StagePlan, lasts: timedelta | None) -> None:
    here = (tenant, entity.no, funnel.key, stage.key)
    if lasts is None:
        await connection().execute(
            f"delete from stage_timer where tenant_no = $1 and entity_no = $2 and record_id in ({_STANDING})", *here
        )
        return
    await connection().execute(
        f"""insert into stage_timer (tenant_no, entity_no, record_id, since, due_at)
            select $1, $2, id, stage_since, stage_since + $5 from record
            where id in ({_STANDING}) and tenant_no = $1 and entity_no = $2 and stage_since + $5 > now()
            on conflict (tenant_no, entity_no, record_id) do update set since = excluded.since, due_at = excluded.due_at""",
        *here,
        lasts,
    )
