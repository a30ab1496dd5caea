"""Approvals are decided by those who are asked; runs are undone, and run again; web calls are answered by their scenario."""

import asyncio

import pytest

from axin.platform.data.unit_of_work import control_rows, tenant_transaction
from axin.runtime.approvals.deciding import verdict
from axin.runtime.runs.drain import drain_all
from axin.runtime.runs.executor import work
from axin.runtime.triggers.relay import relay
from tests.runtime.stories import action, firm, scenario

CREATED = {"on": "record.created", "entity": "contact"}
TEAM = {"key": "head", "title": "Head", "access": [{"entity": "contact", "read": "all"}]}
CLERK = {"key": "clerk", "title": "Clerk", "access": [{"entity": "contact", "create": True, "read": "own"}]}


def asks(**more):
    return scenario(
        "asks", CREATED,
        action("ask", "approval.request", approvers="role:head", text="A discount for {{ record.name }}?", **more),
        {"key": "say", "action": "task.create", "with": {"title": "{{ steps.ask.decision }} {{ steps.ask.comment }}"}},
        run_as="role:owner",
    )  # fmt: skip


async def contact(client, name="Leyla"):
    answer = await client.post(client.at("records/contact"), json={"values": {"name": name}})
    assert answer.status_code == 201, answer.text
    await drain_all()
    return answer.json()["id"]


async def open_tasks(client):
    items = (await client.get(client.at("tasks?done=false"))).json()["items"]
    return [task["title"] for task in items if task["approval"] is None]


async def approvals(client):
    return (await client.get(client.at("approvals"))).json()["items"]


async def decide(client, approval, decision, comment=None):
    answer = await client.post(client.at(f"approvals/{approval}"), json={"decision": decision, "comment": comment})
    await drain_all()
    return answer


@pytest.fixture
async def office(api):
    await api.sign_up()

    async def begin(*scenarios):
        await api.publish(firm(*scenarios, roles=(TEAM, CLERK)))
        return api

    return begin


async def test_one_of_those_who_are_asked_decides_and_the_run_goes_on(office):
    api = await office(
        asks(), scenario("hears", {"on": "approval.decided"}, action("t", "task.create", title="heard {{ event.data.decision }}"))
    )
    head, clerk = await api.member("head"), await api.member("clerk")
    await contact(api)
    [asked] = await approvals(head)
    assert (asked["text"], asked["status"], asked["can_decide"]) == ("A discount for Leyla?", "open", True)
    [task] = (await head.get(head.at("tasks"))).json()["items"]
    assert task["approval"] == asked["id"]
    by_hand = await head.patch(head.at(f"tasks/{task['id']}"), json={"done": True})
    assert (by_hand.status_code, by_hand.json()["code"]) == (409, "asks_to_decide")
    assert await approvals(clerk) == []
    assert (await decide(clerk, asked["id"], "approved")).status_code == 404
    assert (await decide(api, asked["id"], "approved")).status_code == 403
    answer = await decide(head, asked["id"], "approved", "fair")
    assert (answer.status_code, answer.json()["status"], answer.json()["can_decide"]) == (200, "approved", False)
    assert sorted(await open_tasks(api)) == ["approved fair", "heard approved"]
    assert (await decide(head, asked["id"], "rejected")).json()["code"] == "already_decided"
    assert (await head.get(head.at("tasks?done=false"))).json()["items"] == []


async def test_all_must_agree_and_one_no_is_enough(office):
    api = await office(asks(rule="all"))
    first, second = await api.member("head"), await api.member("head")
    await contact(api)
    [asked] = await approvals(api)
    assert (await decide(first, asked["id"], "approved")).json()["status"] == "open"
    assert (await decide(first, asked["id"], "approved")).json()["code"] == "already_decided"
    assert await open_tasks(api) == []
    assert (await decide(second, asked["id"], "rejected", "no")).json()["status"] == "rejected"
    assert await open_tasks(api) == ["rejected no"]


@pytest.mark.parametrize(
    ("rule", "asked", "approved", "rejected", "found"),
    [
        ("one", 3, 1, 0, "approved"), ("one", 3, 0, 1, "rejected"), ("all", 2, 1, 0, None), ("all", 2, 2, 0, "approved"),
        ("all", 3, 2, 1, "rejected"), ("majority", 3, 1, 1, None), ("majority", 3, 2, 0, "approved"),
        ("majority", 4, 2, 1, None), ("majority", 4, 2, 2, "rejected"), ("majority", 4, 3, 0, "approved"),
    ],
)  # fmt: skip
def test_a_rule_is_met_as_soon_as_nothing_can_change_it(rule, asked, approved, rejected, found):
    assert verdict(rule, asked, approved, rejected) == found


async def later(api, days):
    """Let what waits be due."""
    tenant = await tenant_of(api)
    async with tenant_transaction(tenant) as transaction:
        await transaction.execute("update run_due set due_at = due_at - $2 * interval '1 day' where tenant_no = $1", tenant, days)
    await drain_all()


async def tenant_of(api):
    [row] = await control_rows("select tenant_no from workspace where slug = $1", api.slug)
    return row["tenant_no"]


@pytest.mark.parametrize("due", ["2d", "=NOW() + DAYS(2)"])
async def test_when_its_time_is_over_it_expires_or_goes_to_others(office, due):
    api = await office(asks(due=due))
    await api.member("head")
    await contact(api)
    await later(api, 3)
    assert await open_tasks(api) == ["expired "]
    await api.publish(firm(asks(due=due, escalate="role:owner"), roles=(TEAM, CLERK)))
    await contact(api, "Murad")
    [asked, _] = await approvals(api)
    assert not asked["can_decide"]
    await later(api, 3)
    [asked, _] = await approvals(api)
    assert (asked["status"], asked["can_decide"]) == ("open", True)
    assert (await decide(api, asked["id"], "approved", "ok")).json()["status"] == "approved"
    assert "approved ok" in await open_tasks(api)


async def test_a_run_that_is_cancelled_asks_nobody_any_more(office):
    api = await office(asks())
    head = await api.member("head")
    await contact(api)
    [run] = (await api.get(api.at("runs"))).json()["items"]
    assert (run["status"], run["due_at"]) == ("waiting", None)
    assert (await api.post(api.at(f"runs/{run['id']}/cancel"), json={})).status_code == 200
    assert [one["status"] for one in await approvals(head)] == ["cancelled"]
    assert (await head.get(head.at("tasks?done=false"))).json()["items"] == []


def works():
    return scenario(
        "works", CREATED,
        action("deal", "record.create", entity="deal", values={"name": "Deal of {{ record.name }}", "client": "=record.id"}),
        {"key": "rename", "action": "record.update",
         "with": {"entity": "contact", "id": "=record.id", "values": {"name": "{{ record.name }}!", "phone": "+994501112233"}}},
        {"key": "sub", "call": "child", "with": {"contact": "=record.id"}},
        action("t", "task.create", title="Call"), action("n", "notify.users", users="role:owner", text="new"),
        run_as="role:owner",
    )  # fmt: skip


def child():
    given = {"entity": "request", "values": {"name": "R", "contact": "=event.input.contact"}}
    return scenario("child", {"on": "scenario"}, {"key": "r", "action": "record.create", "with": given}, run_as="role:owner")


async def test_a_run_is_taken_back_with_what_it_called_and_what_stays_is_named(office):
    api = await office(works(), child())
    record = await contact(api)
    await api.patch(api.at(f"records/contact/{record}"), json={"values": {"phone": "+994509998877"}})
    [run] = (await api.get(api.at("runs?scenario=works"))).json()["items"]
    answer = await api.post(api.at(f"runs/{run['id']}/undo"), json={})
    assert answer.status_code == 202, answer.text
    await drain_all()
    job = (await api.get(api.at(f"jobs/{answer.json()['id']}"))).json()
    assert (job["kind"], job["status"]) == ("undo_run", "done")
    values = (await api.get(api.at(f"records/contact/{record}"))).json()["values"]
    assert (values["name"], values["phone"]) == ("Leyla", "+994509998877")
    assert [(one["field"], one["id"]) for one in job["result"]["conflicts"]] == [("phone", record)]
    assert [(one["step"], one["action"]) for one in job["result"]["not_undone"]] == [("n", "notify.users")]
    assert job["result"]["tasks"] == 1
    for entity in ("deal", "request"):
        assert (await api.get(api.at(f"records/{entity}"))).json()["items"] == []
    assert await open_tasks(api) == []
    shown = (await api.get(api.at(f"runs/{run['id']}"))).json()
    assert shown["undone_by"] == job["id"]
    again = await api.post(api.at(f"runs/{run['id']}/undo"), json={})
    assert (again.status_code, again.json()["code"]) == (409, "not_undoable")
    clerk = await api.member("clerk")
    assert (await clerk.post(clerk.at(f"runs/{run['id']}/undo"), json={})).status_code == 404


async def test_a_run_is_run_again_from_the_start_by_the_scenario_as_it_is_now(office):
    bad = {"entity": "request", "id": "01900000-0000-7000-8000-000000000001"}
    api = await office(scenario("works", CREATED, {"key": "no", "action": "record.delete", "with": bad}, run_as="role:owner"))
    await contact(api)
    [run] = (await api.get(api.at("runs"))).json()["items"]
    assert run["status"] == "failed"
    mended = scenario("works", CREATED, action("t", "task.create", title="for {{ record.name }}"), run_as="role:owner")
    await api.publish(firm(mended, roles=(TEAM, CLERK)))
    answer = await api.post(api.at(f"runs/{run['id']}/retry"), json={"from": "start"})
    assert answer.status_code == 202, answer.text
    assert answer.json()["run"]["id"] != run["id"]
    await drain_all()
    assert await open_tasks(api) == ["for Leyla"]


def answering():
    reply = {"status": 201, "body": {"hello": "=event.data.who", "n": 2}}
    return scenario(
        "answers", {"on": "webhook", "auth": "token"}, {"key": "r", "action": "webhook.respond", "with": reply},
        {"key": "w", "wait": {"for": "1h"}}, run_as="role:owner",
    )  # fmt: skip


async def test_a_call_is_answered_by_its_scenario(office):
    api = await office(answering(), works(), child())
    hook = (await api.get(api.at("scenarios/answers"))).json()["hook"]
    path = "/hooks/" + hook["url"].rsplit("/hooks/", 1)[1]
    call = asyncio.create_task(api.stranger().post(path, json={"who": "Leyla"}, headers={"idempotency-key": "one"}))
    tenant = await tenant_of(api)
    while not call.done():
        await relay(tenant)
        await work(tenant)
        await asyncio.sleep(0)
    answer = call.result()
    assert (answer.status_code, answer.json()) == (201, {"hello": "Leyla", "n": 2})
    again = await api.stranger().post(path, json={"who": "Leyla"}, headers={"idempotency-key": "one"})
    assert (again.status_code, again.json()) == (201, {"hello": "Leyla", "n": 2})


async def test_a_dry_run_goes_through_calls_branches_and_answers(office):
    arms = [[{"key": "sub", "call": "child", "with": {"contact": "=record.id"}}],
            [{"key": "w", "wait": {"event": {"on": "record.updated", "entity": "contact"}}}]]  # fmt: skip
    whole = scenario(
        "whole", CREATED, {"key": "p", "parallel": arms}, action("ask", "approval.request", approvers="role:owner", text="?"),
        action("t", "task.create", title="{{ steps.ask.decision }}"), run_as="role:owner",
    )  # fmt: skip
    api = await office(child())
    record = await contact(api)
    await api.publish(firm(whole, child(), roles=(TEAM, CLERK)))
    tried = (await api.post(api.at("scenarios/whole/dry-run"), json={"record": record})).json()
    steps = {step["key"]: step for step in tried["steps"]}
    assert list(steps) == ["p", "sub", "w", "ask", "t"]
    assert len(tried["steps"]) == 5
    assert [effect["action"] for effect in steps["sub"]["effects"]] == ["record.create"]
    assert steps["t"]["input"]["title"] == "approved"
    assert (await api.get(api.at("records/request"))).json()["items"] == []
    assert await approvals(api) == []
