"""A run's effects happen once: whoever claims it twice, whoever is late, whatever fails beside it."""

import asyncio

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs import claims, executor
from axin.runtime.runs.drain import drain_all
from axin.runtime.runs.executor import Batch
from axin.runtime.runs.opening import Opening, open_runs
from tests.runtime.runs.hand_built import act, event, opened, plan_of, rows, scenario, statuses, stop_error, task, titles, wait


async def test_a_run_does_its_steps_in_order_and_keeps_a_journal(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("first"), task("second")))
    (opening,) = await opened(plan, event())
    await drain_all()
    assert await statuses(world.tenant_no) == ["done"]
    assert await titles(world.tenant_no) == ["first", "second"]
    journal = await rows(world.tenant_no, "select * from run_step where tenant_no = $1 and run_id = $2 order by seq", opening.id)
    assert [(row["key"], row["status"]) for row in journal] == [("first", "done"), ("second", "done")]
    assert await rows(world.tenant_no, "select * from run_due where tenant_no = $1") == []


async def test_an_event_delivered_twice_opens_one_run(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("only")))
    same = event()
    await opened(plan, same)
    (again,) = await opened(plan, same)
    assert not again.fresh
    await drain_all()
    assert await titles(world.tenant_no) == ["only"]


async def test_the_work_of_a_stale_claim_is_dropped(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("only")))
    await opened(plan, event())
    frozen = await claims.claim(world.tenant_no)
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update run_due set due_at = now() - interval '1 second' where tenant_no = $1", world.tenant_no)
    await drain_all()
    await executor.execute(Batch(world.tenant_no, frozen, {}))
    assert await titles(world.tenant_no) == ["only"]
    assert await statuses(world.tenant_no) == ["done"]


async def test_many_claimers_share_the_work_without_doubling_it(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("one")))
    await opened(plan, *[event() for _ in range(120)])

    async def drain_alone():
        while await executor.work(world.tenant_no):
            pass

    await asyncio.gather(*(asyncio.create_task(drain_alone()) for _ in range(4)))
    assert await titles(world.tenant_no) == ["one"] * 120


async def test_a_failing_run_undoes_neither_its_neighbours_nor_its_own_earlier_steps(make_workspace):
    world = await make_workspace()
    good = scenario(task("good"))
    bad = scenario(task("before"), act("broken", "record.create", entity="nowhere", values={}), task("after"), key="bad")
    plan = plan_of(world.tenant_no, good, bad)
    async with tenant_transaction(world.tenant_no):
        await open_runs(plan, [Opening.of(each, event()) for each in (good, bad, good)])
    await drain_all()
    assert sorted(await titles(world.tenant_no)) == ["before", "good", "good"]
    assert sorted(await statuses(world.tenant_no)) == ["done", "done", "failed"]


async def test_a_wait_is_slept_through_and_gone_on_from(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("now"), wait("pause", 0), task("later"), wait("long", 7200), task("never yet")))
    await opened(plan, event())
    await drain_all()
    assert await titles(world.tenant_no) == ["now", "later"]
    assert await statuses(world.tenant_no) == ["waiting"]


async def test_stop_with_an_error_fails_the_run_with_its_words(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(stop_error("enough", "No stock left"), task("unreached")))
    await opened(plan, event())
    await drain_all()
    (row,) = await rows(world.tenant_no, "select status, error::text from run where tenant_no = $1")
    assert row["status"] == "failed"
    assert "No stock left" in row["error"]
    assert await titles(world.tenant_no) == []


async def test_a_run_that_kills_its_process_again_and_again_is_given_up(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("dangerous")))
    await opened(plan, event())
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update run_due set tries = $2 where tenant_no = $1", world.tenant_no, claims.GIVE_UP_AFTER)
    await drain_all()
    assert await statuses(world.tenant_no) == ["failed"]
    assert await titles(world.tenant_no) == []


async def test_a_run_that_cannot_be_written_down_fails_alone(make_workspace):
    world = await make_workspace()
    good, bad = scenario(task("good")), scenario(task("bad", title="a\x00b"), key="bad")
    plan = plan_of(world.tenant_no, good, bad)
    async with tenant_transaction(world.tenant_no):
        await open_runs(plan, [Opening.of(each, event()) for each in (good, bad, good)])
    await drain_all()
    assert await titles(world.tenant_no) == ["good", "good"]
    assert await statuses(world.tenant_no) == ["done", "failed", "done"]
