"""Whose turn it is: no tenant's backlog stands before another's first event, and nobody has more in hand than their plan lets."""

from collections import Counter

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs import claims, executor
from axin.runtime.runs.drain import drain_all
from axin.runtime.runs.executor import Batch
from axin.runtime.runs.turns import Turns
from axin.tenants import limits
from tests.runtime.runs.hand_built import event, opened, plan_of, rows, scenario, statuses, task, wait

FLOOD, QUIET, THIRD = 1, 2, 3


def served(turns, rounds, *, cost, ready):
    """Return how much time each had after so many turns, offered anew before each."""
    found = Counter()
    for _ in range(rounds):
        turns.offer(ready)
        tenant = turns.take()
        turns.spent(tenant, cost[tenant], 1)
        found[tenant] += cost[tenant]
    return found


def test_who_comes_new_is_served_before_those_who_have_work_all_the_time():
    turns = Turns(quantum=1)
    served(turns, 7, cost={FLOOD: 1, THIRD: 1}, ready={FLOOD, THIRD})
    turns.offer({FLOOD, QUIET, THIRD})
    assert turns.take() == QUIET


def test_time_is_shared_and_not_turns():
    found = served(Turns(quantum=1), 400, cost={FLOOD: 3, QUIET: 0.25}, ready={FLOOD, QUIET})
    assert found[FLOOD] == pytest.approx(found[QUIET], rel=0.1)


def test_who_comes_and_goes_gains_nothing_by_it():
    turns, found = Turns(quantum=1), Counter()
    for number in range(300):
        turns.offer({FLOOD, QUIET} if number % 2 else {FLOOD})
        tenant = turns.take()
        turns.spent(tenant, 1, 1)
        found[tenant] += 1
    assert found[QUIET] <= found[FLOOD]


def test_who_is_alone_never_waits():
    turns = Turns(quantum=1)
    for _ in range(20):
        turns.offer({FLOOD})
        assert turns.take() == FLOOD
        turns.spent(FLOOD, 10, 1)


def test_who_has_nothing_left_is_not_asked_again():
    turns = Turns(quantum=1)
    turns.offer({FLOOD, QUIET})
    turns.idle(FLOOD)
    assert [turns.take(), turns.take()] == [QUIET, QUIET]
    turns.idle(QUIET)
    assert turns.take() is None


def test_a_turn_holds_as_many_runs_as_fit_by_what_they_cost():
    turns = Turns(quantum=1)
    turns.offer({FLOOD})
    assert turns.runs_for(FLOOD, 50) == 50
    turns.spent(FLOOD, 5, 50)
    assert turns.runs_for(FLOOD, 50) == 10
    turns.spent(FLOOD, 500, 1)
    assert turns.runs_for(FLOOD, 50) < 10


async def test_a_new_event_starts_before_the_backlog_of_another_is_done(make_workspace):
    flood, quiet = await make_workspace(), await make_workspace()
    one = scenario(task("one"))
    await opened(plan_of(flood.tenant_no, one), *[event() for _ in range(4 * claims.BATCH)])
    await opened(plan_of(quiet.tenant_no, one), event())
    await drain_all()
    assert await statuses(flood.tenant_no) == ["done"] * 4 * claims.BATCH
    (first,) = await rows(quiet.tenant_no, "select started_at from run where tenant_no = $1")
    before = "select id from run where tenant_no = $1 and started_at < $2"
    assert len(await rows(flood.tenant_no, before, first["started_at"])) <= claims.BATCH


async def test_a_turn_that_fails_holds_up_nobody_else(make_workspace):
    broken, fine = await make_workspace(), await make_workspace()
    await opened(plan_of(broken.tenant_no, scenario(task("one"))), event())
    async with tenant_transaction(broken.tenant_no) as transaction:
        await transaction.execute("update run set scenario = 'no such scenario' where tenant_no = $1", broken.tenant_no)
    await opened(plan_of(fine.tenant_no, scenario(task("one"))), event())
    await drain_all()
    assert await statuses(fine.tenant_no) == ["done"]


async def test_no_more_runs_are_in_hand_than_the_plan_lets(make_workspace):
    world = await make_workspace(limits={"at_once": 3})
    await opened(plan_of(world.tenant_no, scenario(task("one"))), *[event() for _ in range(8)])
    in_hand = await claims.claim(world.tenant_no)
    assert len(in_hand) == 3
    assert await claims.claim(world.tenant_no) == []
    await executor.execute(Batch(world.tenant_no, in_hand, {}))
    assert len(await claims.claim(world.tenant_no)) == 3


async def test_runs_that_sleep_are_in_nobodys_hand(make_workspace):
    world = await make_workspace()
    await opened(plan_of(world.tenant_no, scenario(wait("long", 3), task("one"))), event(), event())
    await drain_all()
    async with tenant_transaction(world.tenant_no):
        await limits.set_limits({"at_once": 1})
    await opened(plan_of(world.tenant_no, scenario(task("one"), key="flow")), event())
    assert len(await claims.claim(world.tenant_no)) == 1


async def test_of_many_that_wait_in_one_lane_the_eldest_goes_next(make_workspace):
    world = await make_workspace()
    plan = plan_of(world.tenant_no, scenario(task("one"), per="scenario", policy="queue"))
    openings = await opened(plan, *[event() for _ in range(5)])
    for expected in openings:
        [claimed] = await claims.claim(world.tenant_no, 1)
        assert claimed.id == expected.id
        await executor.execute(Batch(world.tenant_no, [claimed], {}))
    assert await rows(world.tenant_no, "select * from run_due where tenant_no = $1") == []
