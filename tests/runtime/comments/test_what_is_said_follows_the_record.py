"""Comments and activities: read by whoever may see the record and nobody else, changed by their author; who is meant is told."""

from datetime import UTC, datetime, timedelta

import pytest

from axin.platform.data import json
from axin.platform.kernel.ids import new_id
from tests.world.solutions import sales_house


def body(answer):
    return json.loads(answer.content)


@pytest.fixture
async def house(api):
    await api.sign_up(name="Aygün")
    await api.publish(sales_house())
    seller = await api.member("seller", "Sabir")
    deal = body(await seller.post(seller.at("records/deal"), json={"values": {"name": "D"}}))["id"]
    return api, seller, deal


def at(client, deal, *rest):
    return client.at("/".join(["records/deal", deal, *rest]))


async def said(client, deal, text="Hello", **more):
    answer = await client.post(at(client, deal, "comments"), json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    return body(answer)


async def lines(client):
    return [line["text"] for line in body(await client.get(client.at("notifications")))["items"]]


async def test_a_comment_is_read_newest_first_by_whoever_sees_the_record(house):
    owner, seller, deal = house
    first, second = await said(seller, deal, "One"), await said(owner, deal, "Two")
    page = body(await seller.get(at(seller, deal, "comments"), params={"limit": 1}))
    assert [item["text"] for item in page["items"]] == ["Two"]
    assert (page["items"][0]["author_title"], page["items"][0]["mine"]) == ("Aygün", False)
    rest = body(await seller.get(at(seller, deal, "comments"), params={"limit": 1, "after": page["next"]}))
    assert [item["id"] for item in rest["items"]] == [first["id"]]
    assert rest["next"] is None
    assert second["mine"] is True


async def test_who_may_not_see_the_record_finds_nothing_said(house):
    owner, seller, _ = house
    hidden = body(await owner.post(owner.at("records/deal"), json={"values": {"name": "H"}}))["id"]
    comment = await said(owner, hidden)
    made = await owner.post(at(owner, hidden, "activities"), json={"kind": "call", "title": "Called"})
    activity = body(made)["id"]
    for method, path, options in (
        ("GET", ("comments",), {}),
        ("POST", ("comments",), {"json": {"text": "x"}}),
        ("PATCH", ("comments", comment["id"]), {"json": {"text": "x"}}),
        ("DELETE", ("comments", comment["id"]), {}),
        ("GET", ("activities",), {}),
        ("POST", ("activities",), {"json": {"kind": "call", "title": "x"}}),
        ("PATCH", ("activities", activity), {"json": {"done": True}}),
        ("DELETE", ("activities", activity), {}),
    ):
        answer = await seller.request(method, at(seller, hidden, *path), **options)
        never = await seller.request(method, at(seller, str(new_id()), *path), **options)
        assert (answer.status_code, never.status_code) == (404, 404)
        assert {**body(answer), "request_id": ""} == {**body(never), "request_id": ""}


async def test_a_comment_of_one_record_is_not_found_under_another(house):
    owner, seller, deal = house
    other = body(await seller.post(seller.at("records/deal"), json={"values": {"name": "E"}}))["id"]
    comment = await said(owner, deal)
    assert (await owner.delete(at(owner, other, "comments", comment["id"]))).status_code == 404


async def test_each_changes_their_own_words(house):
    owner, seller, deal = house
    comment = await said(seller, deal, "Oen")
    refused = await owner.patch(at(owner, deal, "comments", comment["id"]), json={"text": "x"})
    assert (refused.status_code, body(refused)["code"]) == (403, "not_yours")
    changed = body(await seller.patch(at(seller, deal, "comments", comment["id"]), json={"text": "One"}))
    assert changed["text"] == "One"
    assert changed["edited_at"] is not None
    other = await said(owner, deal)
    assert (await seller.delete(at(seller, deal, "comments", other["id"]))).status_code == 403
    assert (await owner.delete(at(owner, deal, "comments", comment["id"]))).status_code == 204
    assert [item["id"] for item in body(await owner.get(at(owner, deal, "comments")))["items"]] == [other["id"]]


async def test_who_is_mentioned_is_told_once_if_they_may_see_it(house):
    owner, seller, deal = house
    stranger = await owner.member("seller", "Rauf")
    people = [seller.user["id"], stranger.user["id"], owner.user["id"]]
    comment = await said(owner, deal, "Look at this", mentions=people)
    assert comment["unreached"] == [stranger.user["id"]]
    assert await lines(seller) == ["Aygün mentioned you: Look at this"]
    assert await lines(stranger) == []
    assert await lines(owner) == []
    await owner.patch(at(owner, deal, "comments", comment["id"]), json={"text": "Look", "mentions": people})
    assert len(await lines(seller)) == 1
    unknown = await owner.post(at(owner, deal, "comments"), json={"text": "x", "mentions": [str(new_id())]})
    assert body(unknown)["errors"][0]["pointer"] == "/mentions/0"


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 10_001])
async def test_nothing_and_too_much_are_refused(house, text):
    owner, _, deal = house
    assert (await owner.post(at(owner, deal, "comments"), json={"text": text})).status_code == 422


async def test_what_was_done_is_noted_and_what_comes_is_planned(house):
    owner, seller, deal = house
    ahead = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    done = body(await seller.post(at(seller, deal, "activities"), json={"kind": "call", "title": "Called", "minutes": 5}))
    assert done["done_at"] is not None
    plan = {"kind": "meeting", "title": "Measure", "at": ahead, "responsible": seller.user["id"]}
    planned = body(await owner.post(at(owner, deal, "activities"), json=plan))
    assert planned["done_at"] is None
    assert await lines(seller) == ["Aygün planned this for you: Measure"]
    found = body(await seller.get(at(seller, deal, "activities"), params={"planned": "true"}))
    assert [item["id"] for item in found["items"]] == [planned["id"]]
    assert (await seller.patch(at(seller, deal, "activities", planned["id"]), json={"title": "x"})).status_code == 403
    finished = body(await seller.patch(at(seller, deal, "activities", planned["id"]), json={"done": True}))
    assert finished["done_at"] is not None
    assert finished["title"] == "Measure"
    assert (await seller.delete(at(seller, deal, "activities", planned["id"]))).status_code == 403
    assert (await owner.delete(at(owner, deal, "activities", done["id"]))).status_code == 204


async def test_only_who_sees_the_record_is_given_something_to_do_there(house):
    owner, _, deal = house
    stranger = await owner.member("seller", "Rauf")
    answer = await owner.post(
        at(owner, deal, "activities"), json={"kind": "call", "title": "x", "responsible": stranger.user["id"]}
    )
    assert body(answer)["errors"][0]["pointer"] == "/responsible"


async def test_another_workspace_hears_nothing(house):
    owner, _, deal = house
    await said(owner, deal)
    other = await owner.stranger().sign_up()
    await other.publish(sales_house())
    assert (await other.get(at(other, deal, "comments"))).status_code == 404
