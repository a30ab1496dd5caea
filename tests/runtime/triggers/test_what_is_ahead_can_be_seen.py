"""GET /timers: dates, schedules, stages and waits that are ahead; each can be let come now, once, or pass."""

import pytest

from axin.runtime.records import date_timers
from tests.runtime.stories import action, drain_all, firm, scenario

NOTE = action("note", "task.create", title="Note")
DATE = scenario("service", {"on": "date", "entity": "contact", "field": "service"}, NOTE, run_as="role:owner")
NIGHTLY = scenario("nightly", {"on": "schedule", "cron": "0 3 * * *"}, NOTE, run_as="role:owner")
LATE = scenario("late", {"on": "stage.overdue", "entity": "request", "funnel": "requests"}, NOTE, run_as="role:owner")
WAITS = scenario(
    "waits", {"on": "record.created", "entity": "deal"}, {"key": "wait", "wait": {"for": "2d"}}, NOTE, run_as="role:owner"
)


@pytest.fixture
async def owner(api):
    await api.sign_up()
    document = firm(DATE, NIGHTLY, LATE, WAITS)
    document["entities"][0]["fields"].append({"key": "service", "type": "date"})
    document["funnels"][0]["stages"][0]["sla"] = "1d"
    await api.publish(document)
    return api


@pytest.fixture
async def ahead(owner):
    await owner.post(owner.at("records/contact"), json={"values": {"name": "Aysel", "service": "2031-05-05"}})
    await owner.post(owner.at("records/request"), json={"values": {"name": "Call"}, "funnel": "requests"})
    await owner.post(owner.at("records/deal"), json={"values": {"name": "Flat"}})
    await drain_all()
    return await timers(owner)


async def timers(client, **query):
    answer = await client.get(client.at("timers"), params=query)
    assert answer.status_code == 200, answer.text
    return {item["kind"]: item for item in answer.json()["items"]}


async def notes(client):
    return len((await client.get(client.at("tasks"))).json()["items"])


async def change(client, timer, how):
    answer = await client.post(client.at(f"timers/{timer['id']}/{how}"))
    await date_timers.fire()
    await drain_all()
    return answer.status_code


async def test_everything_that_is_ahead_is_listed_the_nearest_first(owner, ahead):
    assert set(ahead) == {"date", "schedule", "stage", "wait"}
    assert (ahead["date"]["scenario"], ahead["date"]["entity"], ahead["date"]["due_at"]) == (
        "service", "contact", "2031-05-04T20:00:00Z",
    )  # fmt: skip
    assert ahead["wait"]["run"] is not None
    assert [each["due_at"] for each in ahead.values()] == sorted(each["due_at"] for each in ahead.values())
    assert set(await timers(owner, scenario="nightly")) == {"schedule"}
    assert set(await timers(owner, record=ahead["stage"]["record"])) == {"stage"}


async def test_pages_follow_each_other(owner, ahead):
    found, after = [], None
    while True:
        answer = await owner.get(owner.at("timers"), params={"limit": 1} | ({"after": after} if after else {}))
        found += [item["id"] for item in answer.json()["items"]]
        after = answer.json()["next"]
        if after is None:
            break
    assert found == [each["id"] for each in ahead.values()]
    wrong = await owner.get(owner.at("timers"), params={"after": "x"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("kind", ["date", "schedule", "stage", "wait"])
async def test_each_can_be_let_come_now_once(owner, ahead, kind):
    assert await change(owner, ahead[kind], "run") == 204
    assert await notes(owner) == 1
    left = await timers(owner)
    if kind == "schedule":
        assert left[kind]["due_at"] > ahead[kind]["due_at"]
    else:
        assert kind not in left
        assert await change(owner, ahead[kind], "run") == 404
    assert await notes(owner) == 1


@pytest.mark.parametrize("kind", ["date", "schedule", "stage"])
async def test_each_can_be_let_pass(owner, ahead, kind):
    assert await change(owner, ahead[kind], "skip") == 204
    left = await timers(owner)
    assert kind not in left or left[kind]["due_at"] > ahead[kind]["due_at"]
    assert await notes(owner) == 0


async def test_a_date_that_was_skipped_is_not_armed_by_another_edit(owner, ahead):
    await change(owner, ahead["date"], "skip")
    at = owner.at(f"records/contact/{ahead['date']['record']}")
    await owner.patch(at, json={"values": {"name": "Aysel B."}})
    assert "date" not in await timers(owner)
    await owner.patch(at, json={"values": {"service": "2031-06-06"}})
    assert "date" in await timers(owner)


async def test_a_wait_is_not_skipped_and_a_stranger_sees_nothing(owner, ahead):
    assert await change(owner, ahead["wait"], "skip") == 409
    assert await change(owner, {"id": "nothing.at.all"}, "run") == 404
    seller = await owner.member("seller")
    assert (await seller.get(seller.at("timers"))).status_code == 403
    assert await change(seller, ahead["date"], "run") == 403
