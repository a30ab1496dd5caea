"""How a card went through its stages can be read, with who moved it, and how long cards stay can be counted."""

from datetime import timedelta

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from tests.runtime.funnels.repair import repair

PLAIN = [{"key": "new", "title": "New"}, {"key": "contract", "title": "Contract"}, {"key": "won", "title": "Won", "kind": "won"}]


@pytest.fixture
async def owner(api):
    await api.sign_up()
    shut = {"key": "shut", "title": "S", "access": [{"entity": "deal", "read": "all", "stages": {"contract": "hidden"}}]}
    await api.publish(repair(stages=PLAIN, roles=[shut]))
    return api


async def went(client, *stages):
    deal = (await client.post(client.at("records/deal"), json={"values": {"name": "Flat"}, "funnel": "repair"})).json()
    for stage in stages:
        answer = await client.post(client.at(f"records/deal/{deal['id']}/stage"), json={"stage": stage})
        assert answer.status_code == 200, answer.text
    return deal


async def test_the_way_of_a_card(owner):
    deal = await went(owner, "contract", "new", "won")
    found = (await owner.get(owner.at(f"records/deal/{deal['id']}/stages"))).json()
    assert [visit["stage"] for visit in found["items"]] == ["new", "contract", "new", "won"]
    assert [visit["left_at"] is None for visit in found["items"]] == [False, False, False, True]
    assert found["items"][1]["cause"]["actor"]["id"] == owner.user["id"]
    assert {(spent["stage"], spent["visits"]) for spent in found["stages"]} == {("new", 2), ("contract", 1), ("won", 1)}


async def test_the_way_of_a_card_out_of_reach_is_not_there(owner):
    deal = await went(owner)
    seller = await owner.member("seller")
    assert (await seller.get(owner.at(f"records/deal/{deal['id']}/stages"))).status_code == 404


async def test_a_stage_one_may_not_see_is_left_out(owner):
    deal = await went(owner, "contract", "won")
    shut = await owner.member("shut")
    found = (await shut.get(owner.at(f"records/deal/{deal['id']}/stages"))).json()
    assert [visit["stage"] for visit in found["items"]] == ["new", "won"]
    times = (await shut.get(owner.at("funnels/repair/times"))).json()
    assert [stage["key"] for stage in times["stages"]] == ["new", "won"]


async def test_how_long_cards_stay(owner, database):
    await went(owner, "contract")
    await went(owner, "contract", "won")
    workspace = (await owner.get(owner.at("funnels/repair/times"))).json()
    assert {stage["key"]: stage["visits"] for stage in workspace["stages"]} == {"new": 2, "contract": 1, "won": 0}
    assert workspace["stages"][0]["average"] == 0
    seller = await owner.member("seller")
    own = (await seller.get(owner.at("funnels/repair/times"))).json()
    assert {stage["visits"] for stage in own["stages"]} == {0}


async def test_a_stay_lasts_from_entering_to_leaving(make_workspace):
    from tests.runtime.runs.hand_built import rows  # noqa: PLC0415
    from tests.runtime.stories import do  # noqa: PLC0415

    world = await make_workspace(repair(stages=PLAIN))
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat"}, funnel="repair")
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update record set stage_since = stage_since - interval '2 hours' where id = $1", deal.id)
    await do(world, world.owner, "move", "deal", deal.id, "repair", "won")
    (stay,) = await rows(world.tenant_no, "select * from stage_stay where tenant_no = $1")
    assert (stay["stage"], stay["funnel"]) == ("new", "repair")
    assert timedelta(hours=2) <= stay["left_at"] - stay["entered_at"] < timedelta(hours=2, minutes=1)
