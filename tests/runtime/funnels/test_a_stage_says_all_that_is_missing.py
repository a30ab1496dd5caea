"""A move that lacks something is refused once, with everything it lacks at its place; what it lacked may come with the move."""

import pytest

from tests.runtime.funnels.repair import repair


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(repair())
    return api


async def made(client, **values):
    answer = await client.post(client.at("records/deal"), json={"values": {"name": "Flat"} | values, "funnel": "repair"})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def move(client, record, stage, **body):
    return await client.post(client.at(f"records/deal/{record['id']}/stage"), json={"stage": stage, **body})


def faults(answer):
    assert answer.status_code == 422, answer.text
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


async def tick(client, record, item, *, done=True):
    return await client.post(client.at(f"records/deal/{record['id']}/checklist"), json={"item": item, "done": done})


async def test_everything_missing_is_told_at_once(owner):
    deal = await made(owner)
    assert faults(await move(owner, deal, "contract")) == {
        ("/values/client", "required"), ("/values/area", "required"), ("/checklist/called", "checklist"),
    }  # fmt: skip


async def test_what_was_missing_may_come_with_the_move(owner):
    deal = await made(owner)
    client = (await owner.post(owner.at("records/contact"), json={"values": {"name": "Aysel"}})).json()
    await tick(owner, deal, "called")
    assert faults(await move(owner, deal, "contract", values={"client": client["id"]})) == {("/values/area", "required")}
    moved = await move(owner, deal, "contract", values={"client": client["id"], "area": 30})
    assert moved.status_code == 200, moved.text
    assert (moved.json()["stage"], moved.json()["values"]["area"], moved.json()["version"]) == ("contract", 30, 2)


async def test_values_of_a_refused_move_are_not_kept(owner):
    deal = await made(owner)
    await move(owner, deal, "contract", values={"area": 30})
    assert (await owner.get(owner.at(f"records/deal/{deal['id']}"))).json()["values"]["area"] is None


async def test_wrong_values_are_told_at_their_place(owner):
    deal = await made(owner)
    assert ("/values/area", "type_mismatch") in faults(await move(owner, deal, "contract", values={"area": "large"}))
    assert ("/values/nothing", "unknown_field") in faults(await move(owner, deal, "contract", values={"nothing": 1}))


async def test_a_loss_needs_its_reason_and_no_checklist(owner):
    deal = await made(owner)
    assert faults(await move(owner, deal, "lost")) == {("/values/lost_reason", "required")}
    assert (await move(owner, deal, "lost", values={"lost_reason": "price"})).json()["stage"] == "lost"


async def test_the_checklist_is_ticked_by_hand_and_shown(owner):
    deal = await made(owner)
    shown = (await owner.get(owner.at(f"records/deal/{deal['id']}/checklist"))).json()
    assert [(item["key"], item["required"], item["done"]) for item in shown["items"]] == [
        ("called", True, False), ("liked", False, False),
    ]  # fmt: skip
    ticked = (await tick(owner, deal, "called")).json()["items"][0]
    assert (ticked["done"], ticked["by"]) == (True, owner.user["id"])
    assert (await tick(owner, deal, "called", done=False)).json()["items"][0]["done"] is False
    assert faults(await tick(owner, deal, "unknown")) == {("/item", "unknown_item")}


async def test_a_checklist_out_of_reach_does_not_exist(owner):
    deal = await made(owner)
    seller = await owner.member("seller")
    assert (await seller.get(owner.at(f"records/deal/{deal['id']}/checklist"))).status_code == 404
    assert (await tick(seller, deal, "called")).status_code == 404


async def test_a_hidden_field_that_is_missing_is_not_named(api):
    await api.sign_up()
    stages = [{"key": "new", "title": "New"}, {"key": "done", "title": "Done", "requires": ["margin", "responsible"]}]
    await api.publish(repair(stages=stages))
    seller = await api.member("seller")
    deal = await made(seller)
    assert faults(await move(seller, deal, "done")) == {("/stage", "required")}
    mine = await made(api)
    await api.patch(api.at(f"records/deal/{mine['id']}"), json={"responsible": None})
    assert faults(await move(api, mine, "done")) == {("/values/margin", "required"), ("/responsible", "required")}


async def test_transitions_are_judged_on_what_comes_with_the_move(api):
    await api.sign_up()
    stages = [{"key": "new", "title": "New"}, {"key": "offer", "title": "Offer"}]
    await api.publish(repair(stages=stages, transitions=[{"from": "new", "to": ["offer"], "when": "area > 10"}]))
    deal = await made(api)
    assert faults(await move(api, deal, "offer", values={"area": 5})) == {("/stage", "transition_refused")}
    assert (await move(api, deal, "offer", values={"area": 11})).json()["stage"] == "offer"
