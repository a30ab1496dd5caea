"""What time will set going: dates of records, schedules, stages that run out, waits of runs. To be seen, done now, or skipped."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ForbiddenError, NotFoundError
from axin.platform.kernel.ids import new_id, parse_id
from axin.runtime.cause import Cause
from axin.runtime.records import cursors, date_timers
from axin.runtime.records.events import tell_overdue
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import the_product
from axin.runtime.runs import live
from axin.runtime.runs.errors import NotRunnableError
from axin.runtime.triggers import timers
from axin.tenants import audit
from axin.tenants.actor import Actor

Kind = Literal["date", "schedule", "stage", "wait"]


class TimerView(msgspec.Struct, kw_only=True):
    """Something that time will set going."""

    id: str
    kind: Kind
    due_at: datetime
    scenario: str | None
    """What starts, or goes on; of a stage that runs out, whoever listens."""
    entity: str | None = None
    record: UUID | None = None
    run: UUID | None = None
    """Of a wait: the run that goes on."""


_AHEAD: Final[Mapping[Kind, str]] = {
    "date": """
        select 'date' as kind, due_at, scenario, entity_no, null::text as entity, record_id, null::uuid as run,
               'date.' || record_id || '.' || scenario as id
        from date_timer where tenant_no = $1 and not told""",
    "schedule": """
        select 'schedule', due_at, scenario, null::int, null::text, null::uuid, null::uuid, 'schedule.' || scenario as id
        from schedule_timer where tenant_no = $1""",
    "stage": """
        select 'stage', due_at, null::text as scenario, entity_no, null::text, record_id, null::uuid, 'stage.' || record_id as id
        from stage_timer where tenant_no = $1""",
    "wait": """
        select 'wait', d.due_at, r.scenario, null::int, r.entity, r.record_id, r.id as run, 'wait.' || r.id as id
        from run_due d join run r on r.tenant_no = $1 and r.id = d.run_id
        where d.tenant_no = $1 and r.status = 'waiting' and not d.blocked and isfinite(d.due_at) and d.lease_until is null""",
}
_COLUMNS: Final = "(kind, due_at, scenario, entity_no, entity, record_id, run, id)"
_NARROWED: Final = """
($2::text is null or scenario = $2) and ($3::uuid is null or record_id = $3)
and ($4::timestamptz is null or due_at >= $4) and ($4 is null or (due_at, id) > ($4, $5::text)) order by due_at, id limit $6
"""
_BRANCHES: Final = " union all ".join(f"(select * from ({query}) t {_COLUMNS} where {_NARROWED})" for query in _AHEAD.values())
_LIST: Final = f"select * from ({_BRANCHES}) t order by due_at, id limit $6"


async def page(
    plan: Plan, actor: Actor, *, scenario: str | None, record: UUID | None, limit: int, after: str | None
) -> tuple[list[TimerView], str | None]:
    """Return a page of what is ahead, the nearest first, and the cursor of the next."""
    _require_all(actor)
    mark = cursors.mark_of("timers", scenario, record)
    due, last = cursors.read(after, mark, ("timestamptz", "text")) if after is not None else (None, None)
    rows = await connection().fetch(_LIST, tenant_no(), scenario, record, due, last, limit + 1)
    shown = [_view(plan, row) for row in rows[:limit]]
    more = len(rows) > limit
    return shown, cursors.write(mark, [shown[-1].due_at.isoformat(), shown[-1].id]) if more else None


def _view(plan: Plan, row: Mapping[str, Any]) -> TimerView:
    entity = plan.entity_by_no(row["entity_no"]) if row["entity_no"] is not None else None
    return TimerView(
        id=row["id"], kind=row["kind"], due_at=row["due_at"], scenario=row["scenario"],
        entity=row["entity"] if entity is None else entity.key, record=row["record_id"], run=row["run"],
    )  # fmt: skip


def _require_all(actor: Actor) -> None:
    if not actor.may_everything:
        raise ForbiddenError("Only owners and admins may do this.")


Change = Callable[[Plan, str], Awaitable[bool]]


async def run_now(plan: Plan, actor: Actor, timer: str) -> None:
    """Set it going now, once: it does not come again at its own time."""
    await _change(plan, actor, timer, {"date": _date_now, "schedule": _schedule_now, "stage": _stage_now, "wait": _wait_now})
    await audit.record(actor, "timer.run", timer)
    live.nudge()


async def skip(plan: Plan, actor: Actor, timer: str) -> None:
    """Let it pass this time."""
    await _change(plan, actor, timer, {"date": _skip_date, "schedule": _skip_schedule, "stage": _skip_stage, "wait": _no_skip})
    await audit.record(actor, "timer.skipped", timer)


async def _change(plan: Plan, actor: Actor, timer: str, doing: Mapping[str, Change]) -> None:
    _require_all(actor)
    kind, _, name = timer.partition(".")
    change = doing.get(kind)
    if change is None or not await change(plan, name):
        raise NotFoundError


_DATE: Final = """
select scenario, entity_no, record_id, due_at, cause from date_timer
where tenant_no = $1 and record_id = $2 and scenario = $3 and not told for update
"""


async def _date_now(plan: Plan, name: str) -> bool:
    record, _, scenario = name.partition(".")
    row = await connection().fetchrow(_DATE, tenant_no(), parse_id(record), scenario)
    if row is not None:
        await date_timers.fire_rows(plan, [row])
    return row is not None


async def _skip_date(plan: Plan, name: str) -> bool:
    record, _, scenario = name.partition(".")
    tag = await connection().execute(
        "update date_timer set told = true where tenant_no = $1 and record_id = $2 and scenario = $3 and not told",
        plan.tenant_no, parse_id(record), scenario,
    )  # fmt: skip
    return tag.endswith(" 1")


async def _scheduled(name: str) -> datetime | None:
    found: datetime | None = await connection().fetchval(
        "select due_at from schedule_timer where tenant_no = $1 and scenario = $2 for update", tenant_no(), name
    )
    return found


async def _schedule_now(plan: Plan, name: str) -> bool:
    due = await _scheduled(name)
    if due is not None:
        await timers.open_scheduled(plan, name, due)
        await timers.go_on(plan, name, due)
    return due is not None


async def _skip_schedule(plan: Plan, name: str) -> bool:
    due = await _scheduled(name)
    if due is not None:
        await timers.go_on(plan, name, due)
    return due is not None


async def _end_stage(name: str) -> Mapping[str, Any] | None:
    row: Mapping[str, Any] | None = await connection().fetchrow(
        "delete from stage_timer where tenant_no = $1 and record_id = $2 returning entity_no, record_id",
        tenant_no(),
        parse_id(name),
    )
    return row


async def _stage_now(plan: Plan, name: str) -> bool:
    row = await _end_stage(name)
    entity = plan.entity_by_no(row["entity_no"]) if row is not None else None
    if row is not None and entity is not None:
        reader = the_product(plan)
        await tell_overdue(reader, await read_by_ids(reader, entity, [row["record_id"]]), Cause("system", new_id()))
    return row is not None


async def _skip_stage(plan: Plan, name: str) -> bool:
    del plan
    return await _end_stage(name) is not None


async def _wait_now(plan: Plan, name: str) -> bool:
    tag = await connection().execute(
        """update run_due d set due_at = now() from run r
           where d.tenant_no = $1 and d.run_id = $2 and r.tenant_no = $1 and r.id = d.run_id and r.status = 'waiting'
             and not d.blocked and d.lease_until is null""",
        plan.tenant_no,
        parse_id(name),
    )
    return tag.endswith(" 1")


async def _no_skip(plan: Plan, name: str) -> bool:
    del plan, name
    raise NotRunnableError("A run that waits can go on now, or be cancelled.")
