"""Publishing asks what becomes of runs under way: they finish on their version, move to the new one, or stop."""

import pytest

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario


def waiting(*rest, wait="wait", before=(), span="2h"):
    steps = [*before, {"key": wait, "wait": {"for": span}}, *rest]
    return scenario("follow", {"on": "record.created", "entity": "contact"}, *steps, run_as="role:owner")


def task(title, key="task"):
    return action(key, "task.create", title=title)


@pytest.fixture
async def office(api):
    web = await api.sign_up()
    await web.publish(firm(waiting(task("Old"))))
    return web


async def one_waits(web):
    answer = await web.post(web.at("records/contact"), json={"values": {"name": "Leyla"}})
    assert answer.status_code == 201, answer.text
    await drain_all()
    run = (await web.get(web.at("runs"))).json()["items"][0]
    assert run["status"] == "waiting"
    return run["id"]


async def draft(web, document):
    assert (await web.put(web.at("draft"), json=document)).status_code == 200


async def publish(web, status=201, **more):
    answer = await web.post(web.at("publish"), json=more)
    assert answer.status_code == status, answer.text
    return answer.json()


async def let_time_pass(web):
    """End every wait."""
    async with control_transaction() as control:
        tenant = await control.fetchval("select tenant_no from workspace where slug = $1", web.slug)
    async with tenant_transaction(tenant) as own:
        await own.execute("update run_due set due_at = now() - interval '1 second' where tenant_no = $1", tenant)
    await drain_all()


async def titles(web):
    return [each["title"] for each in (await web.get(web.at("tasks"))).json()["items"]]


async def the_run(web, run):
    return (await web.get(web.at(f"runs/{run}"))).json()


async def test_who_is_about_to_publish_sees_how_many_runs_wait_where(office):
    await one_waits(office)
    await one_waits(office)
    await draft(office, firm(waiting(task("New"), wait="pause")))
    found = (await office.get(office.at("draft/in-flight"))).json()["items"]
    assert [(one["scenario"], one["change"], one["runs"]) for one in found] == [("follow", "changed", 2)]
    assert [(place["step"], place["does"], place["runs"], place["stays"]) for place in found[0]["places"]] == [
        ("wait", "wait", 2, False)
    ]


async def test_a_scenario_that_stays_as_it_is_needs_no_answer(office):
    await one_waits(office)
    found = (await office.get(office.at("draft/in-flight"))).json()["items"]
    assert [one["change"] for one in found] == ["unchanged"]


async def test_runs_finish_on_their_own_version_unless_something_else_is_said(office):
    run = await one_waits(office)
    await draft(office, firm(waiting(task("New"))))
    await publish(office)
    await let_time_pass(office)
    assert await titles(office) == ["Old"]
    assert (await the_run(office, run))["version"] == 1


async def test_runs_that_move_go_on_by_the_new_steps(office):
    run = await one_waits(office)
    await draft(office, firm(waiting(task("New"))))
    await publish(office, in_flight={"follow": {"do": "move"}})
    await let_time_pass(office)
    assert await titles(office) == ["New"]
    found = await the_run(office, run)
    assert (found["version"], found["status"], [step["key"] for step in found["steps"]]) == (2, "done", ["wait", "task"])


async def test_a_step_that_is_called_otherwise_now_is_found_by_the_map(office):
    await one_waits(office)
    await draft(office, firm(waiting(task("New"), wait="pause")))
    refused = await publish(office, 422, in_flight={"follow": {"do": "move"}})
    assert [(each["pointer"], each["code"]) for each in refused["errors"]] == [("/in_flight/follow/steps/wait", "step_in_flight")]
    assert (await office.get(office.at("versions"))).json()["items"][0]["version"] == 1
    await publish(office, in_flight={"follow": {"do": "move", "steps": {"wait": "pause"}}})
    await let_time_pass(office)
    assert await titles(office) == ["New"]


async def test_what_was_refused_leaves_nothing_of_the_refused_version(office):
    await one_waits(office)
    await draft(office, firm(waiting(task("Refused"), wait="pause")))
    await publish(office, 422, in_flight={"follow": {"do": "move"}})
    await draft(office, firm(waiting(task("Mended"))))
    await publish(office, in_flight={"follow": {"do": "move"}})
    await let_time_pass(office)
    assert await titles(office) == ["Mended"]


async def test_runs_that_stop_do_nothing_more_and_say_why(office):
    run = await one_waits(office)
    await draft(office, firm())
    await publish(office, in_flight={"follow": {"do": "stop"}})
    await let_time_pass(office)
    assert await titles(office) == []
    found = await the_run(office, run)
    assert (found["status"], found["error"]["code"]) == ("cancelled", "replaced")


async def test_runs_of_a_scenario_that_is_gone_cannot_move(office):
    await one_waits(office)
    await draft(office, firm())
    refused = await publish(office, 422, in_flight={"follow": {"do": "move"}})
    assert [each["code"] for each in refused["errors"]] == ["scenario_removed"]


async def test_a_run_inside_a_loop_moves_with_its_items(api):
    web = await api.sign_up()

    def each(*steps):
        find = action("found", "record.find", entity="contact", filter="TRUE", sort="name")
        loop = {"key": "each", "for_each": "=steps.found.records", "do": [{"key": "wait", "wait": {"for": "2h"}}, *steps]}
        return firm(scenario("loop", {"on": "record.created", "entity": "deal"}, find, loop, run_as="role:owner"))

    await web.publish(each(action("task", "task.create", title="Old {{ item.name }}")))
    for name in ("Aysel", "Banu"):
        await web.post(web.at("records/contact"), json={"values": {"name": name}})
    assert (await web.post(web.at("records/deal"), json={"values": {"name": "Flat"}})).status_code == 201
    await drain_all()
    await draft(web, each({"key": "note", "set": {"x": 1}}, action("task", "task.create", title="New {{ item.name }}")))
    await publish(web, in_flight={"loop": {"do": "move"}})
    await let_time_pass(web)
    await let_time_pass(web)
    assert sorted(await titles(web)) == ["New Aysel", "New Banu"]


async def test_the_way_back_to_an_earlier_version_asks_too(office):
    await draft(office, firm(waiting(task("New"))))
    await publish(office)
    run = await one_waits(office)
    answer = await office.post(office.at("versions/1/restore"), json={"in_flight": {"follow": {"do": "stop"}}})
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["jobs"]) == 1
    await drain_all()
    assert (await the_run(office, run))["status"] == "cancelled"
