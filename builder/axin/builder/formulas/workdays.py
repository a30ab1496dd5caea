"""Working days by a calendar: a week of working days, the days off among them, and the days worked beside them.

Days are counted from the first of January of the year 1, a Monday. Both worlds reckon with the same figures: how many working
days lie before each exception, so that neither walks day by day.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from axin.builder.formulas.limits import FIRST_DATE, LAST_DATE
from axin.builder.formulas.moments import working_days


@dataclass(frozen=True, slots=True)
class Workdays:
    """A calendar's working days. `off` and `on` are the exceptions that are ones, in order, as ordinals from 0."""

    week: tuple[bool, ...]
    off: tuple[int, ...] = ()
    on: tuple[int, ...] = ()

    @property
    def which(self) -> tuple[int, ...]:
        """The weekdays that are worked, Monday 0."""
        return tuple(at for at in range(7) if self.week[at])

    @property
    def off_ranks(self) -> tuple[int, ...]:
        """Of each day off, how many working days come before it."""
        return tuple(self.before(day) for day in self.off)

    @property
    def on_ranks(self) -> tuple[int, ...]:
        """Of each day worked beside the week's, which working day it is, from 1."""
        return tuple(self.before(day) + 1 for day in self.on)

    def usual_before(self, day: int) -> int:
        """Return how many days of the working week lie before a day, exceptions aside."""
        week, weekday = divmod(day, 7)
        return week * sum(self.week) + sum(self.week[:weekday])

    def before(self, day: int) -> int:
        """Return how many working days lie before a day."""
        return self.usual_before(day) - bisect_left(self.off, day) + bisect_left(self.on, day)

    def between(self, start: date, end: date) -> int:
        """Return how many working days there are from `start` to `end`, both counted; negative where `end` is the earlier."""
        if end < start:
            return -self.between(end, start)
        return self.before(end.toordinal()) - self.before(start.toordinal() - 1)

    def after(self, start: date, count: int) -> date | None:
        """Return the `count`-th working day after `start` (before it, where negative); zero is `start` itself."""
        if not count:
            return start
        day = start.toordinal() - 1
        return self._ranked(self.before(day + 1) + count if count > 0 else self.before(day) + count + 1)

    def _ranked(self, rank: int) -> date | None:
        """Return the working day of this rank, from 1."""
        for day, place in zip(self.on, self.on_ranks, strict=True):
            if place == rank:
                return _day(day)
        if not self.which:
            return None
        moved = sum(place < rank for place in self.off_ranks) - sum(place < rank for place in self.on_ranks)
        week, place = divmod(rank + moved - 1, len(self.which))
        return _day(week * 7 + self.which[place])


def _day(ordinal: int) -> date | None:
    known = FIRST_DATE.toordinal() <= ordinal + 1 <= LAST_DATE.toordinal()
    return date.fromordinal(ordinal + 1) if known else None


def workdays_of(hours: Mapping[str, str], days_off: tuple[date, ...], days_on: tuple[date, ...]) -> Workdays:
    """Return the working days of a calendar."""
    return _workdays(tuple(hours.items()), days_off, days_on)


@lru_cache(maxsize=512)
def _workdays(hours: tuple[tuple[str, str], ...], days_off: tuple[date, ...], days_on: tuple[date, ...]) -> Workdays:
    week = working_days(dict(hours))
    off = sorted({day.toordinal() - 1 for day in days_off if week[day.weekday()]})
    on = sorted({day.toordinal() - 1 for day in days_on if not week[day.weekday()] and day not in days_off})
    return Workdays(week, tuple(off), tuple(on))
