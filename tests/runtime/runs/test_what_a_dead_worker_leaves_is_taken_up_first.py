"""Runs whose worker has died go before those that nobody has begun, in ever smaller company until one is alone."""

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs import claims
from axin.runtime.runs.opening import Opening, open_runs
from tests.runtime.runs.hand_built import event, plan_of, rows, scenario, task

SOME = 60


async def queue(world, count=SOME):
    plan = plan_of(world.tenant_no, scenario(task("note")))
    async with tenant_transaction(world.tenant_no):
        await open_runs(plan, [Opening.of(plan.scenarios["flow"], event()) for _ in range(count)])
    return [
        row["run_id"] for row in await rows(world.tenant_no, "select run_id from run_due where tenant_no = $1 order by run_id")
    ]


async def die(world, runs=None, *, seconds=0):
    """Let those who hold these runs have been silent until their leases have so many seconds left."""
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            """update run_due set due_at = now() + $3 * interval '1 second', lease_until = now() + $3 * interval '1 second'
               where tenant_no = $1 and lease_until is not null and ($2::uuid[] is null or run_id = any($2))""",
            world.tenant_no, runs, seconds,
        )  # fmt: skip


async def claimed(world):
    return [each.id for each in await claims.claim(world.tenant_no)]


async def test_what_was_begun_goes_before_what_has_waited_longer(make_workspace):
    world = await make_workspace(limits={"at_once": 200})
    await queue(world)
    held = await claimed(world)
    await die(world, held[:5])
    again = await claimed(world)
    assert set(held[:5]) <= set(again), "those of the dead worker first, though others have been due for longer"
    assert len(again) == claims.COMPANY[1]


async def test_the_company_of_a_suspect_shrinks_until_it_is_alone(make_workspace):
    world = await make_workspace()
    await queue(world, claims.BATCH)
    sizes = []
    for _ in range(4):
        sizes.append(len(await claimed(world)))
        await die(world)
    assert sizes == [*claims.COMPANY, 1]


async def test_others_go_on_while_a_suspect_is_under_way(make_workspace):
    world = await make_workspace()
    (suspect, *others) = await queue(world, 5)
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update run_due set tries = 3 where tenant_no = $1 and run_id = $2", world.tenant_no, suspect)
    assert await claimed(world) == [suspect]
    assert await claimed(world) == others


@pytest.mark.parametrize(("left", "room"), [(claims.LEASE_SECONDS, False), (claims.UNHEARD_SECONDS - 1, True)])
async def test_a_holder_that_is_not_heard_of_takes_up_no_room(make_workspace, left, room):
    world = await make_workspace(limits={"at_once": 10})
    await queue(world, 20)
    assert len(await claimed(world)) == 10
    await die(world, seconds=left)
    assert bool(await claimed(world)) == room


async def test_what_a_dead_worker_leaves_is_taken_up_though_there_is_no_room_for_more(make_workspace):
    world = await make_workspace(limits={"at_once": 10})
    await queue(world, 20)
    dead = await claimed(world)
    await die(world, dead[:4])
    assert set(await claimed(world)) == set(dead[:4])
    assert await claimed(world) == []
