"""Branches run side by side, scenarios call each other, runs wait for what happens: nothing is lost, nothing is done twice."""

import json

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs import commands
from axin.runtime.runs.drain import drain_all
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import action, do, firm, records, runs, scenario

CREATED = {"on": "record.created", "entity": "contact"}
CALLED = {"on": "scenario"}
BAD = action("bad", "record.delete", entity="request", id="01900000-0000-7000-8000-000000000001")


def task(key, title, **more):
    return action(key, "task.create", title=title) | more


async def contact(world, name="Aysel", **values):
    record = await do(world, world.owner, "create", "contact", {"name": name, **values})
    await drain_all()
    return record


async def titles(world):
    return [row["title"] for row in await rows(world.tenant_no, "select title from task where tenant_no = $1 order by id")]


async def of(world, key):
    found = await rows(
        world.tenant_no,
        "select id, status, result::text, error::text from run where tenant_no = $1 and scenario = $2 order by id", key,
    )  # fmt: skip
    return [
        {"id": row["id"], "status": row["status"], "result": json.loads(row["result"] or "null"),
         "error": json.loads(row["error"] or "null")} for row in found
    ]  # fmt: skip


async def time_passes(world, seconds):
    """Let so much time pass for every run that waits: the timers of all its branches come nearer."""
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            """update run_due set due_at = due_at - $2 * interval '1 second' where tenant_no = $1""", world.tenant_no, seconds
        )
        for row in await transaction.fetch(
            "select id, state from run where tenant_no = $1 and state is not null", world.tenant_no
        ):
            state = json.loads(row["state"])
            for place in (state, *state.get("others", ())):
                if place.get("due"):
                    place["due"] = await transaction.fetchval(
                        "select to_char(($1::text::timestamptz - $2 * interval '1 second') at time zone 'utc',"
                        " 'YYYY-MM-DD\"T\"HH24:MI:SS.US+00:00')", place["due"], seconds,
                    )  # fmt: skip
            await transaction.execute(
                "update run set state = $3::jsonb where tenant_no = $1 and id = $2", world.tenant_no, row["id"], json.dumps(state)
            )
    await drain_all()


async def test_a_wait_in_one_branch_holds_no_other_and_the_next_step_waits_for_all(make_workspace):
    steps = [
        {"key": "both", "parallel": [
            [task("a1", "a1"), {"key": "a_wait", "wait": {"for": "2h"}}, task("a2", "a2")],
            [{"key": "b_wait", "wait": {"for": "1h"}}, task("b1", "b1")],
            [task("c1", "c1")],
            [],
        ]},
        task("end", "end {{ steps.a1.task }}"),
    ]  # fmt: skip
    world = await make_workspace(firm(scenario("side", CREATED, *steps)))
    await contact(world)
    assert await titles(world) == ["a1", "c1"]
    await time_passes(world, 3601)
    assert await titles(world) == ["a1", "c1", "b1"]
    await time_passes(world, 3601)
    assert [title[:3] for title in await titles(world)] == ["a1", "c1", "b1", "a2", "end"]
    assert [run["status"] for run in await of(world, "side")] == ["done"]
    journal = await rows(world.tenant_no, "select key, status from run_step where tenant_no = $1 order by seq")
    assert {row["key"]: row["status"] for row in journal} == dict.fromkeys(
        ("both", "a1", "a_wait", "a2", "b_wait", "b1", "c1", "end"), "done"
    )


async def test_branches_nest_and_stand_in_loops(make_workspace):
    inner = {
        "key": "inner",
        "parallel": [[task("x", "x{{ index }}")], [{"key": "w", "wait": {"for": "1h"}}, task("y", "y{{ index }}")]],
    }
    steps = [
        {"key": "outer", "parallel": [
            [action("found", "record.find", entity="contact", sort="name"),
             {"key": "each", "for_each": "=steps.found.records", "do": [inner]}],
            [task("other", "other")],
        ]},
        task("end", "end"),
    ]  # fmt: skip
    world = await make_workspace(firm())
    await contact(world, "Leyla")
    await world.publish(firm(scenario("side", CREATED, *steps)))
    await contact(world)
    assert sorted(await titles(world)) == ["other", "x0"]
    await time_passes(world, 3601)
    assert sorted(await titles(world)) == ["other", "x0", "x1", "y0"]
    await time_passes(world, 3601)
    assert sorted(await titles(world)) == ["end", "other", "x0", "x1", "y0", "y1"]
    assert [run["status"] for run in await of(world, "side")] == ["done"]


async def test_a_branch_that_fails_ends_the_run_and_a_retry_takes_all_up_again(make_workspace):
    steps = [
        {"key": "both", "parallel": [
            [{"key": "w", "wait": {"for": "1h"}}, task("a", "a")],
            [BAD],
        ]},
        task("end", "end"),
    ]  # fmt: skip
    world = await make_workspace(firm(scenario("side", CREATED, *steps)))
    await contact(world)
    [run] = await of(world, "side")
    assert run["status"] == "failed"
    assert run["error"]["step"] == "bad"
    journal = await rows(world.tenant_no, "select key, status from run_step where tenant_no = $1 order by seq")
    assert {row["key"]: row["status"] for row in journal} == {"both": "done", "w": "cancelled", "bad": "failed"}
    async with tenant_transaction(world.tenant_no):
        await commands.retry(run["id"])
    await drain_all()
    assert [run["status"] for run in await of(world, "side")] == ["failed"]
    assert await titles(world) == []


async def test_a_called_scenario_gives_its_result_and_its_failure_passes_up(make_workspace):
    child = scenario(
        "child", CALLED, task("t", "for {{ event.input.who }}"), {"key": "w", "wait": {"for": "1h"}},
        {"key": "bad", "if": '=event.input.who = "Murad"', "then": [{"key": "no", "stop": {"error": "not him"}}]},
        {"key": "ok", "stop": {"result": "=event.input.number * 2"}},
    )  # fmt: skip
    parent = scenario(
        "parent", CREATED, {"key": "ask", "call": "child", "with": {"who": "=record.name", "number": 21}},
        task("after", "got {{ steps.ask.result }}"),
    )  # fmt: skip
    world = await make_workspace(firm(child, parent))
    await contact(world)
    await contact(world, "Murad")
    assert await titles(world) == ["for Aysel"]  # of one scenario without a record, one run after the other
    await time_passes(world, 3601)
    await time_passes(world, 3601)
    assert await titles(world) == ["for Aysel", "got 42", "for Murad"] or await titles(world) == [
        "for Aysel",
        "for Murad",
        "got 42",
    ]
    assert [run["status"] for run in await of(world, "child")] == ["done", "failed"]
    good, bad = await of(world, "parent")
    assert good["status"] == "done"
    assert bad["status"] == "failed"
    assert bad["error"] == {"code": "stopped", "message": "not him", "step": "ask"}


async def test_who_cancels_a_run_cancels_what_it_has_called(make_workspace):
    child = scenario("child", CALLED, {"key": "w", "wait": {"for": "1h"}})
    parent = scenario("parent", CREATED, {"key": "ask", "call": "child"})
    world = await make_workspace(firm(child, parent))
    await contact(world)
    [run] = await of(world, "parent")
    async with tenant_transaction(world.tenant_no):
        await commands.cancel(run["id"])
    assert [(await of(world, key))[0]["status"] for key in ("parent", "child")] == ["cancelled", "cancelled"]
    assert await rows(world.tenant_no, "select * from run_due where tenant_no = $1") == []
    assert await rows(world.tenant_no, "select * from run_wait where tenant_no = $1") == []


WAITS = {"key": "w", "wait": {"event": {"on": "record.updated", "entity": "contact", "fields": ["phone"]}, "timeout": "3d"}}


async def test_a_wait_ends_with_the_event_of_its_own_record(make_workspace):
    steps = [WAITS, {"key": "late", "if": "=steps.w.timed_out", "then": [task("no", "no phone")], "else": [
        task("yes", "{{ steps.w.record.phone }} {{ record.phone }}")]}]  # fmt: skip
    world = await make_workspace(firm(scenario("wait", CREATED, *steps)))
    first, second = await contact(world), await contact(world, "Murad")
    await do(world, world.owner, "update", "contact", second.id, {"name": "Murad M."})
    await drain_all()
    assert await titles(world) == []
    await do(world, world.owner, "update", "contact", second.id, {"phone": "+994501112233"})
    await drain_all()
    assert await titles(world) == ["+994501112233 +994501112233"]
    assert sorted(run["status"] for run in await of(world, "wait")) == ["done", "waiting"]
    await time_passes(world, 3 * 86400 + 1)
    assert (await titles(world))[1:] == ["no phone"]
    await do(world, world.owner, "update", "contact", first.id, {"phone": "+994501112234"})
    await drain_all()
    assert len(await titles(world)) == 2


async def test_a_wait_may_be_for_another_entitys_record_that_fits(make_workspace):
    wait = {"key": "w", "wait": {"event": {"on": "record.created", "entity": "request", "condition": "contact = record.id"}}}
    world = await make_workspace(
        firm(scenario("wait", CREATED, wait, task("t", "{{ steps.w.record.name }} of {{ record.name }}")))
    )
    first, second = await contact(world), await contact(world, "Murad")
    await do(world, world.owner, "create", "request", {"name": "R", "contact": second.id})
    await drain_all()
    assert await titles(world) == ["R of Murad"]
    await do(world, world.owner, "create", "request", {"name": "S", "contact": first.id})
    await drain_all()
    assert await titles(world) == ["R of Murad", "S of Aysel"]


async def test_an_event_emitted_starts_and_wakes(make_workspace):
    event = {"on": "event", "name": "paid", "condition": "event.data.who = record.name"}
    wait = scenario("waits", CREATED, {"key": "w", "wait": {"event": event}},
                    task("t", "paid {{ steps.w.data.sum }}"))  # fmt: skip
    starts = scenario("starts", {"on": "event", "name": "paid"}, task("s", "heard {{ event.data.sum }}"))
    given = {"name": "paid", "data": {"sum": 5, "who": "=record.name"}}
    emits = scenario("emits", {"on": "record.updated", "entity": "contact"},
                     {"key": "e", "action": "event.emit", "with": given})  # fmt: skip
    world = await make_workspace(firm(wait, starts, emits))
    record = await contact(world)
    await contact(world, "Murad")
    await do(world, world.owner, "update", "contact", record.id, {"phone": "+994501112233"})
    await drain_all()
    assert sorted(await titles(world)) == ["heard 5", "paid 5"]


async def test_a_failure_starts_the_scenario_that_takes_care(make_workspace):
    broken = scenario(
        "broken", CREATED, BAD,
        on_error={"then": "scenario:care"},
    )  # fmt: skip
    care = scenario("care", CALLED, task("t", "{{ event.input.scenario }} {{ event.input.step }} {{ event.input.record }}"))
    world = await make_workspace(firm(broken, care))
    record = await contact(world)
    await drain_all()
    assert [run["status"] for run in await of(world, "broken")] == ["failed"]
    assert await titles(world) == [f"broken bad {record.id}"]


async def test_a_burst_of_changes_settles_into_one_run(make_workspace):
    merged = scenario(
        "burst", {"on": "record.updated", "entity": "contact"}, task("t", "{{ previous.name }} > {{ event.record.name }}"),
        settle="10s",
    )  # fmt: skip
    world = await make_workspace(firm(merged))
    record = await contact(world)
    for name in ("B", "C", "D"):
        await do(world, world.owner, "update", "contact", record.id, {"name": name})
        await drain_all()
    assert await titles(world) == []
    await time_passes(world, 11)
    assert await titles(world) == ["Aysel > D"]
    await do(world, world.owner, "update", "contact", record.id, {"name": "E"})
    await drain_all()
    await time_passes(world, 11)
    assert await titles(world) == ["Aysel > D", "D > E"]
    assert [run["status"] for run in await of(world, "burst")] == ["done", "done"]


async def test_a_newer_run_takes_the_place_of_the_one_under_way(make_workspace):
    slow = scenario(
        "slow", {"on": "record.updated", "entity": "contact"}, {"key": "w", "wait": {"for": "1h"}},
        task("t", "{{ event.record.name }}"),
        concurrency={"policy": "restart"},
    )  # fmt: skip
    world = await make_workspace(firm(slow))
    record = await contact(world)
    for name in ("B", "C"):
        await do(world, world.owner, "update", "contact", record.id, {"name": name})
        await drain_all()
    assert [(run["status"], run["error"] and run["error"]["code"]) for run in await of(world, "slow")] == [
        ("cancelled", "restarted"), ("waiting", None),
    ]  # fmt: skip
    await time_passes(world, 3601)
    assert await titles(world) == ["C"]


@pytest.mark.parametrize("count", [1, 3])
async def test_calls_in_branches_are_awaited_together(make_workspace, count):
    child = scenario("child", CALLED, {"key": "w", "wait": {"for": "1h"}}, {"key": "ok", "stop": {"result": "=event.input.n"}},
                     concurrency={"policy": "parallel"})  # fmt: skip
    arms = [[{"key": f"c{n}", "call": "child", "with": {"n": n}}] for n in range(count)]
    total = " + ".join(f"steps.c{n}.result" for n in range(count))
    world = await make_workspace(
        firm(child, scenario("parent", CREATED, {"key": "p", "parallel": arms}, {"key": "s", "stop": {"result": f"={total}"}}))
    )
    await contact(world)
    assert len(await of(world, "child")) == count
    await time_passes(world, 3601)
    [parent] = await of(world, "parent")
    assert (parent["status"], parent["result"]) == ("done", sum(range(count)))
    assert {row["status"] for row in await runs(world)} == {"done"}
    assert len(await records(world, "contact")) == 1
