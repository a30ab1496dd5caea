"""Recurrence rules as definitions write them: the daily to yearly part of RFC 5545, each moment in the schedule's own zone."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulebase, rrulestr

_PART: Final = "[A-Z]+=[A-Z0-9,+:-]+"
_SHAPE: Final = re.compile(rf"(?:DTSTART:(?P<start>[0-9]{{8}}(?:T[0-9]{{6}})?)\s+)?(?:RRULE:)?(?P<rule>{_PART}(?:;{_PART})*)")
_TAKEN: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYHOUR", "BYMINUTE", "BYSETPOS", "WKST"}
)
_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_MOST_TIMES: Final = 48
"""Hours or minutes of a day."""
_MOST_COUNT: Final = 10_000
_FROM: Final = datetime(2024, 1, 1)  # noqa: DTZ001 - a wall clock's
"""Where a rule begins that does not say: a Monday, the first of a month and of a year, at midnight."""
_CYCLE_YEARS: Final = 400
"""After so many years the calendar repeats itself, weekdays too."""
_LONGEST_JUMP: Final = timedelta(hours=3)
"""A clock that is put forward or back moves by less."""
_LATE: Final = 9_500
"""dateutil looks for the next time until the year 9999: begun so late, it finds out in no time that there is none."""


class BadRuleError(ValueError):
    """The text is no rule that can be kept."""


def next_occurrence(rule: str, zone: str, after: datetime) -> datetime | None:
    """Return the rule's first moment after `after`; None where there is none. A `BadRuleError` where it is no rule."""
    start, parts = _read(rule)
    # A moment that the clock passes over comes later than it says, one that it goes through twice has come the first time round:
    # those near by the wall clock are looked at, and the first that is really later counts.
    local = after.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - _LONGEST_JUMP
    begin = start or _FROM
    cycles = (_LATE - begin.year) // _CYCLE_YEARS
    if "COUNT" not in parts and local > begin:
        begin = _nearer(begin, local, parts)
    try:
        times = _begun(begin, parts, cycles).xafter(_late(local, cycles))
        moments = (
            found.replace(year=found.year - cycles * _CYCLE_YEARS, tzinfo=ZoneInfo(zone)).astimezone(UTC) for found in times
        )
        return next((moment for moment in moments if moment > after), None)
    except (ValueError, TypeError, OverflowError, KeyError, IndexError) as error:
        raise BadRuleError from error


def _begun(begin: datetime, parts: dict[str, str], cycles: int) -> rrulebase:
    late = dict(parts)
    if "UNTIL" in late:
        late["UNTIL"] = _late(_moment(late["UNTIL"].removesuffix("Z")), cycles).strftime("%Y%m%dT%H%M%S")
    return rrulestr(";".join(f"{name}={value}" for name, value in late.items()), dtstart=_late(begin, cycles))


def _late(moment: datetime, cycles: int) -> datetime:
    return moment.replace(year=moment.year + cycles * _CYCLE_YEARS)


def _nearer(begin: datetime, now: datetime, parts: dict[str, str]) -> datetime:
    """Return a later beginning of the same rule, where whole intervals lie between: dateutil counts them one by one."""
    interval = int(parts.get("INTERVAL", "1"))
    days = {"DAILY": interval, "WEEKLY": 7 * interval}.get(parts["FREQ"])
    if days is None:
        return begin
    return begin + timedelta(days=max(0, (now - begin).days // days - 1) * days)


def _read(rule: str) -> tuple[datetime | None, dict[str, str]]:
    found = _SHAPE.fullmatch(rule.strip())
    if found is None:
        raise BadRuleError
    pairs = [part.split("=", 1) for part in found["rule"].split(";")]
    parts = dict(pairs)
    times = sum(len(parts.get(name, "").split(",")) for name in ("BYHOUR", "BYMINUTE"))
    interval, count = parts.get("INTERVAL", "1"), parts.get("COUNT", "1")
    fine = (
        len(parts) == len(pairs)
        and _TAKEN.issuperset(parts)
        and parts.get("FREQ") in _FREQUENCIES
        and times <= _MOST_TIMES
        and _whole(interval, 1_000)
        and _whole(count, _MOST_COUNT)
        and ("COUNT" not in parts or found["start"] is not None)
    )
    if not fine:
        raise BadRuleError
    return (_moment(found["start"]) if found["start"] else None), parts


def _whole(text: str, most: int) -> bool:
    return text.isdecimal() and 1 <= int(text[:6]) <= most


def _moment(text: str) -> datetime:
    form = "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d"
    try:
        moment = datetime.strptime(text, form)  # noqa: DTZ007 - a wall clock's
    except ValueError as error:
        raise BadRuleError from error
    if not 1970 <= moment.year <= 2399:  # noqa: PLR2004 - within one cycle of the calendar
        raise BadRuleError
    return moment
