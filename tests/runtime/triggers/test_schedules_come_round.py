"""A schedule becomes a run when it is due, once, in its own zone; it moves with publishing and goes with its scenario."""

from datetime import UTC, datetime

import pytest

from axin.builder.definitions.recurrences import next_occurrence
from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.triggers import schedules, timers
from tests.runtime.runs.hand_built import rows, titles
from tests.runtime.stories import action, drain_all, firm, runs, scenario

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def nightly(cron="0 3 * * *", **trigger):
    rule = {"cron": cron} if cron is not None else {}
    return scenario(
        "nightly", {"on": "schedule", **rule, **trigger}, action("note", "task.create", title="night"), run_as="role:owner"
    )


async def registered(world):
    async with tenant_transaction(world.tenant_no):
        await schedules.register(world.plan)
    return await rows(world.tenant_no, "select * from schedule_timer where tenant_no = $1")


async def make_due(world):
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "update schedule_timer set due_at = now() - interval '3 days' where tenant_no = $1", world.tenant_no
        )


@pytest.mark.parametrize(
    ("cron", "zone", "expected"),
    [
        ("0 3 * * *", "UTC", "2026-11-24T03:00:00+00:00"),
        ("0 3 * * *", "Asia/Baku", "2026-11-23T23:00:00+00:00"),
        ("*/15 * * * *", "Asia/Baku", "2026-11-23T12:15:00+00:00"),
        ("0 9 * * mon", "Europe/Berlin", "2026-11-30T08:00:00+00:00"),
    ],
)
def test_the_next_time_is_that_of_the_zone(cron, zone, expected):
    found = schedules.next_time(cron, zone, NOON)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2030-11-03T05:10:00+00:00", "2030-11-03T05:30:00+00:00"),
        ("2030-11-03T06:10:00+00:00", "2030-11-04T06:30:00+00:00"),  # the clock shows ten past one for the second time
        ("2030-11-03T06:40:00+00:00", "2030-11-04T06:30:00+00:00"),
    ],
)
def test_in_an_hour_that_comes_twice_a_fixed_time_comes_once(after, expected):
    moment = datetime.fromisoformat(after)
    for found in (
        schedules.next_time("30 1 * * *", "America/New_York", moment),
        next_occurrence("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", "America/New_York", moment),
    ):
        assert found is not None
        assert found.isoformat() == expected


@pytest.mark.parametrize("after", ["2030-03-10T06:59:00+00:00", "2030-03-10T07:10:00+00:00"])
def test_a_time_that_the_clock_passes_over_comes_after_it(after):
    found = next_occurrence("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", "America/New_York", datetime.fromisoformat(after))
    assert found == datetime(2030, 3, 10, 7, 30, tzinfo=UTC)


def test_a_day_that_never_comes_has_no_next_time():
    assert schedules.next_time("0 0 30 2 *", "UTC", NOON) is None


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ({"rrule": "FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=9"}, "2026-11-27T05:00:00+00:00"),
        ({"rrule": "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17;BYMINUTE=30"}, "2026-11-27T13:30:00+00:00"),
        ({"rrule": "RRULE:FREQ=DAILY;BYHOUR=9", "timezone": "Europe/Berlin"}, "2026-11-24T08:00:00+00:00"),
        ({"rrule": "DTSTART:20261101T090000\nRRULE:FREQ=DAILY;INTERVAL=10;COUNT=4"}, "2026-12-01T05:00:00+00:00"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"}, "2028-02-28T20:00:00+00:00"),
        ({"cron": "0 9 * * *", "working_days": True}, "2026-11-24T05:00:00+00:00"),
        ({"cron": "0 9 * * sat,sun,mon", "working_days": True}, "2026-11-30T05:00:00+00:00"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=SA,TU;BYHOUR=9", "working_days": True}, "2026-11-24T05:00:00+00:00"),
        ({"cron": "0 9 * * sun", "working_days": True}, None),
    ],
)
async def test_rules_and_working_days_are_kept(make_workspace, trigger, expected):
    world = await make_workspace(firm(nightly(None, **trigger) if "cron" not in trigger else nightly(**trigger)))
    found = schedules.next_of(world.plan, world.plan.scenarios["nightly"], NOON)
    assert (found and found.isoformat()) == expected


async def test_a_rule_that_has_an_end_ends(make_workspace):
    world = await make_workspace(firm(nightly(None, rrule="DTSTART:20300101T090000 RRULE:FREQ=DAILY;COUNT=2")))
    (timer,) = await registered(world)
    assert timer["due_at"].isoformat() == "2030-01-01T05:00:00+00:00"
    last = schedules.next_of(world.plan, world.plan.scenarios["nightly"], datetime(2030, 1, 2, 5, tzinfo=UTC))
    assert last is None


async def test_a_new_holiday_moves_a_schedule_of_working_days(make_workspace):
    world = await make_workspace(firm(nightly("0 9 * * *", working_days=True)))
    (first,) = await registered(world)
    document = firm(nightly("0 9 * * *", working_days=True))
    hours = {"mon-fri": "09:00-18:00"}
    document["settings"]["calendars"] = [{"key": "office", "hours": hours, "holidays": [first["due_at"].date().isoformat()]}]
    document["settings"]["working_hours"] = "office"
    await world.publish(document)
    (second,) = await registered(world)
    assert second["due_at"] > first["due_at"]


async def test_a_schedule_that_is_due_runs_once_however_late(make_workspace):
    world = await make_workspace(firm(nightly()))
    await registered(world)
    await make_due(world)
    await timers.tick()
    await timers.tick()
    await drain_all()
    assert await titles(world.tenant_no) == ["night"]
    assert [row["status"] for row in await runs(world)] == ["done"]
    (timer,) = await rows(world.tenant_no, "select due_at > now() as ahead from schedule_timer where tenant_no = $1")
    assert timer["ahead"]


async def test_the_workspaces_zone_holds_where_the_trigger_names_none(make_workspace):
    world = await make_workspace(firm(nightly()))
    (timer,) = await registered(world)
    assert timer["timezone"] == "Asia/Baku"


async def test_publishing_moves_the_timer_and_removing_the_scenario_ends_it(make_workspace):
    world = await make_workspace(firm(nightly()))
    (first,) = await registered(world)
    await world.publish(firm(nightly("0 4 * * *")))
    (second,) = await registered(world)
    assert second["due_at"] != first["due_at"]
    await world.publish(firm())
    assert await registered(world) == []
