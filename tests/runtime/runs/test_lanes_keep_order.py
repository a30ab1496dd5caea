"""Runs of one lane pass one after the other; a skipped one says so; a lane never hangs."""

import asyncio

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.runtime.runs.drain import drain_all
from axin.runtime.triggers.timers import free_lanes
from tests.runtime.runs.hand_built import event, make_due, opened, plan_of, rows, scenario, statuses, task, titles, wait


async def test_a_queue_lets_one_run_pass_at_a_time_and_in_order(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("in"), wait("pause", 3600), task("out"), per="scenario", policy="queue"))
    await opened(plan, event(), event())
    await drain_all()
    assert await titles(world.tenant_no) == ["in"]
    await make_due(world.tenant_no)
    await drain_all()
    assert await titles(world.tenant_no) == ["in", "out", "in"]
    assert await statuses(world.tenant_no) == ["done", "waiting"]


async def test_runs_on_different_records_do_not_wait_for_each_other(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("in"), wait("pause", 3600), per="record", policy="queue"))
    await opened(plan, event(new_id()), event(new_id()))
    await drain_all()
    assert await titles(world.tenant_no) == ["in", "in"]


async def test_a_lane_of_many_short_runs_is_passed_in_batches(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("one"), per="scenario", policy="queue"))
    await opened(plan, *[event() for _ in range(130)])
    await drain_all()
    assert await statuses(world.tenant_no) == ["done"] * 130


async def test_skip_refuses_a_second_run_and_says_why(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(wait("pause", 3600), per="scenario", policy="skip"))
    await opened(plan, event())
    await opened(plan, event())
    await drain_all()
    found = await rows(world.tenant_no, "select status, error ->> 'code' as code from run where tenant_no = $1 order by id")
    assert [(row["status"], row["code"]) for row in found] == [("waiting", None), ("cancelled", "skipped")]


async def test_opening_and_ending_at_once_leave_no_run_behind(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("one"), per="scenario", policy="queue"))

    async def open_some():
        for _ in range(15):
            await opened(plan, event(), event())

    async def drain_some():
        for _ in range(40):
            await drain_all()
            await asyncio.sleep(0)

    await asyncio.gather(*(asyncio.create_task(work()) for work in (open_some, open_some, drain_some, drain_some)))
    await drain_all()
    assert await titles(world.tenant_no) == ["one"] * 60


async def test_the_sweeper_frees_a_lane_that_hangs(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("one"), per="scenario", policy="queue"))
    await opened(plan, event(), event())
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update run_due set blocked = true where tenant_no = $1", world.tenant_no)
    await free_lanes()
    await drain_all()
    assert await titles(world.tenant_no) == ["one", "one"]
