"""Dates and instants: calendar steps, the workspace's zone, working days. What leaves the calendar is blank."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from axin.builder.formulas.arithmetic import divide
from axin.builder.formulas.limits import FIRST_DATE, FIRST_INSTANT, LAST_DATE, LAST_INSTANT
from axin.builder.formulas.values import Span

MICROSECOND: Final = timedelta(microseconds=1)
DAY_OF_MICROSECONDS: Final = Decimal(86_400_000_000)
MIDNIGHT: Final = time()
LAST_YEAR: Final = 9999


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of this name."""
    return ZoneInfo(name)


def local(moment: datetime, zone: str) -> datetime:
    """Return the wall clock's time in `zone`, without a zone."""
    return moment.astimezone(zone_of(zone)).replace(tzinfo=None)


def instant(wall: datetime, zone: str) -> datetime | None:
    """Return the instant when the wall clock of `zone` shows `wall`.

    Where clocks change, Postgres's rule: of two offsets the smaller one, that is winter time.
    """
    first = wall.replace(tzinfo=zone_of(zone), fold=0)
    second = wall.replace(tzinfo=zone_of(zone), fold=1)
    offset = min(first.utcoffset() or timedelta(), second.utcoffset() or timedelta())
    try:
        return in_range((wall - offset).replace(tzinfo=UTC))
    except OverflowError:
        return None


def in_range(moment: datetime) -> datetime | None:
    """Return the instant where it is one that every zone can write."""
    return moment if FIRST_INSTANT <= moment <= LAST_INSTANT else None


def midnight(day: date, zone: str) -> datetime | None:
    """Return the instant when `day` begins in `zone`."""
    return instant(datetime.combine(day, MIDNIGHT), zone)


def day_of(moment: datetime, zone: str) -> date:
    """Return the day that `moment` falls on in `zone`."""
    return local(moment, zone).date()


def shift_day(day: date, span: Span) -> date | None:
    """Return the day so many months, then days, later; a day that its month lacks becomes the month's last."""
    month = day.year * 12 + day.month - 1 + span.months
    year, month = divmod(month, 12)
    return _from_months(year, month + 1, day.day, span.days)


def _from_months(year: int, month: int, day: int, days: int) -> date | None:
    """A year outside the calendar may come back into it by days: reckon four hundred years, a whole cycle, away."""
    cycles = 0 if 1 <= year <= LAST_YEAR else (1 - year + 399) // 400 if year < 1 else -((year - LAST_YEAR + 399) // 400)
    safe = year + cycles * 400
    ordinal = date(safe, month, min(day, monthrange(safe, month)[1])).toordinal() - cycles * 146_097 + days
    return _day(ordinal)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if FIRST_DATE.toordinal() <= ordinal <= LAST_DATE.toordinal() else None


def shift(moment: datetime, span: Span, zone: str) -> datetime | None:
    """Return the instant so many months and days later by the wall clock of `zone`."""
    wall = local(moment, zone)
    day = shift_day(wall.date(), span)
    return None if day is None else instant(datetime.combine(day, wall.time()), zone)


def later(moment: datetime, seconds: int) -> datetime | None:
    """Return the instant so many seconds later."""
    try:
        return in_range(moment + timedelta(seconds=seconds))
    except OverflowError:
        return None


def days_between(later: datetime, earlier: datetime) -> Decimal | None:
    """Return how many days of 24 hours lie between two instants."""
    return divide(Decimal((later - earlier) // MICROSECOND), DAY_OF_MICROSECONDS)


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day; months and days beyond their range run on, as in Excel."""
    year, month = divmod(year * 12 + month - 1, 12)
    return _from_months(year, month + 1, 1, day - 1)


WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_HOURS: Final[Mapping[str, str]] = {"mon-fri": "09:00-18:00"}


def working_week(hours: Mapping[str, str]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return, for each weekday from Monday on, its working intervals in minutes of the day."""
    week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
    for names, text in (hours or DEFAULT_HOURS).items():
        for weekday in _weekdays(names):
            week[weekday].extend(interval for part in text.split(",") if (interval := _interval(part)) is not None)
    return tuple(tuple(sorted(day)) for day in week)


def _weekdays(names: str) -> list[int]:
    found: list[int] = []
    for part in names.lower().split(","):
        first, _, last = part.strip().partition("-")
        if first in WEEKDAYS and (last or first) in WEEKDAYS:
            start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
            found.extend((start + step) % 7 for step in range((end - start) % 7 + 1))
    return found


def _interval(text: str) -> tuple[int, int] | None:
    start, _, end = text.strip().partition("-")
    first, last = _minutes(start), _minutes(end)
    return (first, last) if first is not None and last is not None and first < last else None


def _minutes(text: str) -> int | None:
    hour, _, minute = text.strip().partition(":")
    return int(hour) * 60 + int(minute or 0) if hour.isdecimal() and (minute or "0").isdecimal() else None


def working_days(hours: Mapping[str, str]) -> tuple[bool, ...]:
    """Return which weekdays, from Monday on, are worked."""
    return tuple(bool(day) for day in working_week(hours))
