"""A button with `bulk` is pressed for a selection: a job starts a run on each record that one sees and whose condition holds."""

import pytest

from axin.runtime.jobs.drain import drain_all as work_off
from axin.runtime.triggers import pressing
from tests.runtime.stories import action, drain_all, firm, scenario

GREET = scenario(
    "greet", {"on": "button", "entity": "contact", "title": "Greet", "bulk": True},
    action("note", "task.create", title="Greet {{ record.name }}", record="=record.id"), run_as="role:owner",
    when='name <> "Nobody"',
)  # fmt: skip
ALONE = scenario(
    "alone", {"on": "button", "entity": "contact"}, action("note", "task.create", title="Alone"), run_as="role:owner"
)
CLERK = {
    "key": "clerk", "title": "Clerk", "scenarios": ["press:greet"],
    "access": [{"entity": "contact", "create": True, "read": "own", "update": "own"}],
}  # fmt: skip


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(firm(GREET, ALONE, roles=[CLERK]))
    return api


async def people(client, *names):
    body = {"create": [{"values": {"name": name}} for name in names]}
    return [one["id"] for one in (await client.post(client.at("records/contact/batch"), json=body)).json()["created"]]


async def press(client, key="greet", **body):
    answer = await client.post(client.at(f"scenarios/{key}/bulk"), json=body)
    await work_off()
    await drain_all()
    return answer


async def finished(client, answer):
    return (await client.get(client.at(f"jobs/{answer.json()['job']['id']}"))).json()


async def tasks(client):
    return sorted(task["title"] for task in (await client.get(client.at("tasks"))).json()["items"])


async def test_each_record_has_a_run_of_its_own(owner):
    ids = await people(owner, "Aysel", "Nobody", "Murad", "Leyla")
    answer = await press(owner, ids=ids[:3])
    assert answer.status_code == 202
    job = await finished(owner, answer)
    assert (job["status"], job["done"], job["total"]) == ("done", 3, 3)
    assert job["result"] == {"started": 2, "skipped": 1, "refused": 0, "errors": []}
    assert await tasks(owner) == ["Greet Aysel", "Greet Murad"]


async def test_a_filter_chooses_as_well_and_larger_ones_go_on_in_chunks(owner):
    await people(owner, *(f"P{number:03}" for number in range(pressing._CHUNK + 30)), "Aysel")
    job = await finished(owner, await press(owner, filter='STARTSWITH(name, "P")'))
    assert job["result"]["started"] == pressing._CHUNK + 30
    assert "Greet Aysel" not in await tasks(owner)


async def test_one_presses_for_records_that_one_sees(owner):
    hidden = await people(owner, "Aysel")
    clerk = await owner.member("clerk")
    own = await people(clerk, "Murad")
    job = await finished(clerk, await press(clerk, ids=hidden + own))
    assert (job["total"], job["result"]["started"]) == (1, 1)
    assert await tasks(owner) == ["Greet Murad"]
    assert (await press(clerk, "alone", ids=own)).status_code == 403


async def test_what_may_not_be_pressed_for_many_says_so(owner):
    ids = await people(owner, "Aysel")
    assert (await press(owner, "alone", ids=ids)).json()["code"] == "not_runnable"
    assert (await press(owner)).status_code == 422
    assert (await press(owner, ids=ids, filter="")).status_code == 422
    assert (await press(owner, filter="price > 1")).json()["errors"][0]["pointer"] == "/filter"
    assert (await press(owner, "nobody", ids=ids)).status_code == 404
