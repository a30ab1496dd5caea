"""A date of a record sets its scenarios off when it comes: once, moved with the date, gone with the record."""

from datetime import UTC, datetime, timedelta

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.runtime import publishing
from axin.runtime.jobs.drain import drain_all as work_off
from axin.runtime.records import date_timers
from axin.runtime.records.date_rules import all_rules
from tests.runtime.runs.hand_built import rows, titles
from tests.runtime.stories import action, do, drain_all, firm, records, runs, scenario

publishing.register()
NOTE = action("note", "task.create", title="Call {{ record.name }}", record="=record.id")


def service(*scenarios, **settings):
    document = firm(*scenarios)
    document["settings"] |= settings
    contact, request, _ = document["entities"]
    contact["fields"] += [
        {"key": "next_service", "type": "date"},
        {"key": "meeting", "type": "datetime"},
        {"key": "ends", "type": "formula", "formula": "next_service + DAYS(10)", "result": "date"},
        {"key": "last_visit", "type": "rollup", "of": "requests", "formula": "MAX(on)", "result": "date"},
    ]
    request["fields"].append({"key": "on", "type": "date"})
    return document


def waits(key="remind", field="meeting", **more):
    return scenario(key, {"on": "date", "entity": "contact", "field": field, **more}, NOTE, run_as="role:owner")


async def timers(world):
    return await rows(world.tenant_no, "select scenario, record_id, due_at, told from date_timer where tenant_no = $1 order by 1")


async def make(world, **values):
    return await do(world, world.owner, "create", "contact", {"name": "Aysel", **values})


async def pass_time(world, moved):
    """Let time pass for the record's meeting and its timer alike."""
    field = world.plan.entities["contact"].fields["meeting"]
    (contact,) = await records(world, "contact")
    at = contact.values["meeting"] - moved
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update date_timer set due_at = due_at - $1::interval", moved)
        await transaction.execute(
            f"update record set data = jsonb_set(data, '{{{field.no}}}', to_jsonb($1::text)), {field.slot} = $2",
            at.isoformat().replace("+00:00", "Z"),
            at,
        )


async def fire(world):
    await date_timers.fire()
    await drain_all()
    return await titles(world.tenant_no)


async def test_a_date_that_comes_sets_its_scenario_off_once(make_workspace):
    world = await make_workspace(service(waits(offset="-2h")))
    await make(world, meeting=(utc_now() + timedelta(hours=5)).isoformat())
    assert await fire(world) == []
    await pass_time(world, timedelta(hours=3, seconds=1))
    assert await fire(world) == ["Call Aysel"]
    assert await fire(world) == ["Call Aysel"]
    (run,) = await runs(world)
    assert run["status"] == "done"


async def test_now_is_not_past(make_workspace):
    world = await make_workspace(service(waits()))
    contact = await make(world, meeting=utc_now().isoformat())
    assert await fire(world) == ["Call Aysel"]
    await do(world, world.owner, "update", "contact", contact.id, {"phone": "+994501234567"})
    assert await fire(world) == ["Call Aysel"]


async def test_a_timer_moves_with_its_date_and_goes_with_it(make_workspace):
    world = await make_workspace(service(waits()))
    first, later = utc_now() + timedelta(days=2), utc_now() + timedelta(days=9)
    contact = await make(world, meeting=first.isoformat())
    assert [timer["due_at"] for timer in await timers(world)] == [first]
    await do(world, world.owner, "update", "contact", contact.id, {"meeting": later.isoformat()})
    assert [timer["due_at"] for timer in await timers(world)] == [later]
    await do(world, world.owner, "update", "contact", contact.id, {"meeting": None})
    assert await timers(world) == []
    await do(world, world.owner, "update", "contact", contact.id, {"meeting": later.isoformat()})
    await do(world, world.owner, "delete", "contact", contact.id)
    assert await timers(world) == []


async def test_a_date_in_the_past_stays_silent(make_workspace):
    world = await make_workspace(service(waits()))
    await make(world, meeting=(utc_now() - timedelta(days=1)).isoformat())
    assert await timers(world) == []
    assert await fire(world) == []


async def test_a_scenario_that_moves_its_own_date_to_now_comes_to_an_end(make_workspace):
    again = action("again", "record.update", entity="contact", id="=record.id", values={"meeting": "=NOW()"})
    world = await make_workspace(service(scenario(
        "again", {"on": "date", "entity": "contact", "field": "meeting"}, again, run_as="role:owner")))  # fmt: skip
    await make(world, meeting=utc_now().isoformat())
    for _ in range(15):
        await date_timers.fire()
        await drain_all()
    statuses = [row["status"] for row in await runs(world)]
    assert statuses.count("cancelled") == 1
    assert len(statuses) < 10


async def test_each_scenario_has_a_timer_of_its_own(make_workspace):
    world = await make_workspace(service(waits("week", offset="-1w"), waits("day", offset="-1d"), waits("other", "next_service")))
    at = utc_now() + timedelta(days=30)
    await make(world, meeting=at.isoformat())
    assert [(one["scenario"], at - one["due_at"]) for one in await timers(world)] == [
        ("day", timedelta(days=1)), ("week", timedelta(weeks=1)),
    ]  # fmt: skip


async def test_publishing_arms_what_is_there_and_ends_what_is_gone(make_workspace):
    world = await make_workspace(service())
    at = utc_now() + timedelta(days=30)
    await make(world, meeting=at.isoformat())
    await make(world, meeting=(utc_now() - timedelta(days=30)).isoformat())
    await world.publish(service(waits()))
    await work_off()
    assert [timer["due_at"] for timer in await timers(world)] == [at]
    await world.publish(service(waits(offset="-1d")))
    await work_off()
    assert [timer["due_at"] for timer in await timers(world)] == [at - timedelta(days=1)]
    await world.publish(service())
    assert await timers(world) == []


async def test_a_computed_date_has_a_timer_that_follows_what_it_is_computed_from(make_workspace):
    world = await make_workspace(service(waits("ends", "ends"), waits("visit", "last_visit", offset="1d")))
    contact = await make(world, next_service="2031-03-01")
    (timer,) = await timers(world)
    assert (timer["scenario"], timer["due_at"].isoformat()) == ("ends", "2031-03-10T20:00:00+00:00")
    await do(world, world.owner, "create", "request", {"name": "Visit", "contact": str(contact.id), "on": "2031-05-05"})
    found = {one["scenario"]: one["due_at"].isoformat() for one in await timers(world)}
    assert found == {"ends": "2031-03-10T20:00:00+00:00", "visit": "2031-05-05T20:00:00+00:00"}
    await do(world, world.owner, "update", "contact", contact.id, {"next_service": "2031-04-01"})
    assert (await timers(world))[0]["due_at"].isoformat() == "2031-04-10T20:00:00+00:00"


@pytest.mark.parametrize(
    ("trigger", "day", "expected"),
    [
        ({}, "2026-12-10", "2026-12-09T20:00:00+00:00"),
        ({"at": "09:00"}, "2026-12-10", "2026-12-10T05:00:00+00:00"),
        ({"offset": "-7d", "at": "09:00"}, "2026-12-10", "2026-12-03T05:00:00+00:00"),
        ({"offset": "+1d12h"}, "2026-12-10", "2026-12-11T08:00:00+00:00"),
        ({"at": "09:00", "timezone": "Europe/Berlin"}, "2026-12-10", "2026-12-10T08:00:00+00:00"),
        ({"offset": "-1w", "at": "09:00", "timezone": "Europe/Berlin"}, "2026-10-28", "2026-10-21T07:00:00+00:00"),
        ({"at": "09:00", "working_days": True}, "2026-12-12", "2026-12-14T05:00:00+00:00"),
        ({"at": "09:00", "working_days": True, "offset": "-7d"}, "2026-12-12", "2026-12-04T05:00:00+00:00"),
        ({"at": "09:00", "working_days": True}, "2026-12-11", "2026-12-11T05:00:00+00:00"),
    ],
)
async def test_the_moment_is_that_of_the_calendar(make_workspace, trigger, day, expected):
    world = await make_workspace(service(waits(field="next_service", **trigger)))
    found = all_rules(world.plan)["remind"].due(datetime.fromisoformat(day).replace(tzinfo=UTC).date())
    assert found is not None
    assert found.isoformat() == expected
