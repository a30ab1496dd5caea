"""A backtest says what a scenario would have done over what has happened: which branch, which effects; nothing is done."""

from datetime import UTC, datetime, timedelta

import pytest

from axin.runtime.jobs.drain import drain_all
from tests.runtime.stories import action, firm, scenario


def large(**more):
    return scenario(
        "large", {"on": "record.created", "entity": "deal"},
        {"key": "size", "if": "=record.price > 1000", "then": [
            action("senior", "record.update", entity="deal", id="=record.id", values={"name": "Large {{ record.name }}"}),
            {"key": "renamed", "if": '=STARTSWITH(record.name, "Large")', "then": [
                action("tell", "notify.users", users=["role:owner"], text="A large deal: {{ record.name }}")], "else": []},
        ], "else": [action("call", "task.create", title="Call {{ record.client.name }}", record="=record.id")]},
        when="NOT(ISBLANK(price))", run_as="role:owner", **more,
    )  # fmt: skip


@pytest.fixture
async def office(api):
    await api.sign_up()
    await api.publish(firm(large(enabled=False)))
    return api


async def make(web, entity, **values):
    answer = await web.post(web.at(f"records/{entity}"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def backtest(client, key, **body):
    now = datetime.now(UTC)
    period = {"from": (now - timedelta(days=1)).isoformat(), "to": (now + timedelta(minutes=1)).isoformat()}
    answer = await client.post(client.at(f"scenarios/{key}/backtest"), json=period | body)
    assert answer.status_code == 202, answer.text
    await drain_all()
    job = (await client.get(client.at(f"jobs/{answer.json()['id']}"))).json()
    assert (job["status"], job["error"]) == ("done", None)
    return job["result"]


async def test_branches_and_effects_are_counted_and_nothing_is_done(office):
    leyla = await make(office, "contact", name="Leyla")
    big = await make(office, "deal", name="A", price=5000, client=leyla)
    small = await make(office, "deal", name="B", price=10, client=leyla)
    await make(office, "deal", name="C")
    found = await backtest(office, "large")
    assert (found["examined"], found["triggered"], found["matched"], found["messages"]) == (3, 3, 2, 1)
    assert found["branches"] == {"size": {"then": 1, "else": 1}, "renamed": {"then": 1, "else": 0}}
    assert found["effects"] == {"record.update": 1, "notify.users": 1, "task.create": 1}
    items = {item["record"]: item for item in found["items"]}
    assert set(items) == {big, small}
    assert items[big]["effects"][1]["values"] == {"users": ["role:owner"], "text": "A large deal: Large A"}
    assert items[small]["effects"][0]["values"]["title"] == "Call Leyla"
    assert (await office.get(office.at("tasks"))).json()["items"] == []
    assert (await office.get(office.at(f"records/deal/{big}"))).json()["values"]["name"] == "A"


async def test_a_record_counts_as_it_was_then_not_as_it_is_now(office):
    leyla = await make(office, "contact", name="Leyla")
    deal = await make(office, "deal", name="A", price=5000, client=leyla)
    answer = await office.patch(office.at(f"records/deal/{deal}"), json={"values": {"price": 1, "name": "Cheap"}})
    assert answer.status_code == 200, answer.text
    await office.patch(office.at(f"records/contact/{leyla}"), json={"values": {"name": "Aysel"}})
    await office.delete(office.at(f"records/deal/{deal}"))
    found = await backtest(office, "large")
    assert found["branches"]["size"] == {"then": 1, "else": 0}
    assert found["items"][0]["effects"][1]["values"]["text"] == "A large deal: Large A"


async def test_after_a_wait_the_record_is_what_it_had_become_and_what_is_not_over_yet_waits(office):
    reminded = scenario(
        "reminded", {"on": "record.created", "entity": "contact"}, {"key": "wait", "wait": {"until": "=record.due"}},
        {"key": "still", "if": "=ISBLANK(record.phone)", "then": [action("call", "task.create", title="Ask")], "else": []},
        {"key": "later", "wait": {"for": "30d"}}, action("last", "task.create", title="Later"),
        run_as="role:owner", enabled=False,
    )  # fmt: skip
    document = firm(reminded)
    document["entities"][0]["fields"].append({"key": "due", "type": "datetime"})
    await office.publish(document)
    due = datetime.now(UTC) + timedelta(seconds=1)
    contact = await make(office, "contact", name="Leyla", due=due.isoformat())
    await office.patch(office.at(f"records/contact/{contact}"), json={"values": {"phone": "+994501234567"}})
    while datetime.now(UTC) <= due:
        assert (await office.get(office.at(f"records/contact/{contact}"))).status_code == 200
    found = await backtest(office, "reminded")
    assert (found["matched"], found["waiting"]) == (1, 1)
    assert found["branches"]["still"] == {"then": 0, "else": 1}
    assert found["effects"] == {}


async def test_stages_entered_and_conditions_that_came_true_are_found_in_the_log(office):
    won = scenario("won", {"on": "stage.entered", "entity": "deal", "funnel": "repair", "stage": "won"},
                   action("thank", "task.create", title="Thank them"), run_as="role:owner", enabled=False)  # fmt: skip
    dear = scenario("dear", {"on": "record.matches", "entity": "deal", "condition": "price > 100"},
                    action("look", "task.create", title="Look"), run_as="role:owner", enabled=False)  # fmt: skip
    await office.publish(firm(won, dear))
    deal = await make(office, "deal", name="A", price=1)
    for price in (200, 300, 50, 400):
        await office.patch(office.at(f"records/deal/{deal}"), json={"values": {"price": price}})
    for stage in ("measuring", "won"):
        moved = await office.post(office.at(f"records/deal/{deal}/stage"), json={"funnel": "repair", "stage": stage})
        assert moved.status_code == 200, moved.text
    assert (await backtest(office, "won"))["matched"] == 1
    assert (await backtest(office, "dear"))["matched"] == 2


async def test_the_draft_is_tried_before_it_is_published(office):
    await make(office, "deal", name="A", price=5000)
    document = firm(large(), scenario("fresh", {"on": "record.created", "entity": "deal"},
                                      action("note", "task.create", title="x"), run_as="role:owner"))  # fmt: skip
    assert (await office.put(office.at("draft"), json=document)).status_code == 200
    assert (await backtest(office, "fresh", draft=True))["matched"] == 1
    answer = await office.post(office.at("scenarios/fresh/backtest"), json={})
    assert answer.status_code == 404


async def test_arms_side_by_side_are_all_taken(office):
    arms = [[action("one", "task.create", title="One")], [action("two", "task.create", title="Two")]]
    side = scenario("side", {"on": "record.created", "entity": "deal"}, {"key": "both", "parallel": arms},
                    run_as="role:owner", enabled=False)  # fmt: skip
    await office.publish(firm(side))
    deal = await make(office, "deal", name="A")
    assert (await backtest(office, "side"))["effects"] == {"task.create": 2}
    tried = await office.post(office.at("scenarios/side/dry-run"), json={"record": deal, "until": "two"})
    assert tried.json()["reached"] is True
    assert "one" not in [step["key"] for step in tried.json()["steps"]]


async def test_a_schedule_would_have_come_round(office):
    daily = scenario("daily", {"on": "schedule", "cron": "0 * * * *"}, action("note", "task.create", title="x"),
                     run_as="role:owner", enabled=False)  # fmt: skip
    await office.publish(firm(daily))
    assert (await backtest(office, "daily"))["matched"] in {23, 24, 25}


async def test_what_is_asked_wrongly_is_refused_at_its_place(office):
    for body, pointer in (
        ({"from": "yesterday"}, "/from"),
        ({"from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}, "/to"),
        ({"from": "2020-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}, "/from"),
    ):
        answer = await office.post(office.at("scenarios/large/backtest"), json=body)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert (await office.post(office.at("scenarios/none/backtest"), json={})).status_code == 404


async def test_who_builds_learns_nothing_that_they_may_not_see(office):
    builder = {"key": "drawer", "title": "Drawer", "builder": True,
               "access": [{"entity": "deal", "create": True, "read": "own", "fields": {"price": "hidden"}}]}  # fmt: skip
    await office.publish(firm(large(), roles=(builder,)))
    await make(office, "deal", name="Secret", price=5000)
    drawer, idle = await office.member("drawer"), await office.member("seller")
    refused = await drawer.post(drawer.at("scenarios/large/backtest"), json={})
    assert refused.status_code == 403, refused.text  # its runs see more than they do
    assert (await idle.post(idle.at("scenarios/large/backtest"), json={})).status_code in {403, 404}
    own = scenario("own", {"on": "record.created", "entity": "deal"}, action("note", "task.create", title="x"),
                   run_as="role:drawer", enabled=False)  # fmt: skip
    await office.publish(firm(own, roles=(builder,)))
    mine = await make(drawer, "deal", name="Mine")
    answer = await drawer.post(drawer.at("scenarios/own/backtest"), json={})
    assert answer.status_code == 202, answer.text
    await drain_all()
    found = (await drawer.get(drawer.at(f"jobs/{answer.json()['id']}"))).json()["result"]
    assert [item["record"] for item in found["items"]] == [mine]
    assert found["matched"] == found["examined"] == 1
    assert (await office.get(office.at("draft/map"))).status_code == 200
    assert (await idle.get(idle.at("draft/map"))).status_code == 403
