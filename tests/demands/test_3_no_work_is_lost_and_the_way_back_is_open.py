"""Demand 3: my work is not lost, and I can go back to what is published, on every plan."""

import pytest

from tests.runtime.stories import action, firm, scenario


def calling(title):
    return scenario("call", {"on": "record.created", "entity": "contact"}, action("task", "task.create", title=title))


@pytest.fixture
async def office(api):
    web = await api.sign_up()
    await web.publish(firm(calling("First")))
    await web.publish(firm(calling("Second")))
    return web


def title_in(document):
    return document["scenarios"][0]["steps"][0]["with"]["title"]


async def test_an_unfinished_draft_is_kept_as_it_is(office):
    half = {**firm(calling("Third")), "entities": "not yet"}
    await office.put(office.at("draft"), json=half)
    assert (await office.get(office.at("draft"))).json() == half


async def test_a_draft_can_be_discarded_and_is_what_is_live_again(office):
    await office.put(office.at("draft"), json=firm(calling("Regretted")))
    answer = await office.post(office.at("draft/discard"))
    assert (answer.status_code, title_in(answer.json())) == (200, "Second")
    assert (await office.get(office.at("draft/diff"))).json()["changes"] == []
    assert (await office.get(office.at("draft/state"))).json()["base_version"] == 2


async def test_what_a_colleague_saves_meanwhile_is_not_discarded_with_it(office):
    seen = (await office.get(office.at("draft"))).headers["etag"]
    colleague = await office.member("admin")
    await colleague.put(colleague.at("draft"), json=firm(calling("A colleague's")))
    refused = await office.post(office.at("draft/discard"), headers={"if-match": seen})
    assert refused.status_code == 412
    assert title_in((await office.get(office.at("draft"))).json()) == "A colleague's"


async def test_any_version_can_be_brought_back_as_a_new_one(office):
    answer = await office.post(office.at("versions/1/restore"))
    assert (answer.status_code, answer.json()["version"]) == (201, 3)
    assert title_in((await office.get(office.at("draft"))).json()) == "First"
    assert [version["version"] for version in (await office.get(office.at("versions"))).json()["items"]] == [3, 2, 1]


async def test_any_two_versions_can_be_compared(office):
    (change,) = (await office.get(office.at("versions/1/diff/2"))).json()["changes"]
    assert (change["from"], change["to"]) == ("First", "Second")
