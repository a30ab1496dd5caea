"""A chain of scenarios ends: too deep, too wide, too fast; what is refused is shown and not billed."""

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.runtime.runs.drain import drain_all
from axin.tenants import usage
from tests.runtime.runs.hand_built import event, opened, plan_of, rows, scenario, task, titles


async def refusals(tenant_no):
    return [
        row["code"]
        for row in await rows(tenant_no, "select error ->> 'code' as code from run where tenant_no = $1 and status = 'cancelled'")
    ]


async def runs_billed(tenant_no):
    async with tenant_transaction(tenant_no):
        return await usage.used("runs")


async def test_a_hop_at_depth_eight_is_refused(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("one")))
    await opened(plan, event(depth=7), event(depth=8))
    await drain_all()
    assert await titles(world.tenant_no) == ["one"]
    assert await refusals(world.tenant_no) == ["loop_refused"]
    assert await runs_billed(world.tenant_no) == 1


async def test_one_event_sets_off_a_hundred_runs_at_most(make_workspace):
    world = await make_workspace()
    plan, root = plan_of(world.tenant_no, scenario(task("one"))), new_id()
    await opened(plan, *[event(depth=1, root=root) for _ in range(60)])
    await opened(plan, *[event(depth=1, root=root) for _ in range(60)])
    assert len(await refusals(world.tenant_no)) == 20
    assert await runs_billed(world.tenant_no) == 100


async def test_the_same_scenario_on_the_same_record_hops_five_times_a_minute(make_workspace):
    world = await make_workspace()
    plan, record = plan_of(world.tenant_no, scenario(task("one"))), new_id()
    for _ in range(7):
        await opened(plan, event(record, depth=1))
    assert len(await refusals(world.tenant_no)) == 2


async def test_people_may_change_a_record_as_often_as_they_like(make_workspace):
    world = await make_workspace()
    plan, record = plan_of(world.tenant_no, scenario(task("one"))), new_id()
    await opened(plan, *[event(record) for _ in range(20)])
    assert await refusals(world.tenant_no) == []


async def test_over_the_limit_a_run_is_shown_as_refused_and_the_owner_is_told_once(make_workspace):
    world = await make_workspace(limits={"runs": 3})
    plan = plan_of(world.tenant_no, scenario(task("one")))
    await opened(plan, *[event() for _ in range(5)])
    await opened(plan, event())
    await drain_all()
    assert await titles(world.tenant_no) == ["one"] * 3
    assert await refusals(world.tenant_no) == ["limit_reached"] * 3
    told = await rows(world.tenant_no, "select * from notification where tenant_no = $1")
    assert [row["person"] for row in told] == [world.owner.person]
