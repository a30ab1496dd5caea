"""For each and switch: every item once, in order, each row of the journal with its index; the case that fits, or the default."""

import json
from zoneinfo import ZoneInfo

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.records.commands import Creation
from axin.runtime.runs.drain import drain_all
from axin.runtime.triggers import hooks, inbound
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import action, do, firm, scenario


def loop(key, each, *steps, **more):
    return {"key": key, "for_each": each, "do": list(steps), **more}


def task(key, title):
    return action(key, "task.create", title=title)


CREATED = {"on": "record.created", "entity": "contact"}


async def contact(world, name="Aysel", **values):
    record = await do(world, world.owner, "create", "contact", {"name": name, **values})
    await drain_all()
    return record


async def called(world, body):
    async with tenant_transaction(world.tenant_no):
        hook = await hooks.hook_of("each")
    await inbound.receive(hook.token, {}, b"", body)
    await drain_all()


async def titles(world):
    return [row["title"] for row in await rows(world.tenant_no, "select title from task where tenant_no = $1 order by id")]


async def journal(world):
    found = await rows(
        world.tenant_no, "select key, index, status, output::text from run_step where tenant_no = $1 order by run_id, seq"
    )
    return [(row["key"], row["index"], row["status"]) for row in found]


async def state(world):
    [row] = await rows(world.tenant_no, "select status, error::text as error from run where tenant_no = $1")
    return row["status"], json.loads(row["error"] or "null")


async def test_each_record_found_is_an_item_with_its_fields(make_workspace):
    steps = [
        action("found", "record.find", entity="contact", filter="name <> record.name", sort="name"),
        loop("all", "=steps.found.records", task("one", "{{ index }} {{ item.name }}")),
        task("end", "end"),
    ]
    world = await make_workspace(firm())
    for name in ("Aysel", "Murad", "Leyla"):
        await contact(world, name)
    await world.publish(firm(scenario("each", CREATED, *steps)))
    await contact(world, "New")
    assert await titles(world) == ["0 Aysel", "1 Leyla", "2 Murad", "end"]
    assert await journal(world) == [
        ("found", None, "done"), ("all", None, "done"), ("one", 0, "done"), ("one", 1, "done"), ("one", 2, "done"),
        ("end", None, "done"),
    ]  # fmt: skip


async def test_loops_nest_and_an_empty_one_is_passed(make_workspace):
    steps = [
        action("find", "record.find", entity="contact", sort="name"),
        action("none", "record.find", entity="deal"),
        loop("nothing", "=steps.none.records", task("never", "never")),
        loop("outer", "=steps.find.records", {"key": "keep", "set": {"a": "=item.name"}},
             loop("inner", "=steps.find.records", task("pair", "{{ vars.a }}{{ item.name }}")), task("row", "{{ item.name }}.")),
    ]  # fmt: skip
    world = await make_workspace(firm())
    await contact(world, "A")
    await world.publish(firm(scenario("each", CREATED, *steps)))
    await contact(world, "B")
    assert await titles(world) == ["AA", "AB", "A.", "BA", "BB", "B."]


async def test_a_wait_inside_a_loop_keeps_its_place(make_workspace):
    steps = [
        action("find", "record.find", entity="contact", sort="name"),
        loop("all", "=steps.find.records", {"key": "pause", "wait": {"for": "1s"}}, task("one", "{{ item.name }}")),
    ]
    world = await make_workspace(firm())
    await contact(world, "A")
    await world.publish(firm(scenario("each", CREATED, *steps)))
    await contact(world, "B")
    for expected in (["A"], ["A", "B"]):
        await rows(world.tenant_no, "update run_due set due_at = now() where tenant_no = $1 returning 1")
        await drain_all()
        assert await titles(world) == expected
    assert (await state(world))[0] == "done"


async def test_many_turns_are_committed_in_strides_and_all_done(make_workspace):
    steps = [
        action("find", "record.find", entity="contact", limit=500),
        loop("all", "=steps.find.records", {"key": "a", "set": {"n": "=index"}}, {"key": "b", "set": {"m": "=vars.n + 1"}}),
        task("end", "{{ vars.m }}"),
    ]
    world = await make_workspace(firm())
    await do(world, world.owner, "batch", "contact", create=[Creation({"name": f"C{n}"}) for n in range(299)])
    await world.publish(firm(scenario("each", CREATED, *steps)))
    await contact(world, "last")
    assert await titles(world) == ["300"]
    assert len(await journal(world)) == 603


async def test_what_is_no_list_fails_the_run_with_a_sentence(make_workspace):
    steps = [{"key": "keep", "set": {"v": "=event.data"}}, loop("all", "=vars.v.rows", task("one", "{{ item.name }}"))]
    world = await make_workspace(firm(scenario("each", {"on": "webhook", "auth": "token", "map": {"rows": "rows"}}, *steps)))
    await called(world, {"rows": "no list"})
    status, error = await state(world)
    assert (status, error["code"], error["step"]) == ("failed", "type_mismatch", "all")


async def test_objects_from_outside_are_items(make_workspace):
    steps = [loop("all", "=event.data.rows", task("one", "{{ item.name }}: {{ item.price + 1 }}"))]
    world = await make_workspace(firm(scenario("each", {"on": "webhook", "auth": "token", "map": {"rows": "rows"}}, *steps)))
    await called(world, {"rows": [{"name": "a", "price": 1}, {"name": "b", "price": 2}]})
    assert await titles(world) == ["a: 2", "b: 3"]


async def test_a_switch_takes_the_case_that_fits_or_the_default(make_workspace):
    choose = {
        "key": "choose", "switch": "=record.source",
        "cases": [{"is": "site", "then": [task("site", "site")]}, {"is": "call", "then": [task("call", "call")]}],
        "default": [task("other", "other")],
    }  # fmt: skip
    world = await make_workspace(firm(scenario("each", CREATED, choose, task("end", "end"))))
    await contact(world, "A", source="call")
    await contact(world, "B", source="site")
    await contact(world, "C")
    assert await titles(world) == ["call", "end", "site", "end", "other", "end"]


async def test_a_wait_until_a_moment_that_is_past_goes_on_at_once(make_workspace):
    steps = [
        {"key": "past", "wait": {"until": "=NOW() + DAYS(-1)"}}, task("one", "one"),
        {"key": "later", "wait": {"until": "=NOW() + HOURS(2)"}}, task("two", "two"),
    ]  # fmt: skip
    world = await make_workspace(firm(scenario("each", CREATED, *steps)))
    await contact(world)
    assert await titles(world) == ["one"]
    [row] = await rows(world.tenant_no, "select due_at - now() as rest from run_due where tenant_no = $1")
    assert 7100 < row["rest"].total_seconds() <= 7200


async def test_a_wait_of_working_hours_ends_in_working_time(make_workspace):
    week = {"mon-sun": "09:00-10:00"}
    hours = {"settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN", "working_hours": week}}
    steps = [{"key": "pause", "wait": {"for": "3h", "working_hours": True}}, task("one", "one")]
    world = await make_workspace(firm(scenario("each", CREATED, *steps), **hours))
    await contact(world)
    [row] = await rows(world.tenant_no, "select due_at, due_at - now() as rest from run_due where tenant_no = $1")
    assert 47 * 3600 < row["rest"].total_seconds() <= 72 * 3600
    assert row["due_at"].astimezone(ZoneInfo("Asia/Baku")).hour in {9, 10}
