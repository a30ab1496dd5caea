"""Demand 2: a colleague's draft must not go live with mine, and nobody's work is overwritten in silence."""

import pytest

from tests.runtime.stories import action, firm, scenario


def calling(title):
    return scenario("call", {"on": "record.created", "entity": "contact"}, action("task", "task.create", title=title))


@pytest.fixture
async def me(api):
    web = await api.sign_up()
    await web.publish(firm(calling("Call")))
    return web


async def read(web):
    answer = await web.get(web.at("draft"))
    return answer.json(), answer.headers["etag"]


async def save(web, document, tag):
    return await web.put(web.at("draft"), json=document, headers={"if-match": tag})


async def test_i_publish_what_i_have_seen_and_not_what_came_in_between(me):
    colleague = await me.member("admin", "Banu")
    _, seen = await read(me)
    assert (await save(colleague, firm(calling("Half done")), seen)).status_code == 200
    refused = await me.post(me.at("publish"), json={}, headers={"if-match": seen})
    assert (refused.status_code, refused.json()["code"]) == (412, "stale_version")
    live = (await me.get(me.at("versions/1"))).json()
    assert live["document"]["scenarios"][0]["steps"][0]["with"]["title"] == "Call"


async def test_saving_over_a_colleague_is_refused_and_says_who_and_when(me):
    colleague = await me.member("admin", "Banu")
    _, seen = await read(me)
    await save(colleague, firm(calling("Banu's")), seen)
    late = await save(me, firm(calling("Mine")), seen)
    assert (late.status_code, late.json()["author"]["name"]) == (412, "Banu")
    assert late.json()["saved_at"]
    kept, _ = await read(me)
    assert kept["scenarios"][0]["steps"][0]["with"]["title"] == "Banu's"


async def test_before_publishing_every_step_that_differs_is_told_in_words(me):
    document, tag = await read(me)
    document["scenarios"][0]["steps"][0]["with"]["title"] = "Call back"
    await save(me, document, tag)
    (change,) = (await me.get(me.at("draft/diff"))).json()["changes"]
    assert (change["kind"], change["from"], change["to"]) == ("changed", "Call", "Call back")
    assert change["words"] == "Changed: scenario “call” › step “task” › Title"
    assert [(part["of"], part["key"]) for part in change["parts"]] == [("scenarios", "call"), ("steps", "task")]


async def test_what_both_have_changed_is_compared_before_anything_is_chosen(me):
    base, _ = await read(me)
    mine = firm(calling("Mine"))
    found = (await me.post(me.at("draft/compare"), json={"from": base, "to": mine})).json()["changes"]
    assert [(change["member"], change["to"]) for change in found] == [("with.title", "Mine")]
