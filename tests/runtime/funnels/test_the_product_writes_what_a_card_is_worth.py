"""A funnel may sum a deal's lines or compute its amount: it is written with each change, and people cannot write over it."""

import pytest

from axin.platform.kernel.errors import InvalidError
from axin.runtime.jobs.drain import drain
from tests.runtime.funnels.repair import repair
from tests.runtime.stories import do, records

PLAIN = [{"key": "new", "title": "New"}, {"key": "won", "title": "Won", "kind": "won"}]


def by_lines(**amount):
    return repair(stages=PLAIN, amount={"field": "total", "mode": "lines", **amount})


async def make(world, **values):
    return await do(world, world.owner, "create", "deal", {"name": "Flat"} | values, funnel="repair")


async def line(world, deal, price, quantity=1):
    return await do(
        world, world.owner, "create", "line", {"deal": str(deal.id), "product": "P", "price": price, "quantity": quantity}
    )


async def worth(world):
    return [str(record.values["total"].amount) if record.values["total"] else None for record in await records(world, "deal")]


async def test_the_amount_follows_the_lines(make_workspace):
    world = await make_workspace(by_lines())
    deal = await make(world)
    first = await line(world, deal, 10, 3)
    await line(world, deal, 5)
    assert await worth(world) == ["35.00"]
    await do(world, world.owner, "update", "line", first.id, {"quantity": 1})
    assert await worth(world) == ["15.00"]
    await do(world, world.owner, "delete", "line", first.id)
    assert await worth(world) == ["5.00"]


async def test_a_formula_over_the_card_is_written_too(make_workspace):
    world = await make_workspace(repair(stages=PLAIN, amount={"field": "total", "mode": "formula", "formula": "area * 20"}))
    deal = await make(world, area=3)
    assert await worth(world) == ["60.00"]
    await do(world, world.owner, "update", "deal", deal.id, {"area": 4})
    assert await worth(world) == ["80.00"]


async def test_nobody_writes_over_it(make_workspace):
    world = await make_workspace(by_lines())
    deal = await make(world)
    with pytest.raises(InvalidError) as refused:
        await do(world, world.owner, "update", "deal", deal.id, {"total": 5})
    assert [(problem.pointer, problem.code) for problem in refused.value.problems] == [("/values/total", "read_only")]
    with pytest.raises(InvalidError):
        await make(world, total=7)


async def test_a_deal_in_no_funnel_keeps_what_people_write(make_workspace):
    world = await make_workspace(by_lines())
    deal = await do(world, world.owner, "create", "deal", {"name": "Loose", "total": 9})
    await line(world, deal, 10)
    assert await worth(world) == ["9.00"]


async def test_a_deal_goes_with_its_lines(make_workspace):
    world = await make_workspace(by_lines())
    deal = await make(world)
    await line(world, deal, 10)
    await do(world, world.owner, "delete", "deal", deal.id)
    assert await records(world, "deal") == await records(world, "line") == []


async def test_switching_shows_what_would_change_and_then_changes_it(api):
    await api.sign_up()
    await api.publish(repair(stages=PLAIN))
    deal = {"values": {"name": "Flat", "total": 100}, "funnel": "repair"}
    first = (await api.post(api.at("records/deal"), json=deal)).json()
    (await api.post(api.at("records/deal"), json={**deal, "values": {"name": "Empty", "total": 0}})).raise_for_status()
    line_of = {"values": {"deal": first["id"], "product": "P", "price": 30}}
    assert (await api.post(api.at("records/line"), json=line_of)).status_code == 201
    await api.put(api.at("draft"), json=by_lines())
    found = (await api.post(api.at("funnels/repair/amounts/preview"))).json()
    assert (found["cards"], found["looked_at"], found["affected"]) == (2, 2, 1)
    assert [(item["name"], item["from"]["amount"], item["to"]["amount"]) for item in found["items"]] == [
        ("Flat", "100.00", "30.00")
    ]
    assert (await api.post(api.at("publish"), json={"note": "by lines"})).status_code == 201
    while await drain():
        pass
    shown = (await api.get(api.at(f"records/deal/{first['id']}"))).json()
    assert (shown["values"]["total"]["amount"], shown["version"]) == ("30.00", 2)
    (job,) = (await api.get(api.at("jobs"))).json()["items"]
    assert (job["kind"], job["status"], job["done"]) == ("funnel.amounts", "done", 2)


async def test_who_may_not_build_sees_no_preview(api):
    await api.sign_up()
    await api.publish(by_lines())
    seller = await api.member("seller")
    assert (await seller.post(api.at("funnels/repair/amounts/preview"))).status_code in {403, 404}
