"""A wait, the time for an event and a due date may count working time: of the workspace, a calendar, or hours of their own."""

from datetime import UTC, datetime, timedelta

import pytest

from axin.builder.formulas.values import Context
from axin.builder.formulas.working_time import ends_after, opening_from
from tests.runtime.runs.hand_built import rows
from tests.runtime.runs.test_loops_and_choices import CREATED, contact, task
from tests.runtime.stories import action, firm, scenario

ALL_DAY = {"mon-sun": "00:00-24:00"}
MORNING = {"mon-sun": "09:00-10:00"}
SETTINGS = {
    "locale": "en", "timezone": "Asia/Baku", "currency": "AZN", "working_hours": ALL_DAY,
    "calendars": [{"key": "mornings", "hours": MORNING}, {"key": "shut", "hours": MORNING, "holidays": []}],
}  # fmt: skip
NIGHT = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)
"""Midnight of Wednesday in Baku."""


async def sleeps(make_workspace, wait):
    world = await make_workspace(
        firm(scenario("each", CREATED, {"key": "pause", "wait": wait}, task("one", "one")), settings=SETTINGS)
    )
    await contact(world)
    [row] = await rows(world.tenant_no, "select due_at - now() as rest from run_due where tenant_no = $1")
    return row["rest"]


@pytest.mark.parametrize("hours", ["mornings", MORNING])
@pytest.mark.parametrize("wait", [{"for": "3h"}, {"event": {"on": "record.updated", "entity": "contact"}, "timeout": "3h"}])
async def test_a_wait_counts_the_time_of_a_calendar_or_of_hours_of_its_own(make_workspace, wait, hours):
    rest = await sleeps(make_workspace, {**wait, "working_hours": hours})
    assert timedelta(hours=47) < rest <= timedelta(hours=72)


async def test_true_is_the_workspace_s_working_time_and_false_is_all_time(make_workspace):
    for working in (True, False):
        rest = await sleeps(make_workspace, {"for": "3h", "working_hours": working})
        assert timedelta(hours=2, minutes=55) < rest <= timedelta(hours=3)


async def test_a_wait_until_a_moment_outside_working_time_ends_when_it_begins_again(make_workspace):
    later = "=DATE(YEAR(TODAY()) + 1, 6, 1) + HOURS(12)"
    plain = await sleeps(make_workspace, {"until": later})
    working = await sleeps(make_workspace, {"until": later, "working_hours": "mornings"})
    assert timedelta(hours=20, minutes=55) < working - plain < timedelta(hours=21, minutes=5)


async def test_a_due_date_is_a_time_from_now_of_all_time_or_of_working_time(make_workspace):
    steps = [
        action("all", "task.create", title="all", due="3h"),
        action("some", "task.create", title="some", due="3h", working_hours="mornings"),
    ]
    world = await make_workspace(firm(scenario("each", CREATED, *steps), settings=SETTINGS))
    await contact(world)
    found = await rows(world.tenant_no, "select title, due - created_at as rest from task where tenant_no = $1 order by id")
    assert [row["title"] for row in found] == ["all", "some"]
    assert timedelta(hours=2, minutes=55) < found[0]["rest"] <= timedelta(hours=3, minutes=1)
    assert timedelta(hours=46) < found[1]["rest"] <= timedelta(hours=73)


async def test_what_a_call_gives_may_be_called_working_hours(make_workspace):
    called = scenario(
        "called",
        {"on": "scenario", "input": {"working_hours": "text"}},
        action("say", "task.create", title="{{ event.input.working_hours }}"),
    )
    calls = scenario("calls", CREATED, {"key": "go", "call": "called", "with": {"working_hours": "nine to five"}})
    world = await make_workspace(firm(called, calls))
    await contact(world)
    assert [row["title"] for row in await rows(world.tenant_no, "select title from task where tenant_no = $1")] == [
        "nine to five"
    ]


def test_hours_of_its_own_keep_the_holidays_and_a_calendar_brings_its_own():
    day = NIGHT.date() + timedelta(days=1)
    context = Context(NIGHT, "Asia/Baku", working_hours={"mon-fri": "09:00-18:00"}, days_off=(day,))
    morning = datetime(2026, 3, 4, 5, 30, tzinfo=UTC)
    assert ends_after(1800, context, {"working_hours": MORNING}) == morning + timedelta(days=1)
    assert ends_after(1800, context, {"working_hours": MORNING, "days_off": (), "days_on": ()}) == morning
    assert ends_after(1800, context, None) == NIGHT + timedelta(minutes=30)


def test_working_time_is_open_now_or_opens_next():
    context = Context(NIGHT, "Asia/Baku", working_hours={"mon-fri": "09:00-18:00"})
    assert opening_from(NIGHT, context) == datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
    noon = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    assert opening_from(noon, context) == noon
    assert opening_from(datetime(2026, 3, 6, 14, 0, tzinfo=UTC), context) == datetime(2026, 3, 9, 5, 0, tzinfo=UTC)
