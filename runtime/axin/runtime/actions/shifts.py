"""Who is at work: by the hours of the person, or the workspace's, its holidays, and the days the person is away."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.builder.formulas import moments
from axin.tenants import work_times
from axin.tenants.work_times import WorkTime

DAYS_AHEAD: Final = 31
"""Who is not back at work within so many days is not waited for."""


async def next_at_work(plan: Plan, people: Sequence[UUID], now: datetime) -> list[UUID]:
    """Return those who are at work now; where nobody is, those who begin first; nobody where all are away for long."""
    known = await work_times.of(people)
    wall = moments.local(now, plan.timezone)
    begins = {person: found for person in people if (found := begin(plan, known[person], wall)) is not None}
    first = min(begins.values(), default=None)
    return [person for person in people if begins.get(person) == first] if first is not None else []


def begin(plan: Plan, worker: WorkTime, wall: datetime) -> datetime | None:
    """Return when a person is at work next, by the wall clock: `wall` itself where they are at it."""
    week = moments.working_week(worker.hours if worker.hours is not None else plan.working_hours)
    for ahead in range(DAYS_AHEAD):
        day = wall.date() + timedelta(days=ahead)
        if worker.away(day) or (day in plan.days_off and day not in plan.days_on):
            continue
        midnight = datetime.combine(day, moments.MIDNIGHT)
        for opens, closes in _hours(week, day.weekday(), worked=day in plan.days_on):
            if midnight + timedelta(minutes=closes) > wall:
                return max(wall, midnight + timedelta(minutes=opens))
    return None


def _hours(week: Sequence[Sequence[tuple[int, int]]], weekday: int, *, worked: bool) -> Sequence[tuple[int, int]]:
    """Return a day's hours; a day off that is worked this once has those of the week's first working day."""
    if week[weekday] or not worked:
        return week[weekday]
    return next((day for day in week if day), ())
