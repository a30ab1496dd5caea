"""A real run that is pinned is taken again at each check and publishing: what would go another way is shown and confirmed."""

import pytest

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario


def sorting(limit=100, title="Senior", **more):
    big = {"key": "big", "if": f"=record.price > {limit}", "then": [action("senior", "task.create", title=title)],
           "else": [action("junior", "task.create", title="Junior")]}  # fmt: skip
    return scenario("sorting", {"on": "record.created", "entity": "deal"}, big, run_as="role:owner", **more)


@pytest.fixture
async def office(api):
    web = await api.sign_up()
    await web.publish(firm(sorting()))
    return web


async def a_run(web, price=150):
    answer = await web.post(web.at("records/deal"), json={"values": {"name": "Flat", "price": price}})
    assert answer.status_code == 201, answer.text
    await drain_all()
    return (await web.get(web.at("runs"))).json()["items"][0]["id"]


async def pinned(web, **body):
    run = await a_run(web)
    answer = await web.post(web.at(f"runs/{run}/pin"), json=body or {"title": "A large deal goes to a senior"})
    assert answer.status_code == 201, answer.text
    return run


async def draft(web, *scenarios, **more):
    assert (await web.put(web.at("draft"), json=firm(*scenarios, **more))).status_code == 200


async def replayed(web):
    answer = await web.post(web.at("draft/replay"))
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_a_pinned_run_is_listed_and_can_be_let_go(office):
    run = await pinned(office)
    found = (await office.get(office.at("pins?scenario=sorting"))).json()["items"]
    assert [(pin["run"], pin["title"], pin["version"]) for pin in found] == [(run, "A large deal goes to a senior", 1)]
    assert (await office.delete(office.at(f"runs/{run}/pin"))).status_code == 204
    assert (await office.get(office.at("pins"))).json()["items"] == []
    assert (await office.delete(office.at(f"runs/{run}/pin"))).status_code == 404


async def test_a_draft_that_takes_the_same_way_passes(office):
    await pinned(office)
    await draft(office, sorting(limit=120))
    assert [(proof["same"], proof["differences"]) for proof in await replayed(office)] == [(True, [])]
    answer = await office.post(office.at("publish"), json={})
    assert answer.status_code == 201, answer.text


async def test_another_branch_and_its_effects_are_shown(office):
    run = await pinned(office)
    await draft(office, sorting(limit=200))
    (proof,) = await replayed(office)
    assert (proof["pin"]["run"], proof["same"]) == (run, False)
    told = [(each["kind"], each["step"]) for each in proof["differences"]]
    assert told == [("branch", "big"), ("effect", "senior"), ("effect", "junior")]
    branch = proof["differences"][0]
    assert (branch["from"], branch["to"]) == ("then", "else")


async def test_the_check_warns_at_the_scenario(office):
    await pinned(office)
    await draft(office, sorting(limit=200))
    report = (await office.post(office.at("draft/check"))).json()
    assert report["errors"] == []
    assert ("/scenarios/0", "pinned_run_differs") in [(each["pointer"], each["code"]) for each in report["warnings"]]


async def test_publishing_another_way_is_refused_until_it_is_confirmed(office):
    run = await pinned(office)
    await draft(office, sorting(limit=200))
    refused = await office.post(office.at("publish"), json={})
    assert (refused.status_code, refused.json()["code"], refused.json()["pinned"]) == (422, "pinned_runs_differ", [run])
    assert (await office.get(office.at("solution"))).json()["version"] == 1
    answer = await office.post(office.at("publish"), json={"accept_pinned": [run]})
    assert answer.status_code == 201, answer.text
    assert [proof["same"] for proof in await replayed(office)] == [True]  # what was confirmed is right from now on


async def test_values_that_a_step_would_write_are_compared(office):
    await pinned(office)
    await draft(office, sorting(title="Senior, please"))
    (proof,) = await replayed(office)
    assert [(each["kind"], each["from"]["values"]["title"], each["to"]["values"]["title"]) for each in proof["differences"]] == [
        ("effect", "Senior", "Senior, please")
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [({"enabled": False}, "off"), ({"when": "price > 1000"}, "condition"), (None, "removed")],
)
async def test_a_run_that_would_not_come_to_be_is_told(office, change, why):
    await pinned(office)
    await draft(office, *([] if change is None else [sorting(**change)]))
    (proof,) = await replayed(office)
    assert [(each["kind"], each["from"], each["to"]) for each in proof["differences"]] == [("runs", "runs", why)]


async def test_a_replay_reads_the_world_as_it_was_and_answers_as_they_came(api):
    web = await api.sign_up()

    def finding(name):
        find = action("found", "record.find", entity="contact", filter="TRUE", limit=1)
        note = action("note", "task.create", title="{{ record.name }} {{ steps.found.first.name }}")
        return scenario("finding", {"on": "record.created", "entity": "deal"}, find, {**note, "title": name}, run_as="role:owner")

    await web.publish(firm(finding("One")))
    contact = (await web.post(web.at("records/contact"), json={"values": {"name": "Leyla"}})).json()["id"]
    await pinned(web)
    await web.patch(web.at(f"records/contact/{contact}"), json={"values": {"name": "Changed since"}})
    deal = (await web.get(web.at("records/deal"))).json()["items"][0]["id"]
    await web.patch(web.at(f"records/deal/{deal}"), json={"values": {"name": "Changed too"}})
    await draft(web, finding("Two"))
    assert [proof["same"] for proof in await replayed(web)] == [True]


async def test_nothing_is_done_by_a_replay(office):
    await pinned(office)
    before = (await office.get(office.at("tasks"))).json()["items"]
    await draft(office, sorting(limit=200))
    await replayed(office)
    assert (await office.get(office.at("tasks"))).json()["items"] == before


async def test_only_a_run_that_is_over_is_pinned_and_only_by_who_may_see_all_of_it(office):
    run = await a_run(office)
    member = await office.member("seller")
    assert (await member.post(member.at(f"runs/{run}/pin"), json={})).status_code == 403
    assert (await member.get(member.at("pins"))).status_code == 403
    stranger = await office.stranger().sign_up()
    assert (await stranger.post(stranger.at(f"runs/{run}/pin"), json={})).status_code == 404
