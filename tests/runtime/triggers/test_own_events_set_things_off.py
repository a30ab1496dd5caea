"""POST /events: what a program reports starts the scenarios that listen to its name; with a key, once."""

import pytest

from tests.runtime.stories import action, drain_all, firm, scenario

PAID = scenario(
    "paid", {"on": "event", "name": "payment.received"},
    action("thank", "task.create", title="Thank {{ event.data.payer }} for {{ event.data.amount }}"), run_as="role:owner",
)  # fmt: skip
LARGE = scenario(
    "large", {"on": "event", "name": "payment.received"}, action("note", "task.create", title="Large"), run_as="role:owner",
    when="event.data.amount > 100",
)  # fmt: skip
ALARM = scenario(
    "alarm", {"on": "run.failed", "scenario": "large"},
    action("note", "task.create", title="{{ event.data.error.code }}"), run_as="role:owner",
)  # fmt: skip


@pytest.fixture
async def owner(api):
    await api.sign_up()
    reporter = {"key": "reporter", "title": "Reporter", "access": [], "scenarios": ["event:payment.received"]}
    await api.publish(firm(PAID, LARGE, ALARM, roles=[reporter, {"key": "nobody", "title": "Nobody", "access": []}]))
    return api


async def report(client, **body):
    answer = await client.post(client.at("events"), json={"name": "payment.received", **body})
    await drain_all()
    return answer


async def tasks(client):
    return [task["title"] for task in (await client.get(client.at("tasks"))).json()["items"]][::-1]


async def test_an_event_starts_those_who_listen_to_its_name(owner):
    answer = await report(owner, data={"payer": "Aysel", "amount": 12.5})
    assert answer.status_code == 202
    assert answer.json()["event"]["name"] == "payment.received"
    await report(owner, name="payment.refused", data={"payer": "Murad"})
    assert await tasks(owner) == ["Thank Aysel for 12.5"]


async def test_with_a_key_it_happens_once(owner):
    first = await report(owner, data={"payer": "Aysel", "amount": 1}, key="p-1")
    again = await report(owner, data={"payer": "Aysel", "amount": 1}, key="p-1")
    assert first.json() == again.json()
    other = await report(owner, data={"payer": "Murad", "amount": 1}, key="p-1")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    await report(owner, data={"payer": "Leyla", "amount": 1}, key="p-2")
    assert await tasks(owner) == ["Thank Aysel for 1", "Thank Leyla for 1"]


async def test_data_that_does_not_fit_fails_the_run_and_that_can_be_taken_care_of(owner):
    await report(owner, data={"payer": "Aysel", "amount": "much"})
    assert sorted(await tasks(owner)) == ["Thank Aysel for much", "type_mismatch"]


async def test_a_role_reports_only_what_it_may(owner):
    assert (await report(await owner.token("reporter"), data={"payer": "Aysel"})).status_code == 202
    assert (await report(await owner.token("reporter"), name="other")).status_code == 403
    assert (await report(await owner.token("nobody"))).status_code == 403
    assert (await report(await owner.token("member"))).status_code == 403
    assert (await report(owner.stranger())).status_code in {401, 403, 404}


@pytest.mark.parametrize(("body", "pointer"), [({"name": ""}, "/name"), ({"key": ""}, "/key"), ({"more": 1}, "/more")])
async def test_what_is_wrong_is_told_at_its_place(owner, body, pointer):
    answer = await report(owner, **body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_an_event_may_not_be_larger_than_a_call(owner):
    assert (await report(owner, data="x" * 300_000)).status_code == 413
