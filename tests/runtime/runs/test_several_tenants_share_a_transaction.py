"""Runs spread thin over tenants share a transaction: none sees its neighbour, and none undoes its neighbour's work."""

import contextlib
from collections import defaultdict

import asyncpg
import pytest

from axin.builder.compiling.plan import StepPlan
from axin.platform.data.engine import ENGINE_ROLE
from axin.platform.data.unit_of_work import (
    NoTransactionError,
    after_commit,
    after_parts,
    connection,
    gather_after_commit,
    part_of,
    tenant_no,
    tenant_transaction,
    tenants_transaction,
)
from axin.runtime.runs import claims, drain, several
from tests.runtime.runs.hand_built import event, opened, plan_of, rows, scenario, statuses, stop_error, task, titles

ALL_TASKS = "select tenant_no, title from task"


async def worked(*tenants):
    return {tenant: each.runs for tenant, each in (await several.work(tenants)).items()}


async def with_run(make_workspace, *steps, runs=1, **more):
    world = await make_workspace()
    await opened(plan_of(world.tenant_no, scenario(*steps, **more)), *[event() for _ in range(runs)])
    return world.tenant_no


async def seen(tenant):
    assert {row["tenant_no"] for row in await connection().fetch(ALL_TASKS)} == {tenant}


async def undone(tenant, *, after):
    """Do something in the tenant's part, and undo the part."""
    with contextlib.suppress(ZeroDivisionError):
        async with part_of(tenant):
            await after()
            raise ZeroDivisionError


async def transactions_of(tenant):
    found = await rows(tenant, "select distinct xmin::text as id from run where tenant_no = $1")
    return {row["id"] for row in found}


async def test_runs_of_several_tenants_are_written_down_in_one_transaction(make_workspace):
    one, other = [await with_run(make_workspace, task("one"), runs=2) for _ in range(2)]
    assert await worked(one, other) == {one: 2, other: 2}
    for tenant in (one, other):
        assert await statuses(tenant) == ["done", "done"]
        assert await titles(tenant) == ["one", "one"]
        assert len(await rows(tenant, "select * from run_step where tenant_no = $1")) == 2
        assert await rows(tenant, "select * from run_due where tenant_no = $1") == []


async def test_a_part_sees_its_own_tenant_only_also_after_another_was_undone(make_workspace):
    one, other = [await with_run(make_workspace, task("one")) for _ in range(2)]
    assert await worked(one, other) == {one: 1, other: 1}
    async with tenants_transaction([one, other]):
        await undone(one, after=lambda: seen(one))
        async with part_of(other):
            assert tenant_no() == other
            await seen(other)
        async with part_of(one):
            await seen(one)


async def test_a_part_that_asks_nothing_begins_nothing_and_hides_nothing_of_the_next(make_workspace):
    one, other = [await with_run(make_workspace, task("one")) for _ in range(2)]
    assert await worked(one, other) == {one: 1, other: 1}

    async def nothing():
        assert tenant_no() == one

    async with tenants_transaction([one, other]) as transaction:
        await undone(one, after=nothing)
        async with part_of(one):
            await nothing()
        assert await transaction.fetchval("select current_user") == ENGINE_ROLE
        async with part_of(other):
            await seen(other)
        async with part_of(one):
            pass
        await after_parts()
        assert await transaction.fetchval("select current_user") == ENGINE_ROLE


async def test_outside_the_parts_there_is_the_queue_and_the_journal_of_those_in_hand_and_nothing_else(make_workspace):
    one, other, third = [await with_run(make_workspace, task("one")) for _ in range(3)]
    async with tenants_transaction([one, other]):
        async with part_of(one):
            pass
        await after_parts()
        with pytest.raises(NoTransactionError):
            tenant_no()
        assert {row["tenant_no"] for row in await connection().fetch("select tenant_no from run")} == {one, other}
        assert await connection().execute("update run_due set due_at = now() where tenant_no = $1", third) == "UPDATE 0"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection().fetch(ALL_TASKS)


async def test_what_was_to_follow_the_commit_for_an_undone_part_does_not_follow(make_workspace):
    one, other = [(await make_workspace()).tenant_no for _ in range(2)]
    told = defaultdict(list)

    async def tell(items):
        told["gathered"].append(items)

    async def follow():
        told["followed"].append(1)

    async def promise():
        gather_after_commit(tell, [one])
        after_commit(follow)

    async with tenants_transaction([one, other]):
        await undone(one, after=promise)
        async with part_of(other):
            gather_after_commit(tell, [other])
    assert told == {"gathered": [[other]]}


async def test_a_run_that_fails_leaves_its_neighbours_done(make_workspace):
    fine = await with_run(make_workspace, task("one"))
    failing = await with_run(make_workspace, stop_error("end", "No."))
    last = await with_run(make_workspace, task("one"))
    assert await worked(fine, failing, last) == {fine: 1, failing: 1, last: 1}
    assert [await statuses(tenant) for tenant in (fine, failing, last)] == [["done"], ["failed"], ["done"]]


async def test_a_tenant_whose_part_breaks_goes_alone_and_its_neighbours_stand(make_workspace):
    fine, broken, last = [await with_run(make_workspace, task("one")) for _ in range(3)]
    async with tenant_transaction(broken) as transaction:
        await transaction.execute("update run set scenario = 'no such scenario' where tenant_no = $1", broken)
    assert await worked(fine, broken, last) == {fine: 1, broken: 1, last: 1}
    assert [await statuses(tenant) for tenant in (fine, last)] == [["done"], ["done"]]
    assert await transactions_of(fine) == await transactions_of(last)
    assert await statuses(broken) == ["queued"]


async def test_what_cannot_be_written_down_with_others_is_written_alone(make_workspace):
    fine, spoilt = [await with_run(make_workspace, task("one")) for _ in range(2)]
    plan_of(spoilt, scenario(StepPlan("no\x00key", "stop", {"": "Stop"})))  # Postgres takes no such letter
    assert await worked(fine, spoilt) == {fine: 1, spoilt: 1}
    assert await statuses(fine) == ["done"]
    assert await titles(fine) == ["one"]
    assert await statuses(spoilt) == ["failed"]


async def test_a_run_that_was_claimed_and_never_written_down_goes_with_nobody(make_workspace):
    fine, shaken = [await with_run(make_workspace, task("one")) for _ in range(2)]
    await claims.claim(shaken)
    async with tenant_transaction(shaken) as transaction:
        await transaction.execute("update run_due set due_at = now() where tenant_no = $1", shaken)
    assert shaken in (await drain.ready()).shaken
    assert await worked(fine, shaken) == {fine: 1}
    await drain.drain_all()
    assert await statuses(shaken) == ["done"]


async def test_runs_of_one_lane_follow_each_other_among_others_too(make_workspace):
    lanes = {"per": "scenario", "policy": "queue"}
    one, other = [await with_run(make_workspace, task("one"), runs=3, **lanes) for _ in range(2)]
    assert await worked(one, other) == {one: 3, other: 3}
    for tenant in (one, other):
        started = [row["id"] for row in await rows(tenant, "select id from run where tenant_no = $1 order by started_at")]
        assert started == sorted(started)
        assert await rows(tenant, "select * from run_due where tenant_no = $1") == []


async def test_no_tenant_has_more_in_hand_among_others_than_its_plan_lets(make_workspace):
    narrow = (await make_workspace(limits={"at_once": 2})).tenant_no
    await opened(plan_of(narrow, scenario(task("one"))), *[event() for _ in range(5)])
    other = await with_run(make_workspace, task("one"))
    assert await worked(narrow, other) == {narrow: 2, other: 1}
