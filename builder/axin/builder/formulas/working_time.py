"""Working hours: the workspace's weekly hours, walked day by day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from axin.builder.formulas.arithmetic import divide
from axin.builder.formulas.moments import MICROSECOND, instant, local, working_week
from axin.builder.formulas.values import Context

MAX_WALK: Final = 4_000
"""Days walked one by one: eleven years; beyond it the result is blank."""
HOUR_OF_MICROSECONDS: Final = Decimal(3_600_000_000)
Interval = tuple[datetime, datetime]


def _day_intervals(day: date, context: Context) -> list[Interval]:
    """Return the working intervals of a day as instants."""
    begin = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the wall clock's time
    found = []
    for start, end in _hours_of(day, context):
        first = instant(begin + timedelta(minutes=start), context.zone)
        last = instant(begin + timedelta(minutes=end), context.zone)
        if first is not None and last is not None and first < last:
            found.append((first, last))
    return found


def _hours_of(day: date, context: Context) -> tuple[tuple[int, int], ...]:
    """Return the hours of a day in minutes; a day worked beside the week's has those of the week's first working day."""
    week = working_week(context.working_hours)
    if day in context.days_off:
        return ()
    return week[day.weekday()] or (next((hours for hours in week if hours), ()) if day in context.days_on else ())


def hours_between(start: datetime, end: datetime, context: Context) -> Decimal | None:
    """Return how many working hours lie between two instants; negative where `end` is the earlier."""
    if end < start:
        back = hours_between(end, start, context)
        return None if back is None else -back
    first, last = local(start, context.zone).date(), local(end, context.zone).date()
    if (last - first).days > MAX_WALK:
        return None
    worked = timedelta()
    for step in range((last - first).days + 1):
        for opens, closes in _day_intervals(first + timedelta(days=step), context):
            worked += max(min(closes, end) - max(opens, start), timedelta())
    return divide(Decimal(worked // MICROSECOND), HOUR_OF_MICROSECONDS)


def opening_from(start: datetime, context: Context) -> datetime | None:
    """Return the first instant of working time, `start` or one that follows it."""
    day = local(start, context.zone).date()
    for _ in range(MAX_WALK):
        for opens, closes in _day_intervals(day, context):
            if closes > start:
                return max(opens, start).astimezone(UTC)
        if day == date.max:
            return None
        day += timedelta(days=1)
    return None


def moment_after(start: datetime, hours: Decimal, context: Context) -> datetime | None:
    """Return the instant so many working hours after `start`; before it, where negative."""
    left = timedelta(microseconds=int(abs(hours) * HOUR_OF_MICROSECONDS)) if abs(hours) < MAX_WALK * 24 else None
    if not left:
        return start if left is not None else None
    day, step = local(start, context.zone).date(), 1 if hours > 0 else -1
    for _ in range(MAX_WALK):
        for opens, closes in _day_intervals(day, context)[::step]:
            first, last = (max(opens, start), closes) if step > 0 else (opens, min(closes, start))
            if last <= first:
                continue
            if last - first >= left:
                return (first + left if step > 0 else last - left).astimezone(UTC)
            left -= last - first
        if day in {date.min, date.max}:
            return None
        day += timedelta(days=step)
    return None


def ends_after(seconds: float, context: Context, working: Mapping[str, Any] | None) -> datetime:
    """Return when so many seconds from now are over: of all time, or of the context's working time changed by `working`."""
    if working is not None:
        ends = moment_after(context.now, Decimal(seconds) * 1_000_000 / HOUR_OF_MICROSECONDS, replace(context, **working))
        if ends is not None:
            return ends
    return context.now + timedelta(seconds=seconds)
