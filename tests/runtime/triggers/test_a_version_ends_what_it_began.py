"""S33: publishing stops nothing: a run that waits goes on by the version it began with; new events go by the new one."""

from tests.runtime.runs.hand_built import make_due, titles
from tests.runtime.stories import action, do, drain_all, firm, runs, scenario


def greet(text):
    return scenario(
        "greet", {"on": "record.created", "entity": "contact"},
        action("first", "task.create", title=f"{text} 1"),
        {"key": "pause", "wait": {"for": "2h"}},
        action("second", "task.create", title=f"{text} 2"),
        run_as="role:owner",
    )  # fmt: skip


async def test_a_waiting_run_finishes_by_its_own_version(make_workspace):
    world = await make_workspace(firm(greet("old")))
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()
    assert [row["status"] for row in await runs(world)] == ["waiting"]
    await world.publish(firm(greet("new")))
    await do(world, world.owner, "create", "contact", {"name": "Rashad"})
    await drain_all()
    await make_due(world.tenant_no)
    await drain_all()
    assert sorted(await titles(world.tenant_no)) == ["new 1", "new 2", "old 1", "old 2"]
    assert [(row["version"], row["status"]) for row in await runs(world)] == [(1, "done"), (2, "done")]


async def test_an_event_is_matched_by_the_version_that_was_live_when_it_happened(make_workspace):
    world = await make_workspace(firm(greet("old")))
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await world.publish(firm())
    await drain_all()
    assert await titles(world.tenant_no) == ["old 1"]
