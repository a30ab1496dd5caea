"""Starting scenarios by hand, following, retrying and cancelling their runs, over HTTP, by those who may."""

import uuid

import pytest

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario

SECRET = "margin 40 percent"


def offer(**more):
    return scenario(
        "offer", {"on": "button", "entity": "contact", "title": "Send an offer"},
        action("task", "task.create", title=f"{SECRET} {{{{ record.name }}}}", record="=record.id"),
        run_as="role:owner", **more,
    )  # fmt: skip


def manual():
    return scenario("manual", {"on": "scenario"}, action("task", "task.create", title="by hand"), run_as="role:owner")


def presser(key="presser", scenarios=("press:offer",)):
    access = [{"entity": "contact", "create": True, "read": "own", "update": "own"}]
    return {"key": key, "title": key, "access": access, "scenarios": list(scenarios)}


@pytest.fixture
async def office(api):
    await api.sign_up()
    await api.publish(firm(offer(), roles=(presser(), presser("bystander", ()))))
    return api


async def contact_of(client):
    answer = await client.post(client.at("records/contact"), json={"values": {"name": "Leyla"}})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def press(client, record, key="offer"):
    return await client.post(client.at(f"scenarios/{key}/run"), json={"record": record})


async def test_a_button_starts_the_scenario_on_its_record(office):
    answer = await press(office, await contact_of(office))
    assert answer.status_code == 202, answer.text
    await drain_all()
    run = (await office.get(office.at(f"runs/{answer.json()['run']['id']}"))).json()
    assert run["status"] == "done"
    assert run["trigger"]["on"] == "button"
    assert run["caused_by"]["actor"]["kind"] == "person"
    assert set(run["steps"][0]) >= {"key", "status", "attempt", "input", "output", "error", "started_at", "finished_at"}


async def test_only_a_role_that_may_press_it_may(office):
    record = await contact_of(office)
    able, idle = await office.member("presser"), await office.member("bystander")
    assert (await press(able, record)).status_code == 404  # not a record they may see
    assert (await press(able, await contact_of(able))).status_code == 202
    assert (await press(idle, await contact_of(idle))).status_code == 403
    assert (await press(office.stranger(), record)).status_code in {401, 404}


async def test_what_is_not_there_is_not_there(office):
    record = await contact_of(office)
    assert (await press(office, record, "nope")).status_code == 404
    assert (await press(office, str(uuid.uuid4()))).status_code == 404
    for path in ("scenarios/nope", f"runs/{uuid.uuid4()}", "runs/nope"):
        assert (await office.get(office.at(path))).status_code == 404
    for query in ("limit=0", "limit=501", "limit=x", "after=x", "status=odd", "record=x"):
        answer = await office.get(office.at(f"runs?{query}"))
        assert answer.status_code in {400, 422}, query
        assert answer.json()["errors"][0]["pointer"] == f"/query/{query.split('=')[0]}", answer.text


async def test_a_run_is_seen_by_who_may_read_its_record_and_no_values_of_its_steps(office):
    able = await office.member("presser")
    mine, other = await contact_of(able), await contact_of(office)
    own = (await press(able, mine)).json()["run"]["id"]
    foreign = (await press(office, other)).json()["run"]["id"]
    await drain_all()
    listed = (await able.get(able.at("runs"))).json()["items"]
    assert [run["id"] for run in listed] == [own]
    assert (await able.get(able.at(f"runs/{foreign}"))).status_code == 404
    shown = await able.get(able.at(f"runs/{own}"))
    assert shown.status_code == 200
    assert SECRET not in shown.text
    assert SECRET in (await office.get(office.at(f"runs/{own}"))).text
    assert (await able.post(able.at(f"runs/{own}/retry"))).status_code == 403


async def test_a_waiting_run_can_be_cancelled_once(office):
    waits = scenario("waits", {"on": "button", "entity": "contact"}, {"key": "pause", "wait": {"for": "2h"}}, run_as="role:owner")
    await office.publish(firm(waits))
    run = (await press(office, await contact_of(office), "waits")).json()["run"]["id"]
    await drain_all()
    shown = (await office.get(office.at(f"runs/{run}"))).json()
    assert (shown["status"], shown["due_at"] is not None) == ("waiting", True)
    assert (await office.post(office.at(f"runs/{run}/cancel"))).json()["run"]["status"] == "cancelled"
    steps = (await office.get(office.at(f"runs/{run}"))).json()["steps"]
    assert [(step["key"], step["status"], step["finished_at"] is None) for step in steps] == [("pause", "cancelled", False)]
    again = await office.post(office.at(f"runs/{run}/cancel"))
    assert (again.status_code, again.json()["code"]) == (409, "not_runnable")


async def test_a_failed_run_is_retried(office):
    fails = scenario(
        "fails", {"on": "button", "entity": "contact"},
        action("move", "stage.move", entity="deal", id="=event.input.deal", funnel="repair", stage="won"), run_as="role:owner",
    )  # fmt: skip
    await office.publish(firm(fails))
    run = (await press(office, await contact_of(office), "fails")).json()["run"]["id"]
    await drain_all()
    assert (await office.get(office.at(f"runs/{run}"))).json()["status"] == "failed"
    answer = await office.post(office.at(f"runs/{run}/retry"), json={})
    assert (answer.status_code, answer.json()["run"]["status"]) == (202, "queued")
    await drain_all()
    (step,) = (await office.get(office.at(f"runs/{run}"))).json()["steps"]
    assert (step["status"], step["attempt"]) == ("failed", 2)


async def test_pages_of_runs_follow_each_other(office):
    record = await contact_of(office)
    made = [(await press(office, record)).json()["run"]["id"] for _ in range(5)]
    first = (await office.get(office.at("runs?limit=2"))).json()
    second = (await office.get(office.at(f"runs?limit=3&after={first['next']}"))).json()
    assert [run["id"] for run in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None
    assert len((await office.get(office.at(f"runs?record={record}"))).json()["items"]) == 5


async def test_a_dry_run_says_what_would_happen_and_does_nothing(office):
    record = await contact_of(office)
    answer = await office.post(office.at("scenarios/offer/dry-run"), json={"record": record})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["would_run"] is True
    (step,) = found["steps"]
    assert (step["key"], step["status"], step["effects"][0]["action"]) == ("task", "done", "task.create")
    assert (await office.get(office.at("tasks"))).json()["items"] == []
    assert (await office.get(office.at("runs"))).json()["items"] == []


async def test_why_shows_the_condition_with_its_values(office):
    flow = scenario(
        "seen", {"on": "record.created", "entity": "contact"}, action("task", "task.create", title="x"),
        when='source = "site"', run_as="role:owner",
    )  # fmt: skip
    await office.publish(firm(flow))
    record = await contact_of(office)
    answer = await office.post(office.at("scenarios/seen/why"), json={"record": record})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["ran"], found["trigger"]["matched"], found["condition"]["value"]) == (False, True, False)
    assert found["condition"]["source"] == 'source = "site"'
    assert found["condition"]["tree"]["children"] == [{"source": "source", "value": None}]


async def test_tasks_and_notifications_over_http(office):
    made = await office.post(office.at("tasks"), json={"title": "Call"})
    assert made.status_code == 201, made.text
    task = made.json()
    done = await office.patch(office.at(f"tasks/{task['id']}"), json={"done": True})
    assert done.json()["done_at"] is not None
    assert (await office.get(office.at("tasks?done=false"))).json()["items"] == []
    assert len((await office.get(office.at("tasks?done=true"))).json()["items"]) == 1
    other = await office.member("presser")
    assert (await other.get(other.at("tasks"))).json()["items"] == []
    assert (await other.patch(other.at(f"tasks/{task['id']}"), json={"done": False})).status_code == 404
    page = (await office.get(office.at("notifications"))).json()
    assert (page["items"], page["next"], page["unread"]) == ([], None, 0)
    assert (await office.post(office.at("notifications/read"), json={"all": True})).json() == {"read": 0}


async def test_a_run_tells_its_condition_and_its_branches_with_their_values(office):
    branch = {
        "key": "known",
        "if": '=record.source = "site" AND record.name <> "X"',
        "then": [action("task", "task.create", title="x")],
    }
    flow = scenario(
        "seen", {"on": "record.created", "entity": "contact"}, branch, when="NOT(ISBLANK(name))", run_as="role:owner"
    )  # fmt: skip
    await office.publish(firm(flow))
    await contact_of(office)
    await drain_all()
    listed = (await office.get(office.at("runs"))).json()["items"]
    run = (await office.get(office.at(f"runs/{listed[0]['id']}"))).json()
    assert (run["condition"]["source"], run["condition"]["value"]) == ("NOT(ISBLANK(name))", True)
    tree = run["steps"][0]["input"]["condition"]
    assert tree["value"] is False
    first, second = tree["children"]
    assert (first["source"], first["value"]) == ('record.source = "site"', False)
    assert first["children"] == [{"source": "record.source", "value": None}]
    assert second["value"] is True
