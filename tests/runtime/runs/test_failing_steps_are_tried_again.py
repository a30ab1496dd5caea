"""A step that fails is tried again, later each time, alone; then the run fails or goes on, as its author said."""

from axin.builder.compiling.plan import RetryPlan
from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs import commands, retries
from axin.runtime.runs.drain import drain_all
from tests.runtime.runs.hand_built import act, event, make_due, opened, plan_of, rows, scenario, statuses, task, titles


def broken(key="broken", **retry):
    return act(key, "record.create", RetryPlan(**retry), entity="nowhere", values={})


async def attempts(tenant_no):
    found = await rows(tenant_no, "select key, attempt, status from run_step where tenant_no = $1 order by seq")
    return [(row["key"], row["attempt"], row["status"]) for row in found]


def test_pauses_grow_to_their_limit_and_are_spread():
    retry = RetryPlan(times=5, first=10, max=60)
    for attempt, full in enumerate((10, 20, 40, 60, 60), start=1):
        assert all(full / 2 <= retries.pause(retry, attempt) <= full for _ in range(50))


async def test_only_the_failing_step_is_tried_again(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("before"), broken(times=2, first=3600), task("after")))
    await opened(plan, event())
    for expected in (1, 2):
        await drain_all()
        assert await statuses(world.tenant_no) == ["waiting"]
        assert (await attempts(world.tenant_no))[1] == ("broken", expected, "failed")
        await make_due(world.tenant_no)
    await drain_all()
    assert await statuses(world.tenant_no) == ["failed"]
    assert await attempts(world.tenant_no) == [("before", 1, "done"), ("broken", 3, "failed")]
    assert await titles(world.tenant_no) == ["before"]


async def test_with_continue_the_run_goes_on(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(broken(then="continue"), task("after")))
    await opened(plan, event())
    await drain_all()
    assert await statuses(world.tenant_no) == ["done"]
    assert await titles(world.tenant_no) == ["after"]


async def test_a_failed_run_is_retried_from_the_step_that_failed(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("before"), broken(), task("after")))
    (opening,) = await opened(plan, event())
    await drain_all()
    assert await statuses(world.tenant_no) == ["failed"]
    plan_of(world.tenant_no, scenario(task("before"), task("broken", title="mended"), task("after")))
    async with tenant_transaction(world.tenant_no):
        await commands.retry(opening.id)
    await drain_all()
    assert await statuses(world.tenant_no) == ["done"]
    assert await titles(world.tenant_no) == ["before", "mended", "after"]


async def test_a_cancelled_run_goes_no_further_and_frees_its_lane(make_workspace):
    world = await make_workspace()
    steps = (broken(times=3, first=3600), task("after"))
    plan = plan_of(world.tenant_no, scenario(*steps, per="scenario", policy="queue"))
    first, second = await opened(plan, event(), event())
    await drain_all()
    async with tenant_transaction(world.tenant_no):
        await commands.cancel(first.id)
    await drain_all()
    assert await statuses(world.tenant_no) == ["cancelled", "waiting"]
    assert await rows(world.tenant_no, "select 1 from run_due where tenant_no = $1 and run_id <> $2", second.id) == []
