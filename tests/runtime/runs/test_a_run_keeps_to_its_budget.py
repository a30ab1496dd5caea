"""A run takes so many steps, touches so many records, works so long and computes so much as its plan allows, and says so."""

import asyncio

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.records.gateway import Creation
from axin.runtime.runs.drain import drain_all
from axin.tenants import usage
from tests.runtime.runs.hand_built import make_due, rows
from tests.runtime.stories import action, do, firm, records, runs, scenario

CREATED = {"on": "record.created", "entity": "contact"}
NUMBERS = "Array.from({ length: 600 }, (_, n) => n)"


@pytest.fixture
def world_with(make_workspace):
    async def make(*steps, **limits):
        world = await make_workspace(firm(), limits=limits)
        await world.publish(firm(scenario("work", CREATED, *steps, run_as="role:owner")))
        return world

    return make


async def error_of_the_run(world):
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    return await error_after_work(world)


async def error_after_work(world):
    await drain_all()
    (row,) = await rows(
        world.tenant_no,
        "select status, error ->> 'code' as code, error ->> 'step' as step, error ->> 'message' as message, "
        "error ->> 'budget' as budget from run where tenant_no = $1 order by id desc limit 1",
    )
    return row


def loop(*inside):
    return [
        action("numbers", "code.run", source=NUMBERS),
        {"key": "each", "for_each": "=steps.numbers.output", "do": list(inside)},
    ]


def count(key):
    return {"key": key, "set": {"n": "=index"}}


async def test_a_run_ends_at_the_steps_of_its_plan(world_with):
    world = await world_with(*loop(count("a"), count("b")), run_steps=1_100)
    found = await error_of_the_run(world)
    assert (found["status"], found["code"], found["budget"]) == ("failed", "budget", "run_steps")
    assert "1100 steps" in found["message"]
    taken = await rows(world.tenant_no, "select count(*) as n from run_step where tenant_no = $1")
    assert taken[0]["n"] == 1_100


async def test_a_plan_that_allows_more_lets_it_end(world_with):
    world = await world_with(*loop(count("a"), count("b")), run_steps=1_300)
    assert (await error_of_the_run(world))["status"] == "done"


async def test_a_run_ends_at_the_records_of_its_plan(make_workspace):
    world = await make_workspace(firm(), limits={"run_records": 1_200})
    await do(world, world.owner, "batch", "contact", create=[Creation({"name": f"C{n}"}) for n in range(500)])
    find = [action(f"find_{n}", "record.find", entity="contact", limit=500) for n in range(4)]
    await world.publish(firm(scenario("work", CREATED, *find, run_as="role:owner")))
    found = await error_of_the_run(world)
    assert (found["status"], found["budget"], found["step"]) == ("failed", "run_records", "find_3")


async def test_a_run_ends_when_it_has_worked_long_enough(world_with):
    world = await world_with({"key": "rest", "wait": {"for": "1h"}}, {"key": "a", "set": {"n": 1}}, run_seconds=60)
    assert (await error_of_the_run(world))["status"] == "waiting"
    async with tenant_transaction(world.tenant_no) as own:
        await own.execute("update run set state = state || '{\"seconds\": 61.5}' where tenant_no = $1", world.tenant_no)
    await make_due(world.tenant_no)
    found = await error_after_work(world)
    assert (found["code"], found["budget"]) == ("budget", "run_seconds")
    assert "60 seconds" in found["message"]


async def test_waiting_is_no_work(world_with):
    world = await world_with({"key": "rest", "wait": {"for": "1h"}}, {"key": "a", "set": {"n": 1}}, run_seconds=1)
    await error_of_the_run(world)
    await make_due(world.tenant_no)
    assert (await error_after_work(world))["status"] == "done"


async def test_a_step_that_takes_longer_than_it_may_is_called_off(make_workspace):
    slow = action(
        "rename",
        "record.update",
        entity="contact",
        id="=record.id",
        values={"name": "New"},
    )
    steps = [{"key": "rest", "wait": {"for": "1h"}}, {**slow, "timeout": "1s"}]
    world = await make_workspace(firm(scenario("work", CREATED, *steps, run_as="role:owner")))
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()
    held, free = asyncio.Event(), asyncio.Event()

    async def hold():
        async with tenant_transaction(world.tenant_no) as own:
            await own.fetch("select from record where tenant_no = $1 for update", world.tenant_no)
            held.set()
            await free.wait()

    holding = asyncio.create_task(hold())
    await held.wait()
    await make_due(world.tenant_no)
    found = await error_after_work(world)
    free.set()
    await holding
    assert (found["status"], found["code"], found["step"]) == ("failed", "timeout", "rename")
    assert "1 seconds" in found["message"]
    assert [each.values["name"] for each in await records(world, "contact")] == ["Leyla"]


async def test_what_code_uses_is_charged_also_where_it_fails(world_with):
    world = await world_with(action("spin", "code.run", source="while (true) {}"))
    assert (await error_of_the_run(world))["code"] == "budget"
    async with tenant_transaction(world.tenant_no):
        assert await usage.used("code") >= 400


async def test_without_an_allowance_no_code_is_begun(world_with):
    world = await world_with(action("one", "code.run", source="1"), code=1)
    await error_of_the_run(world)
    found = await error_of_the_run(world)
    assert (found["code"], found["step"]) == ("limit_reached", "one")
    assert sorted(run["status"] for run in await runs(world)) == ["done", "failed"]
