"""When a date of a record sets a scenario off: its field's value, moved by an offset, at a time, on a working day. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from axin.builder.compiling.plan import FieldPlan, Plan, ScenarioPlan
from axin.builder.definitions.durations import signed_seconds
from axin.builder.formulas.workdays import Workdays, workdays_of
from axin.runtime.records.policy import Prepared

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class DateRule:
    """What one scenario waits for. Two rules that are equal are due at the same moments."""

    scenario: str
    entity: str
    field: str
    entity_no: int
    field_no: int
    offset: int
    """Seconds; before the date where negative."""
    at: time | None
    zone: str
    calendar: Workdays | None
    """The working days it keeps to; None: any day."""

    def due(self, value: object) -> datetime | None:
        """Return when it is due for a record with this date; None where the record has none."""
        try:
            local = self._moved(value)
        except OverflowError:
            return None
        return None if local is None else local.astimezone(UTC)

    def _moved(self, value: object) -> datetime | None:
        zone = ZoneInfo(self.zone)
        if isinstance(value, datetime):
            local = value.astimezone(zone)
        elif isinstance(value, date):
            local = datetime.combine(value, time(0), zone)
        else:
            return None
        days, rest = divmod(abs(self.offset), _DAY)
        sign = -1 if self.offset < 0 else 1
        # Days are those of the calendar, so that a week before nine o'clock is nine o'clock; hours are hours.
        local = local + timedelta(days=sign * days)
        local = (local.astimezone(UTC) + timedelta(seconds=sign * rest)).astimezone(zone)
        if self.at is not None:
            local = datetime.combine(local.date(), self.at, zone)
        return self._on_a_working_day(local)

    def _on_a_working_day(self, local: datetime) -> datetime | None:
        """Return the same time of the nearest working day: an earlier one for what comes before its date, else a later one."""
        day = local.date()
        if self.calendar is None or self.calendar.between(day, day):
            return local
        moved = self.calendar.after(day, -1 if self.offset < 0 else 1)
        return None if moved is None else datetime.combine(moved, local.timetz())


def rules_of(prepared: Prepared) -> Mapping[str, Sequence[DateRule]]:
    """Return the rules of each entity's records, once per plan."""
    found: dict[str, list[DateRule]] | None = prepared.kept.get("date_rules")
    if found is None:
        found = prepared.kept["date_rules"] = {}
        for rule in all_rules(prepared.plan).values():
            found.setdefault(rule.entity, []).append(rule)
    return found


def all_rules(plan: Plan) -> dict[str, DateRule]:
    """Return the rule of each scenario that is switched on and waits for a date."""
    found = {scenario.key: rule_of(plan, scenario) for scenario in plan.scenarios.values() if scenario.enabled}
    return {key: rule for key, rule in found.items() if rule is not None}


def rule_of(plan: Plan, scenario: ScenarioPlan) -> DateRule | None:
    """Return what a scenario waits for; None where that is no date."""
    trigger = scenario.trigger
    entity = plan.entities.get(trigger.entity or "")
    part = watched_field(plan, scenario)
    if entity is None or part is None:
        return None
    at, working = trigger.options.get("at"), trigger.options.get("working_days")
    return DateRule(
        scenario=scenario.key, entity=entity.key, field=part.key, entity_no=entity.no, field_no=part.no,
        offset=signed_seconds(trigger.options.get("offset", "0s")) or 0,
        at=time.fromisoformat(at) if isinstance(at, str) else None,
        zone=str(trigger.options.get("timezone") or plan.timezone),
        calendar=workdays_of(plan.working_hours, plan.days_off, plan.days_on) if working else None,
    )  # fmt: skip


def watched_field(plan: Plan, scenario: ScenarioPlan) -> FieldPlan | None:
    """Return the field whose date a scenario waits for."""
    trigger = scenario.trigger
    entity = plan.entities.get(trigger.entity or "")
    if trigger.on != "date" or entity is None:
        return None
    return entity.fields.get(str(trigger.options.get("field")))
