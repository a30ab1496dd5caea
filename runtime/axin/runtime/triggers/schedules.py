"""When a schedule comes round: cron, in the trigger's zone or the workspace's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.data.unit_of_work import connection, tenant_no

_TRIGGER: Final = "schedule"


def next_time(cron: str, zone: str, after: datetime) -> datetime | None:
    """Return when the schedule comes round next after a moment; None where it never does."""
    try:
        return next(CronSim(cron, after.astimezone(ZoneInfo(zone)))).astimezone(UTC)
    except (CronSimError, StopIteration):
        return None


def zone_of(plan: Plan, scenario: ScenarioPlan) -> str:
    """Return the zone whose time the schedule keeps."""
    return str(scenario.trigger.options.get("timezone") or plan.timezone)


def wanted(plan: Plan) -> Mapping[str, tuple[str, str]]:
    """Return the cron line and zone of each scenario that runs on a schedule."""
    found: dict[str, tuple[str, str]] = {}
    for scenario in plan.scenarios.values():
        cron: Any = scenario.trigger.options.get("cron")
        if scenario.enabled and scenario.trigger.on == _TRIGGER and isinstance(cron, str):
            found[scenario.key] = (cron, zone_of(plan, scenario))
    return found


async def register(plan: Plan) -> None:
    """Make the timers those of this plan, in the transaction that publishes it. One that did not change keeps its time."""
    rows = await connection().fetch("select scenario, cron, timezone from schedule_timer where tenant_no = $1", tenant_no())
    known, now = {row["scenario"]: (row["cron"], row["timezone"]) for row in rows}, await connection().fetchval("select now()")
    timers = wanted(plan)
    gone = [scenario for scenario in known if scenario not in timers]
    if gone:
        await connection().execute("delete from schedule_timer where tenant_no = $1 and scenario = any($2)", tenant_no(), gone)
    for scenario, (cron, zone) in timers.items():
        due = next_time(cron, zone, now)
        if known.get(scenario) != (cron, zone) and due is not None:
            await _set(scenario, cron, zone, due)


async def _set(scenario: str, cron: str, zone: str, due: datetime) -> None:
    await connection().execute(
        """insert into schedule_timer (tenant_no, scenario, cron, timezone, due_at) values ($1, $2, $3, $4, $5)
           on conflict (tenant_no, scenario)
             do update set cron = excluded.cron, timezone = excluded.timezone, due_at = excluded.due_at""",
        tenant_no(),
        scenario,
        cron,
        zone,
        due,
    )
