"""A funnel's totals are what counting its cards gives, whatever was done to them; nobody is told of cards out of their reach."""

import asyncio
import contextvars
from decimal import Decimal
from random import Random

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.records import aggregates, summaries, totals, trash
from tests.runtime.funnels.repair import repair
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import do

OPEN = [
    {"key": "new", "title": "New", "probability": 10},
    {"key": "contract", "title": "Contract", "probability": 70},
    {"key": "won", "title": "Won", "kind": "won"},
    {"key": "lost", "title": "Lost", "kind": "lost"},
]


@pytest.fixture
async def world(make_workspace):
    return await make_workspace(repair(stages=OPEN))


async def summary(world, actor=None, **more):
    async with tenant_transaction(world.tenant_no):
        return await summaries.summary(world.plan, actor or world.owner, "repair", **more)


async def counted(world):
    """Return the same by counting."""
    async with tenant_transaction(world.tenant_no):
        found = await aggregates.aggregate(
            world.plan, world.owner, "deal", group_by=["stage"], measures={"n": "COUNT()", "sum": "SUM(total)"},
            filter='funnel = "repair"',
        )  # fmt: skip
    return {group["key"]["stage"]: (int(group["values"]["n"]), group["values"]["sum"]) for group in found["groups"]}


def shown(found):
    return {stage["key"]: (stage["count"], stage["amount"]) for stage in found["stages"] if stage["count"]}


async def make(world, actor=None, stage="new", **values):
    actor = actor or world.owner
    return await do(world, actor, "create", "deal", {"name": "Flat"} | values, funnel="repair", stage=stage)


async def test_a_stage_shows_its_cards_their_worth_and_what_may_be_hoped_for(world):
    await make(world, total=100)
    await make(world, total=Decimal("50.50"))
    await make(world, stage="contract", total=1000)
    lanes = {stage["key"]: stage for stage in (await summary(world))["stages"]}
    assert lanes["new"] == {
        "key": "new", "count": 2, "amount": {"amount": "150.50", "currency": "AZN"},
        "weighted": {"amount": "15.05", "currency": "AZN"}, "overdue": 0,
    }  # fmt: skip
    assert lanes["contract"]["weighted"] == {"amount": "700.00", "currency": "AZN"}
    assert lanes["won"]["count"] == 0
    assert lanes["won"]["amount"] == {"amount": "0.00", "currency": "AZN"}


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_done_totals_and_cards_agree(world, seed):
    chance, cards = Random(seed), []
    for step in range(40):
        match chance.choice(["make", "make", "move", "change", "blank", "delete", "fold", "look"]):
            case "make":
                cards.append((await make(world, stage=chance.choice(OPEN)["key"], total=chance.randint(0, 900))).id)
            case "move" if cards:
                await do(world, world.owner, "move", "deal", chance.choice(cards), "repair", chance.choice(OPEN)["key"])
            case "change" if cards:
                total = Decimal(chance.randrange(100_000)) / 100
                await do(world, world.owner, "update", "deal", chance.choice(cards), {"total": total})
            case "blank" if cards:
                await do(world, world.owner, "update", "deal", chance.choice(cards), {"total": None})
            case "delete" if cards:
                await do(world, world.owner, "delete", "deal", cards.pop(chance.randrange(len(cards))))
            case "fold":
                await totals.fold()
            case "look":
                await summary(world)
        if step % 8 == 0:
            assert shown(await summary(world)) == await counted(world)
    assert shown(await summary(world)) == await counted(world)
    assert (await rows(world.tenant_no, "select count(*) as n from funnel_total where tenant_no = $1"))[0]["n"]


async def test_cards_from_before_are_counted_once_the_funnel_is_looked_at(world):
    await make(world, total=5)
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("delete from funnel_delta where tenant_no = $1", world.tenant_no)
    assert shown(await summary(world)) == await counted(world)
    await make(world, total=6)
    assert shown(await summary(world)) == await counted(world) == {"new": (2, {"amount": "11.00", "currency": "AZN"})}


async def test_an_amount_of_another_field_is_counted_anew(world):
    await make(world, total=5, margin=2)
    await summary(world)
    await world.publish(repair(stages=OPEN, amount={"field": "margin"}))
    await make(world, total=5, margin=3)
    assert shown(await summary(world)) == {"new": (2, {"amount": "5.00", "currency": "AZN"})}


async def test_two_currencies_are_not_added(world):
    await make(world, total=5)
    await make(world, total={"amount": "7", "currency": "USD"})
    for _ in range(2):
        assert shown(await summary(world)) == {"new": (2, None)}


async def test_who_sees_only_their_own_is_told_of_their_own(world):
    seller = await world.member("seller")
    await make(world, total=100)
    await make(world, seller, total=7)
    assert shown(await summary(world))["new"][0] == 2
    assert shown(await summary(world, seller)) == {"new": (1, {"amount": "7.00", "currency": "AZN"})}


async def test_an_amount_one_may_not_see_is_not_summed(make_workspace):
    world = await make_workspace(repair(stages=OPEN, amount={"field": "margin"}))
    seller = await world.member("seller")
    await make(world, seller)
    found = await summary(world, seller)
    assert found["amount"] is None
    assert shown(found) == {"new": (1, None)}
    assert (await summary(world))["amount"] == "margin"


async def test_a_filter_narrows_what_is_counted(world):
    await make(world, total=100, area=5)
    await make(world, total=1, area=50)
    assert shown(await summary(world, filter="area > 10")) == {"new": (1, {"amount": "1.00", "currency": "AZN"})}


async def test_hidden_fields_are_unknown_in_a_filter(api):
    await api.sign_up()
    await api.publish(repair(stages=OPEN))
    seller = await api.member("seller")
    for name in ("margin", "nothing"):
        answer = await seller.get(api.at("funnels/repair/summary"), params={"filter": f"{name} > 10"})
        assert answer.status_code == 422
        assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [("/query/filter", "unknown_field")]
    broken = await seller.get(api.at("funnels/repair/summary"), params={"filter": "area > 1) OR (area < 2"})
    assert broken.status_code == 422


async def test_a_funnel_of_records_one_may_not_see_does_not_exist(api):
    await api.sign_up()
    await api.publish(
        repair(stages=OPEN, roles=[{"key": "nobody", "title": "N", "access": [{"entity": "contact", "read": "all"}]}])
    )
    nobody = await api.member("nobody")
    for path in ("funnels/repair/summary", "funnels/repair/times", "funnels/other/summary"):
        assert (await nobody.get(api.at(path))).status_code == 404


async def test_who_may_only_hand_in_sees_an_empty_funnel(api):
    await api.sign_up()
    hands_in = {"key": "hands_in", "title": "H", "access": [{"entity": "deal", "create": True}]}
    await api.publish(repair(stages=OPEN, roles=[hands_in]))
    (await api.post(api.at("records/deal"), json={"values": {"name": "A"}, "funnel": "repair"})).raise_for_status()
    member = await api.member("hands_in")
    for path in ("funnels/repair/summary", "funnels/repair/times"):
        answer = await member.get(api.at(path))
        assert answer.status_code == 200, answer.text
        assert {stage.get("count", 0) for stage in answer.json()["stages"]} == {0}


async def test_writers_counting_and_folding_at_once_agree(world):
    async def write(number):
        card = await make(world, stage=OPEN[number % 4]["key"], total=number)
        await do(world, world.owner, "move", "deal", card.id, "repair", OPEN[(number + 1) % 4]["key"])

    async def count():
        async with tenant_transaction(world.tenant_no):
            await totals.count_anew(world.plan, world.plan.funnels["repair"])

    async with asyncio.TaskGroup() as group:
        for number in range(24):
            group.create_task(write(number), context=contextvars.Context())
            if number % 4 == 0:
                group.create_task(count(), context=contextvars.Context())
            if number % 5 == 0:
                group.create_task(totals.fold(), context=contextvars.Context())
    assert shown(await summary(world)) == await counted(world)


async def test_a_card_from_the_trash_counts_again(world):
    card = await make(world, total=5)
    await do(world, world.owner, "delete", "deal", card.id)
    assert shown(await summary(world)) == {}
    async with tenant_transaction(world.tenant_no):
        await trash.restore(world.plan, world.owner, "deal", [card.id])
    assert shown(await summary(world)) == await counted(world) == {"new": (1, {"amount": "5.00", "currency": "AZN"})}
    assert await rows(world.tenant_no, "select * from stage_stay where tenant_no = $1") == []
