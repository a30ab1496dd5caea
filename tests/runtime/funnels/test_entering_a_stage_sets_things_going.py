"""A stage that is entered opens its tasks, counts its time, and a card that stays too long is told of once."""

from datetime import timedelta

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.records import stage_timers
from tests.runtime.funnels.repair import repair
from tests.runtime.runs.hand_built import rows, titles
from tests.runtime.stories import action, do, drain_all, runs, scenario

NOTE = action("note", "task.create", title="Hurry: {{ record.name }}")
LATE = scenario("late", {"on": "stage.overdue", "entity": "deal", "funnel": "repair", "stage": "new"}, NOTE, run_as="role:owner")
LEFT = scenario("left", {"on": "stage.left", "entity": "deal", "funnel": "repair", "stage": "new"}, NOTE, run_as="role:owner")
PLAIN = [
    {"key": "new", "title": "New", "sla": "2h"},
    {"key": "contract", "title": "Contract", "tasks": [{"title": "Send it", "due": "1d"}]},
    {"key": "won", "title": "Won", "kind": "won"},
]


@pytest.fixture
async def world(make_workspace):
    return await make_workspace(repair(LATE, stages=PLAIN))


async def make(world, **more):
    return await do(world, world.owner, "create", "deal", {"name": "Flat"}, funnel="repair", **more)


async def pass_time(world, hours):
    async with tenant_transaction(world.tenant_no) as transaction:
        lasted = timedelta(hours=hours)
        await transaction.execute("update record set stage_since = stage_since - $1::interval", lasted)
        await transaction.execute("update stage_timer set since = since - $1::interval, due_at = due_at - $1::interval", lasted)


async def timers(world):
    return await rows(world.tenant_no, "select * from stage_timer where tenant_no = $1")


async def test_a_stage_opens_its_tasks_for_the_responsible(world):
    deal = await make(world)
    await do(world, world.owner, "move", "deal", deal.id, "repair", "contract")
    (task,) = await rows(world.tenant_no, "select * from task where tenant_no = $1")
    assert (task["title"], task["record_id"], task["responsible"], task["entity"]) == (
        "Send it", deal.id, world.owner.person, "deal",
    )  # fmt: skip
    assert timedelta(hours=23) < task["due"] - task["created_at"] < timedelta(hours=25)


async def test_a_task_is_in_the_workspaces_language(make_workspace):
    stages = [{"key": "new", "tasks": [{"title": {"en": "Send it", "az": "Göndər"}}]}]
    world = await make_workspace(repair(stages=stages))
    await make(world)
    assert await titles(world.tenant_no) == ["Göndər"]


async def test_a_stage_entered_again_opens_no_second_task(world):
    deal = await make(world)
    for stage in ("contract", "new", "contract"):
        await do(world, world.owner, "move", "deal", deal.id, "repair", stage)
    assert await titles(world.tenant_no) == ["Send it"]


async def test_a_card_that_stays_too_long_is_told_of_once(world):
    await make(world)
    await stage_timers.fire()
    await drain_all()
    assert await runs(world) == []
    await pass_time(world, 3)
    await stage_timers.fire()
    await stage_timers.fire()
    await drain_all()
    assert [row["status"] for row in await runs(world)] == ["done"]
    assert await titles(world.tenant_no) == ["Hurry: Flat"]


async def test_a_card_that_went_on_is_not_late(world):
    deal = await make(world)
    await do(world, world.owner, "move", "deal", deal.id, "repair", "contract")
    assert await timers(world) == []
    await do(world, world.owner, "move", "deal", deal.id, "repair", "new")
    (timer,) = await timers(world)
    await do(world, world.owner, "delete", "deal", deal.id)
    assert await timers(world) == []
    assert timer["due_at"] - timer["since"] == timedelta(hours=2)


async def test_publishing_arms_the_timers_of_cards_that_stand_there(make_workspace):
    world = await make_workspace(repair(stages=PLAIN))
    await make(world)
    assert await timers(world) == []
    await world.publish(repair(LATE, stages=PLAIN))
    (timer,) = await timers(world)
    assert timer["due_at"] - timer["since"] == timedelta(hours=2)
    longer = [{**PLAIN[0], "sla": "5h"}, *PLAIN[1:]]
    await world.publish(repair(LATE, stages=longer))
    (timer,) = await timers(world)
    assert timer["due_at"] - timer["since"] == timedelta(hours=5)
    await world.publish(repair(stages=PLAIN))
    assert await timers(world) == []


async def test_a_stage_left_sets_off_those_who_wait_for_it(make_workspace):
    world = await make_workspace(repair(LEFT, stages=PLAIN))
    deal = await make(world)
    await do(world, world.owner, "move", "deal", deal.id, "repair", "contract")
    await do(world, world.owner, "move", "deal", deal.id, "repair", "won")
    await drain_all()
    assert [row["scenario"] for row in await runs(world)] == ["left"]
