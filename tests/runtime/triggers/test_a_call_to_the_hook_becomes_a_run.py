"""S05: the telephone exchange calls a scenario's address; the run stands before the call is answered, and happens once."""

import asyncio
import base64
import json
import secrets
import time
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook

from axin.runtime.triggers.inbound import at_path
from tests.runtime.stories import action, drain_all, firm, scenario


def missed_call(auth="token", **more):
    return scenario(
        "missed_call",
        {"on": "webhook", "auth": auth, "map": {"phone": "caller.number"}},
        action("who", "record.find", entity="contact", filter="phone = event.data.phone", limit=1),
        action(
            "call", "task.create", title="Call back", record="=steps.who.first.id", due="=NOW() + HOURS(2)", unless_open=True
        ),
        run_as="role:owner",
        **more,
    )  # fmt: skip


@pytest.fixture
async def exchange(api):
    """A workspace with the scenario, and the path of its address."""

    async def begin(document):
        await api.sign_up()
        await api.publish(document)
        hook = (await api.get(api.at("scenarios/missed_call"))).json()["hook"]
        return "/hooks/" + hook["url"].rsplit("/hooks/", 1)[1], hook["secret"]

    return begin


async def test_a_missed_call_sets_one_task_due_in_two_hours(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    contact = (await api.post(api.at("records/contact"), json={"values": {"name": "Leyla", "phone": "+994501234567"}})).json()
    for _ in range(2):
        answer = await api.stranger().post(path, json={"caller": {"number": "+994501234567"}})
        assert answer.status_code == 202, answer.text
        await drain_all()
    run = answer.json()["run"]
    assert (run["scenario"], run["status"], run["trigger"]) == ("missed_call", "queued", {"on": "webhook"})
    (task,) = (await api.get(api.at("tasks"))).json()["items"]
    assert (task["title"], task["record"], task["done_at"]) == ("Call back", contact["id"], None)
    due = datetime.fromisoformat(task["due"]) - datetime.now(UTC)
    assert 7190 < due.total_seconds() <= 7200


async def test_the_run_can_be_followed_with_its_steps(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    run = (await api.stranger().post(path, json={"caller": {"number": "1"}})).json()["run"]
    await drain_all()
    shown = (await api.get(api.at(f"runs/{run['id']}"))).json()
    assert (shown["status"], [step["key"] for step in shown["steps"]]) == ("done", ["who", "call"])
    assert shown["steps"][0]["output"]["count"] == 0
    assert shown["steps"][1]["attempt"] == 1
    listed = (await api.get(api.at("runs?scenario=missed_call&status=done"))).json()["items"]
    assert [each["id"] for each in listed] == [run["id"]]


async def test_many_calls_at_once_are_each_answered_with_their_own_run(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    answers = await asyncio.gather(*(api.post(path, json={"caller": {"number": str(n)}}) for n in range(40)))
    assert len({answer.json()["run"]["id"] for answer in answers}) == 40
    await drain_all()
    assert (await api.get(api.at("scenarios/missed_call"))).json()["counts"]["done"] == 40


async def test_the_same_key_opens_one_run(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    bodies = [(await api.post(path, json={}, headers={"idempotency-key": "call-1"})).json()["run"]["id"] for _ in range(2)]
    assert bodies[0] == bodies[1]


async def test_a_key_used_with_another_body_is_a_conflict(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    key = {"idempotency-key": "call-1"}
    for _ in range(2):
        assert (await api.post(path, json={"caller": {"number": "1"}}, headers=key)).status_code == 202
        other = await api.post(path, json={"caller": {"number": "2"}}, headers=key)
        assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


async def test_calls_with_one_key_that_come_at_once_open_one_run(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    key, body = {"idempotency-key": "call-1"}, {"caller": {"number": "1"}}
    answers = await asyncio.gather(*(api.post(path, json=body, headers=key) for _ in range(20)))
    assert len({answer.json()["run"]["id"] for answer in answers}) == 1
    assert len((await api.get(api.at("runs"))).json()["items"]) == 1


async def test_a_signed_hook_takes_only_what_is_signed_now(api, exchange):
    path, secret = await exchange(firm(missed_call("signature")))
    body, now = json.dumps({"caller": {"number": "1"}}), datetime.now(UTC)

    def headers(moment, key=secret):
        signature = Webhook(key).sign("msg_1", moment, body)
        stamp = str(int(moment.timestamp()))
        return {"webhook-id": "msg_1", "webhook-timestamp": stamp, "webhook-signature": signature}

    old = datetime.fromtimestamp(time.time() - 3600, UTC)
    other = "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    for wrong in ({}, headers(old), headers(now, other)):
        assert (await api.post(path, content=body, headers=wrong)).status_code == 401
    assert (await api.post(path, content=body, headers=headers(now))).status_code == 202


@pytest.mark.parametrize("token", ["nope", "1_nope", "ffffffff_x", "0_", "%00"])
async def test_an_unknown_address_is_not_there(api, token):
    assert (await api.post(f"/hooks/{token}", json={})).status_code == 404


async def test_bodies_that_cannot_be_taken_get_a_sentence(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    deep = "[" * 5000 + "]" * 5000
    bad = (("{", 400), (deep, 400), ("x" * 300_000, 413), ('{"a":"\\u0000"}', 422), ('{"caller":{"number":1e999999}}', 422))
    for body, status in bad:
        answer = await api.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == status, (body[:20], answer.text)


async def test_a_form_is_taken_too(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    for body, status in (("a=1&b=%00&c=%ff", 202), ("", 202), ("a=1&" * 2000, 422)):
        answer = await api.post(path, content=body, headers=headers)
        assert answer.status_code == status, (body[:20], answer.text)


async def test_a_scenario_that_is_switched_off_or_gone_is_not_there(api, exchange):
    path, _ = await exchange(firm(missed_call()))
    await api.publish(firm(missed_call(enabled=False)))
    assert (await api.post(path, json={})).status_code == 404
    await api.publish(firm())
    assert (await api.post(path, json={})).status_code == 404
    await api.publish(firm(missed_call()))
    assert (await api.post(path, json={})).status_code == 202


@pytest.mark.parametrize(
    ("path", "found"),
    [("a.b", 1), ("$.a.b", 1), ("list.1.x", 3), ("list[1].x", 3), ("list[9].x", None), ("a.b.c", None), ("$", None)],
)
def test_a_path_leads_into_lists_too(path, found):
    assert at_path({"a": {"b": 1}, "list": [{"x": 2}, {"x": 3}]}, path) == found


async def test_what_a_form_writes_fits_fields_of_every_type(api, exchange):
    document = firm(
        scenario(
            "missed_call",
            {"on": "webhook"},
            action(
                "deal", "record.create", entity="deal", values={
                    "name": "=event.data.name", "price": "=event.data.price", "discount": "=event.data.discount",
                    "paid": "=event.data.paid", "meet": "=event.data.meet",
                },
            ),
        )
    )  # fmt: skip
    deal = next(entity for entity in document["entities"] if entity["key"] == "deal")
    deal["fields"] += [{"key": "paid", "type": "boolean"}, {"key": "meet", "type": "datetime"}]
    path, _ = await exchange(document)
    form = {"name": "Roof", "price": "12.50", "discount": "5", "paid": "true", "meet": "2026-05-05T10:00:00+04:00"}
    assert (await api.stranger().post(path, data=form)).status_code == 202
    assert (await api.stranger().post(path, data={"name": "Roof", "price": "a lot"})).status_code == 202
    await drain_all()
    (made,) = (await api.get(api.at("records/deal"))).json()["items"]
    money = {"amount": "12.50", "currency": "AZN"}
    expected = {"price": money, "discount": 5, "paid": True, "meet": "2026-05-05T06:00:00Z"}
    assert {key: made["values"][key] for key in expected} == expected
    failed = (await api.get(api.at("runs"))).json()["items"][0]
    assert (failed["status"], failed["error"]["code"]) == ("failed", "type_mismatch")
