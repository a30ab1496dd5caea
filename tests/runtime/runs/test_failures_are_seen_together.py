"""Failures of one cause are seen as one, told once to who answers for the scenario, and tried again together."""

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario
from tests.world.workspaces import Client

STOPS = scenario(
    "stops", {"on": "record.created", "entity": "contact"},
    {"key": "closed", "stop": {"error": "Nobody is in the office"}},
    run_as="role:owner", owner="aysel@example.az",
)  # fmt: skip


async def house(api: Client, flow: dict) -> Client:
    await api.sign_up()
    await api.publish(firm(flow))
    return api


async def contacts(api: Client, count: int) -> None:
    for number in range(count):
        made = await api.post(api.at("records/contact"), json={"values": {"name": f"Contact {number}"}})
        assert made.status_code == 201, made.text
    await drain_all()


async def failures(api: Client) -> list[dict]:
    answer = await api.get(api.at("failures"))
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def told(api: Client) -> list[dict]:
    items = (await api.get(api.at("notifications"))).json()["items"]
    return [item for item in items if (item["cause"] or {}).get("kind") == "failure"]


async def test_runs_that_fail_alike_are_one_line_and_one_alert(api: Client):
    await house(api, STOPS)
    await contacts(api, 3)
    (found,) = await failures(api)
    assert (found["scenario"], found["step"], found["code"], found["count"]) == ("stops", "closed", "stopped", 3)
    assert found["message"] == "Nobody is in the office"
    assert found["told"] == [api.user["id"]], "its owner is no member: who published it answers"
    (line,) = await told(api)
    assert line["cause"]["failure"] == found["id"]
    listed = (await api.get(api.at("runs"), params={"failure": found["id"]})).json()["items"]
    assert {run["status"] for run in listed} == {"failed"}
    assert len(listed) == 3


async def test_the_owner_of_the_scenario_is_told(api: Client):
    await api.sign_up()
    aysel = await api.member("admin", "Aysel")
    await api.publish(firm({**STOPS, "owner": aysel.email.upper()}))
    await contacts(api, 1)
    assert len(await told(aysel)) == 1
    assert await told(api) == []


async def test_what_is_mended_is_told_of_anew(api: Client):
    await house(api, STOPS)
    await contacts(api, 1)
    (found,) = await failures(api)
    done = await api.post(api.at(f"failures/{found['id']}/mended"))
    assert done.status_code == 204, done.text
    assert await failures(api) == []
    await contacts(api, 2)
    (again,) = await failures(api)
    assert (again["id"], again["count"]) == (found["id"], 2)
    assert len(await told(api)) == 2


async def test_all_that_failed_is_tried_again_together_once_it_is_mended(api: Client):
    await house(api, STOPS)
    await contacts(api, 3)
    (found,) = await failures(api)
    await api.publish(firm({**STOPS, "steps": [action("greet", "task.create", title="Call {{ record.name }}")]}))
    answer = await api.post(api.at(f"failures/{found['id']}/rerun"), json={"from": "start"})
    assert answer.status_code == 202, answer.text
    job = (await api.get(api.at(f"jobs/{answer.json()['id']}"))).json()
    assert (job["status"], job["result"]["started"]) == ("done", 3)
    await drain_all()
    assert await failures(api) == []
    tasks = (await api.get(api.at("tasks"))).json()["items"]
    assert sorted(task["title"] for task in tasks) == [f"Call Contact {n}" for n in range(3)]


async def test_what_fails_again_at_its_step_is_not_told_twice(api: Client):
    await house(api, STOPS)
    await contacts(api, 2)
    (found,) = await failures(api)
    await api.post(api.at(f"failures/{found['id']}/rerun"))
    (under_way,) = await failures(api)
    assert (under_way["count"], under_way["under_way"]) == (0, 2)
    await drain_all()
    (again,) = await failures(api)
    assert (again["count"], again["under_way"]) == (2, 0)
    assert len(await told(api)) == 1


async def test_only_owners_and_admins_see_why_runs_fail(api: Client):
    await house(api, STOPS)
    await contacts(api, 1)
    (found,) = await failures(api)
    seller = await api.member("seller")
    assert (await seller.get(seller.at("failures"))).status_code == 403
    assert (await seller.post(seller.at(f"failures/{found['id']}/rerun"))).status_code == 403
    assert (await seller.post(seller.at(f"failures/{found['id']}/mended"))).status_code == 403
    other = await api.stranger().sign_up()
    assert (await other.post(other.at(f"failures/{found['id']}/mended"))).status_code == 404
    assert (await other.post(other.at(f"failures/{found['id']}/rerun"))).status_code == 404


async def test_a_run_shows_its_attempts(api: Client):
    flow = {**STOPS, "steps": [{**action("visit", "record.create", entity="request", values={"name": "=BLANK"}),
                                "on_error": {"retry": {"times": 1, "backoff": "fixed", "first": "1s"}}}]}  # fmt: skip
    await house(api, flow)
    await contacts(api, 1)
    (run,) = (await api.get(api.at("runs"))).json()["items"]
    shown = (await api.get(api.at(f"runs/{run['id']}"))).json()
    (step,) = shown["steps"]
    assert [one["attempt"] for one in step["attempts"]] == [1]
    assert step["attempts"][0]["error"]["code"] == step["error"]["code"]


async def test_a_run_shows_what_led_to_it_and_what_it_set_off(api: Client):
    first = scenario(
        "first", {"on": "record.created", "entity": "contact"},
        action("open", "record.create", entity="request", values={"name": "Visit"}), {"key": "ask", "call": "second", "with": {}},
        run_as="role:owner",
    )  # fmt: skip
    second = scenario("second", {"on": "scenario"}, {"key": "end", "stop": {"result": "=1"}}, run_as="role:owner")
    third = scenario(
        "third", {"on": "record.created", "entity": "request"}, {"key": "end", "stop": {"result": "=1"}}, run_as="role:owner"
    )
    await api.sign_up()
    await api.publish(firm(first, second, third))
    await contacts(api, 1)
    runs = {run["scenario"]: run for run in (await api.get(api.at("runs"))).json()["items"]}
    shown = {key: (await api.get(api.at(f"runs/{run['id']}"))).json() for key, run in runs.items()}
    assert [(one["scenario"], one["step"], one["called"]) for one in shown["first"]["set_off"]] in (
        [("second", "ask", True), ("third", "open", False)], [("third", "open", False), ("second", "ask", True)],
    )  # fmt: skip
    assert [(one["id"], one["step"]) for one in shown["third"]["led_to_by"]] == [(runs["first"]["id"], "open")]
    assert [(one["entity"], one["step"], one["kind"]) for one in shown["first"]["changed"]] == [("request", "open", "created")]
    seller = await api.member("seller")
    answer = await seller.get(seller.at(f"runs/{runs['first']['id']}"))
    assert answer.status_code == 404 or answer.json()["changed"] == answer.json()["set_off"] == []
