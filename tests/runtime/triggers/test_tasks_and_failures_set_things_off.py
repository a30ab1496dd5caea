"""A task that is done or overdue, and a run that failed, set scenarios off: those that listen, once, and no circle lasts."""

from datetime import timedelta

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.runtime.actions import task_events, worklist
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import action, do, drain_all, firm, runs, scenario


def note(title, **more):
    return action("note", "task.create", title=title, **more)


def listens(key, on, title="{{ event.data.task.title }} again", steps=(), **trigger):
    return scenario(
        key, {"on": on, **trigger}, *(steps or [note(title, responsible="=event.data.task.responsible")]), run_as="role:owner"
    )


def fails(key="fails", **more):
    stop = {"key": "stop", "stop": {"error": "Out of paint"}}
    return scenario(key, {"on": "record.created", "entity": "contact"}, stop, run_as="role:owner", **more)


async def make_task(world, title="Call", **more):
    async with tenant_transaction(world.tenant_no):
        return await worklist.create_task(world.plan, world.owner, title, **more)


async def finish(world, task, *, done=True):
    async with tenant_transaction(world.tenant_no):
        await worklist.mark(world.owner, task.id, done=done)
    await drain_all()


async def titles(world):
    return [row["title"] for row in await rows(world.tenant_no, "select title from task where tenant_no = $1 order by id")]


async def overdue(world):
    await task_events.tick()
    await drain_all()
    return await titles(world)


async def test_a_task_that_is_done_sets_off_those_who_listen(make_workspace):
    world = await make_workspace(firm(listens("next", "task.done")))
    task = await make_task(world)
    await finish(world, task)
    assert await titles(world) == ["Call", "Call again"]


async def test_ticking_it_twice_tells_once_and_opening_it_again_tells_nothing(make_workspace):
    world = await make_workspace(firm(listens("next", "task.done")))
    task = await make_task(world)
    await finish(world, task)
    await finish(world, task)
    await finish(world, task, done=False)
    assert await titles(world) == ["Call", "Call again"]


async def test_the_record_of_a_task_is_the_records_of_the_scenario(make_workspace):
    world = await make_workspace(firm(
        listens("next", "task.done", entity="contact", steps=[action(
            "mark", "record.update", entity="contact", id="=record.id", values={"name": "{{ event.record.name }}, called"})]),
        listens("other", "task.done", "Never", entity="deal"),
    ))  # fmt: skip
    contact = await do(world, world.owner, "create", "contact", {"name": "Aysel"})
    await finish(world, await make_task(world, entity="contact", record=contact.id))
    await finish(world, await make_task(world, "Nobody's"))
    assert [row["scenario"] for row in await runs(world)] == ["next"]
    async with tenant_transaction(world.tenant_no):
        from axin.runtime.records import queries  # noqa: PLC0415

        assert (await queries.get(world.plan, world.owner, "contact", contact.id)).values["name"] == "Aysel, called"


async def test_one_may_listen_to_the_tasks_of_one_scenario(make_workspace):
    welcome = scenario("welcome", {"on": "record.created", "entity": "contact"}, note("Welcome"), run_as="role:owner")
    world = await make_workspace(firm(welcome, listens("next", "task.done", "After that", scenario="welcome")))
    await do(world, world.owner, "create", "contact", {"name": "Aysel"})
    await drain_all()
    await finish(world, await make_task(world, "By hand"))
    assert await titles(world) == ["Welcome", "By hand"]
    (task,) = await rows(world.tenant_no, "select * from task where tenant_no = $1 and title = 'Welcome'")
    async with tenant_transaction(world.tenant_no):
        await worklist.mark(world.owner, task["id"], done=True)
    await drain_all()
    assert "After that" in await titles(world)


async def test_a_task_that_passes_its_time_is_told_of_once(make_workspace):
    world = await make_workspace(firm(listens("late", "task.overdue", "Late: {{ event.data.task.title }}")))
    await make_task(world, due=utc_now() - timedelta(minutes=1))
    await make_task(world, "Later", due=utc_now() + timedelta(hours=1))
    done = await make_task(world, "Done", due=utc_now() - timedelta(minutes=1))
    await finish(world, done)
    assert await overdue(world) == ["Call", "Later", "Done", "Late: Call"]
    assert await overdue(world) == ["Call", "Later", "Done", "Late: Call"]


async def test_tasks_that_are_late_from_the_start_do_not_call_each_other_for_ever(make_workspace):
    world = await make_workspace(firm(listens("late", "task.overdue", steps=[note("Hurry", due="=NOW()")])))
    await make_task(world, due=utc_now() - timedelta(minutes=1))
    for _ in range(15):
        await overdue(world)
    statuses = [row["status"] for row in await runs(world)]
    assert statuses.count("cancelled") == 1
    assert len(statuses) < 10


async def test_a_run_that_fails_sets_off_those_who_take_care(make_workspace):
    alarm = listens("alarm", "run.failed", steps=[note("{{ event.data.scenario }}: {{ event.data.error.message }}")])
    world = await make_workspace(firm(fails(), alarm, listens("other", "run.failed", "Never", scenario="alarm")))
    await do(world, world.owner, "create", "contact", {"name": "Aysel"})
    await drain_all()
    assert await titles(world) == ["fails: Out of paint"]
    assert [(row["scenario"], row["status"]) for row in await runs(world)] == [("fails", "failed"), ("alarm", "done")]


async def test_an_alarm_that_fails_does_not_call_itself_and_two_do_not_call_each_other_for_ever(make_workspace):
    failing = [{"key": "stop", "stop": {"error": "No"}}]
    world = await make_workspace(firm(
        fails(), listens("one", "run.failed", steps=failing), listens("two", "run.failed", steps=failing)))  # fmt: skip
    await do(world, world.owner, "create", "contact", {"name": "Aysel"})
    await drain_all()
    found = await runs(world)
    assert len(found) < 40
    assert "cancelled" in {row["status"] for row in found}
