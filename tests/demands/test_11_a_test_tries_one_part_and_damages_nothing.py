"""Demand 11: one part can be tested; a test writes nothing, sends nothing, switches nothing off and is not billed."""

import pytest

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario


def failing(**more):
    steps = (
        action("deal", "record.create", entity="deal", values={"name": "Flat", "client": "=record.id"}),
        action("tell", "notify.users", users="role:owner", text="A new deal"),
        {"key": "halt", "stop": {"error": "This always fails"}},
    )
    return scenario("open", {"on": "record.created", "entity": "contact"}, *steps, run_as="role:owner", **more)


@pytest.fixture
async def office(api):
    web = await api.sign_up()
    await web.publish(firm(failing(when='name = "nobody"')))
    return web


async def contact(web):
    return (await web.post(web.at("records/contact"), json={"values": {"name": "Leyla"}})).json()["id"]


async def tried(web, record, **more):
    answer = await web.post(web.at("scenarios/open/dry-run"), json={"record": record, "draft": True, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def used(web):
    return (await web.get(web.at("billing"))).json()["usage"]


async def test_one_part_is_tried_and_each_effect_is_shown_and_held_back(office):
    record = await contact(office)
    await office.put(office.at("draft"), json=firm(failing()))
    found = await tried(office, record, until="deal")
    assert ([step["key"] for step in found["steps"]], found["reached"]) == (["deal"], True)
    assert [(effect["action"], effect["values"]["name"]) for effect in found["steps"][0]["effects"]] == [
        ("record.create", "Flat")
    ]
    assert (await office.get(office.at("records/deal"))).json()["items"] == []


async def test_failed_tests_leave_what_is_live_as_it_was(office):
    record = await contact(office)
    await office.put(office.at("draft"), json=firm(failing()))
    before, version = await used(office), (await office.get(office.at("solution"))).json()["version"]
    for _ in range(6):
        found = await tried(office, record)
        assert found["steps"][-1]["status"] == "failed"
    await drain_all()
    assert (await office.get(office.at("scenarios/open"))).json()["enabled"] is True
    assert (await office.get(office.at("solution"))).json()["version"] == version
    assert (await office.get(office.at("runs"))).json()["items"] == []
    assert (await office.get(office.at("notifications"))).json()["items"] == []
    assert await used(office) == before
