"""Back-pressure: where as many runs wait as the plan lets, calls, events and buttons hear so, and when to come again."""

import pytest

from axin.platform.data.unit_of_work import control_row, tenant_transaction
from axin.runtime.runs import pressure
from axin.tenants import limits
from tests.runtime.stories import action, drain_all, firm, scenario

NOTE = action("note", "task.create", title="Note")
CALLED = scenario("called", {"on": "webhook", "auth": "token"}, NOTE, run_as="role:owner")
HEARD = scenario("heard", {"on": "event", "name": "paid"}, NOTE, run_as="role:owner")
PRESSED = scenario("pressed", {"on": "button", "entity": "contact"}, NOTE, run_as="role:owner")
CREATED = scenario("created", {"on": "record.created", "entity": "contact"}, NOTE, run_as="role:owner")


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(firm(CALLED, HEARD, PRESSED, CREATED))
    hook = (await api.get(api.at("scenarios/called"))).json()["hook"]["url"]
    api.hook = "/hooks/" + hook.rsplit("/hooks/", 1)[1]
    api.tenant_no = (await control_row("select tenant_no from workspace where slug = $1", api.slug))["tenant_no"]
    async with tenant_transaction(api.tenant_no):
        await limits.set_limits({"queue": 2})
        pressure.forget()
    return api


async def fill(owner):
    for _ in range(2):
        assert (await owner.post(owner.hook, json={})).status_code == 202


async def look_anew(owner):
    async with tenant_transaction(owner.tenant_no):
        pressure.forget()


async def test_a_call_too_many_is_told_when_to_come_again(owner):
    await fill(owner)
    answer = await owner.post(owner.hook, json={})
    assert (answer.status_code, answer.json()["code"]) == (429, "queue_full")
    assert int(answer.headers["retry-after"]) >= 1
    await drain_all()
    await look_anew(owner)
    assert (await owner.post(owner.hook, json={})).status_code == 202


async def test_an_event_and_a_button_are_refused_alike(owner):
    contact = (await owner.post(owner.at("records/contact"), json={"values": {"name": "Leyla"}})).json()["id"]
    await drain_all()
    await look_anew(owner)
    await fill(owner)
    for path, body in (("events", {"name": "paid"}), ("scenarios/pressed/run", {"record": contact})):
        answer = await owner.post(owner.at(path), json=body)
        assert (answer.status_code, answer.json()["code"]) == (429, "queue_full"), path
        assert "retry-after" in answer.headers


async def test_events_that_nobody_has_taken_up_yet_count_too(owner):
    for _ in range(2):
        assert (await owner.post(owner.at("events"), json={"name": "paid"})).status_code == 202
    await look_anew(owner)
    assert (await owner.post(owner.hook, json={})).status_code == 429


async def test_work_with_records_is_never_refused_for_it(owner):
    await fill(owner)
    for _ in range(3):
        answer = await owner.post(owner.at("records/contact"), json={"values": {"name": "Leyla"}})
        assert answer.status_code == 201


async def test_another_workspace_notices_nothing(owner, make_workspace):
    await fill(owner)
    other = await make_workspace(limits={"queue": 2})
    async with tenant_transaction(other.tenant_no):
        assert await pressure.room_for(2) == 2


async def test_the_studio_is_told_that_the_queue_is_full(owner):
    assert (await owner.get(owner.at("runs/queue"))).json() == {"waiting": 0, "maximum": 2, "full": False}
    await fill(owner)
    assert (await owner.get(owner.at("runs/queue"))).json() == {"waiting": 2, "maximum": 2, "full": True}


async def test_the_sentence_is_in_the_readers_language(owner):
    await fill(owner)
    answer = await owner.post(owner.hook, json={}, headers={"accept-language": "ru"})
    assert answer.json()["detail"].startswith("Здесь ждёт столько запусков")
