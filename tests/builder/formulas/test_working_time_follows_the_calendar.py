"""Working days and hours know the calendar: its holidays, and the days worked in their stead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axin.builder.compiling.calendars import calendar_of
from axin.builder.formulas.checker import check
from axin.builder.formulas.values import MappingEnv
from axin.builder.formulas.workdays import workdays_of
from tests.builder.formulas.example import CONTEXT, SCOPE, VALUES

SETTINGS = {
    "working_hours": "office",
    "calendars": [
        {"key": "shop", "hours": {"mon-sun": "10:00-20:00"}},
        {
            "key": "office",
            "hours": {"mon-fri": "09:00-18:00"},
            "holidays": ["2026-01-01", {"from": "2026-03-20", "to": "2026-03-24", "title": "Novruz"}],
            "worked": ["2026-03-28"],
        },
    ],
}
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def value(source):
    found = calendar_of(SETTINGS)
    context = replace(CONTEXT, zone="UTC", **found)
    return check(source, SCOPE).evaluate(MappingEnv(VALUES, context))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("WORKDAYS(DATE(2026, 3, 16), DATE(2026, 3, 29))", 8),  # ten, three of them holidays, and a Saturday worked
        ("WORKDAYS(DATE(2026, 3, 29), DATE(2026, 3, 16))", -8),
        ("WORKDAYS(DATE(2025, 12, 31), 1)", date(2026, 1, 2)),
        ("WORKDAYS(DATE(2026, 3, 19), 1)", date(2026, 3, 25)),
        ("WORKDAYS(DATE(2026, 3, 27), 1)", date(2026, 3, 28)),
        ("WORKDAYS(DATE(2026, 3, 30), -1)", date(2026, 3, 28)),
        ("WORKDAYS(DATE(2026, 3, 25), -1)", date(2026, 3, 19)),
    ],
)
def test_holidays_are_not_worked_and_moved_days_are(source, expected):
    assert value(source) == expected


def test_hours_pass_over_holidays():
    start = "event.data.at"
    env = {"event": {"data": {"at": "2026-03-19T15:00:00Z", "end": "2026-03-28T12:00:00Z"}}}
    context = replace(CONTEXT, zone="UTC", **calendar_of(SETTINGS))
    formula = check(f"WORKHOURS(COALESCE({start}, NOW()), COALESCE(event.data.end, NOW()))", SCOPE)
    assert formula.evaluate(MappingEnv(env, context)) == 3 + 3 * 9 + 3


@given(
    st.sets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1), st.sets(DAYS, max_size=8),
    st.sets(DAYS, max_size=8), DAYS, st.integers(-40, 40),
)  # fmt: skip
def test_reckoning_agrees_with_walking(weekdays, off, on, start, count):
    found = workdays_of(dict.fromkeys(sorted(weekdays), "09:00-18:00"), tuple(sorted(off)), tuple(sorted(on)))
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    def worked(day):
        return day not in off and (names[day.weekday()] in weekdays or day in on)

    day, left = start, abs(count)
    while left:
        day += timedelta(days=1 if count > 0 else -1)
        left -= worked(day)
    assert found.after(start, count) == day
    first, last = min(start, day), max(start, day)
    assert found.between(first, last) == sum(worked(first + timedelta(days=n)) for n in range((last - first).days + 1))
