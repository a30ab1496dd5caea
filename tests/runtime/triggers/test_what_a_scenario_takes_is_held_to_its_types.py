"""A scenario that others call declares its input: what it is given is held to that, and its formulas read it in those types."""

import pytest

from tests.runtime.stories import action, drain_all, firm, scenario

INPUT = {"amount": "money", "client": "contact", "day": "date", "share": "percent", "more": "json"}
OFFER = scenario(
    "offer", {"on": "scenario", "input": INPUT},
    {"key": "price", "set": {"price": "=ROUND(event.input.amount * (1 - event.input.share))"}},
    action("note", "task.create", title="{{ event.input.client.name }}: {{ vars.price }}", record="=event.input.client",
           due="=event.input.day + DAYS(1) + HOURS(9)"),
    action("more", "task.create", title="{{ event.input.more.words }}"),
    run_as="role:owner",
)  # fmt: skip
LOOSE = scenario(
    "loose", {"on": "scenario"}, action("note", "task.create", title="{{ event.input.anything }}"), run_as="role:owner"
)
CALLER = scenario(
    "caller", {"on": "button", "entity": "contact"},
    {"key": "offer", "call": "offer", "with": {"amount": 100, "client": "=record.id", "day": "2026-12-01", "share": 5}},
    run_as="role:owner",
)  # fmt: skip


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(firm(OFFER, LOOSE, CALLER))
    return api


@pytest.fixture
async def client(owner):
    answer = await owner.post(owner.at("records/contact"), json={"values": {"name": "Aysel"}})
    return answer.json()["id"]


async def start(owner, key="offer", **given):
    answer = await owner.post(owner.at(f"scenarios/{key}/run"), json={"input": given} if given else {})
    await drain_all()
    return answer


async def tasks(owner):
    return (await owner.get(owner.at("tasks"))).json()["items"][::-1]


async def test_input_is_read_in_its_types(owner, client):
    answer = await start(owner, amount=200, client=client, day="2026-12-01", share=5, more={"words": "as said"})
    assert answer.status_code == 202
    first, second = await tasks(owner)
    assert (first["title"], first["record"], first["due"]) == ("Aysel: ₼190.00", client, "2026-12-02T05:00:00Z")
    assert second["title"] == "as said"


async def test_what_is_left_out_is_blank(owner):
    assert (await start(owner)).status_code == 202
    assert next(task["title"] for task in await tasks(owner)) == ": "


@pytest.mark.parametrize(
    ("given", "pointers"),
    [
        ({"amount": "much"}, ["/input/amount"]),
        ({"day": "tomorrow", "share": "x"}, ["/input/day", "/input/share"]),
        ({"client": "somebody"}, ["/input/client"]),
        ({"amuont": 1}, ["/input/amuont"]),
    ],
)
async def test_what_does_not_fit_is_refused_at_its_place(owner, given, pointers):
    answer = await start(owner, **given)
    assert answer.status_code == 422
    assert sorted(error["pointer"] for error in answer.json()["errors"]) == pointers
    assert await tasks(owner) == []


async def test_without_a_declaration_anything_is_taken(owner):
    assert (await start(owner, "loose", anything="whatever")).status_code == 202
    assert [task["title"] for task in await tasks(owner)] == ["whatever"]


async def test_a_dry_run_takes_it_too(owner, client):
    body = {"event": {"input": {"amount": 10, "client": client}}}
    answer = await owner.post(owner.at("scenarios/offer/dry-run"), json=body)
    assert answer.json()["would_run"] is True
    assert answer.json()["steps"][1]["input"]["record"] == client
    wrong = await owner.post(owner.at("scenarios/offer/dry-run"), json={"event": {"input": {"amount": "x"}}})
    assert wrong.status_code == 422


async def test_a_step_that_calls_gives_it_the_same(owner, client):
    answer = await owner.post(owner.at("scenarios/caller/run"), json={"record": client})
    assert answer.status_code == 202
    await drain_all()
    assert (await tasks(owner))[0]["title"] == "Aysel: ₼95.00"


async def test_a_call_of_what_is_not_taken_is_found_before_publishing(owner):
    wrong = {**CALLER, "steps": [{"key": "offer", "call": "offer", "with": {"amuont": 1}}]}
    await owner.put(owner.at("draft"), json=firm(OFFER, wrong))
    found = (await owner.post(owner.at("draft/check"))).json()["errors"]
    assert [(error["pointer"], error["code"]) for error in found] == [("/scenarios/1/steps/0/with/amuont", "unknown_input")]
