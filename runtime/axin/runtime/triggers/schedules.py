"""When a schedule comes round: by a cron line or a recurrence rule, in a zone of its own, on any day or on working days."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.builder.definitions.recurrences import BadRuleError, next_occurrence
from axin.builder.formulas.workdays import Workdays, workdays_of
from axin.platform.data.unit_of_work import connection, tenant_no

_TRIGGER: Final = "schedule"
_WORKING: Final = "working days"
_MOST_DAYS_OFF: Final = 5_000
"""So many times in a row that all fall on days off mean that none ever falls on another."""


def next_time(cron: str, zone: str, after: datetime) -> datetime | None:
    """Return when a cron line comes round next after a moment; None where it never does."""
    try:
        times = (found.astimezone(UTC) for found in CronSim(cron, after.astimezone(ZoneInfo(zone))))
        # In an hour that the clock goes through twice a fixed time has come the first time round.
        return next(found for found in times if found > after)
    except (CronSimError, StopIteration):
        return None


def next_of(plan: Plan, scenario: ScenarioPlan, after: datetime) -> datetime | None:
    """Return when the scenario's schedule comes round next after a moment; None where it never does."""
    options, zone = scenario.trigger.options, zone_of(plan, scenario)
    calendar = workdays_of(plan.working_hours, plan.days_off, plan.days_on) if options.get("working_days") else None
    for _ in range(_MOST_DAYS_OFF):
        found = _next(options.get("cron"), options.get("rrule"), zone, after)
        if found is None or calendar is None or _works(calendar, found.astimezone(ZoneInfo(zone))):
            return found
        after = found
    return None


def _next(cron: object, rule: object, zone: str, after: datetime) -> datetime | None:
    if isinstance(cron, str):
        return next_time(cron, zone, after)
    try:
        return next_occurrence(rule, zone, after) if isinstance(rule, str) else None
    except BadRuleError:
        return None


def _works(calendar: Workdays, local: datetime) -> bool:
    return bool(calendar.between(local.date(), local.date()))


def zone_of(plan: Plan, scenario: ScenarioPlan) -> str:
    """Return the zone whose time the schedule keeps."""
    return str(scenario.trigger.options.get("timezone") or plan.timezone)


def wanted(plan: Plan) -> Mapping[str, tuple[str, str]]:
    """Return, of each scenario that runs on a schedule, what its next time follows from, in words, and its zone."""
    return {
        scenario.key: (_in_words(plan, scenario), zone_of(plan, scenario))
        for scenario in plan.scenarios.values()
        if scenario.enabled and scenario.trigger.on == _TRIGGER
    }


def _in_words(plan: Plan, scenario: ScenarioPlan) -> str:
    options = scenario.trigger.options
    rule = str(options.get("cron") or options.get("rrule") or "")
    if not options.get("working_days"):
        return rule
    days = ["off", *map(str, plan.days_off), "on", *map(str, plan.days_on)]
    week = [f"{name} {hours}" for name, hours in plan.working_hours.items()]
    return ", ".join([f"{rule} on {_WORKING}", *week, *days])


async def register(plan: Plan) -> None:
    """Make the timers those of this plan, in the transaction that publishes it. One that did not change keeps its time."""
    rows = await connection().fetch("select scenario, cron, timezone from schedule_timer where tenant_no = $1", tenant_no())
    known, now = {row["scenario"]: (row["cron"], row["timezone"]) for row in rows}, await connection().fetchval("select now()")
    timers = wanted(plan)
    gone = [scenario for scenario in known if scenario not in timers]
    if gone:
        await connection().execute("delete from schedule_timer where tenant_no = $1 and scenario = any($2)", tenant_no(), gone)
    for key, (rule, zone) in timers.items():
        if known.get(key) != (rule, zone):
            await set_next(key, rule, zone, next_of(plan, plan.scenarios[key], now))


async def set_next(key: str, rule: str, zone: str, due: datetime | None) -> None:
    """Note when the scenario's schedule comes round next; None: it does not any more."""
    if due is None:
        await connection().execute("delete from schedule_timer where tenant_no = $1 and scenario = $2", tenant_no(), key)
        return
    await connection().execute(
        """insert into schedule_timer (tenant_no, scenario, cron, timezone, due_at) values ($1, $2, $3, $4, $5)
           on conflict (tenant_no, scenario)
             do update set cron = excluded.cron, timezone = excluded.timezone, due_at = excluded.due_at""",
        tenant_no(),
        key,
        rule,
        zone,
        due,
    )
