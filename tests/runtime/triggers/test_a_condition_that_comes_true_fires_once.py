"""S18: record.matches fires when its condition becomes true, once a crossing, wherever the change was made; deletions tell."""

import pytest

from tests.runtime.actions.test_steps_find_fill_and_delete import shop
from tests.runtime.stories import action, do, drain_all, firm, records, runs, scenario


def large(condition="price >= 100", **more):
    trigger = {"on": "record.matches", "entity": "deal", "condition": condition}
    note = action("note", "record.create", entity="request", values={"name": "{{ record.name }} is large"})
    return scenario("large", trigger, note, run_as="role:owner", **more)


async def fired(world):
    await drain_all()
    found = await runs(world)
    assert {row["status"] for row in found} <= {"done"}, found
    return len(found)


async def test_once_a_crossing(make_workspace):
    world = await make_workspace(firm(large()))
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat", "price": 50})
    assert await fired(world) == 0
    for price, times in [(150, 1), (200, 1), (50, 1), (101, 2), (None, 2), (100, 3)]:
        await do(world, world.owner, "update", "deal", deal.id, {"price": price})
        assert await fired(world) == times
    await do(world, world.owner, "update", "deal", deal.id, {"name": "House"})
    assert await fired(world) == 3


async def test_a_record_that_is_born_so_has_become_so(make_workspace):
    world = await make_workspace(firm(large()))
    await do(world, world.owner, "create", "deal", {"name": "Flat", "price": 500})
    assert await fired(world) == 1
    assert [request.values["name"] for request in await records(world, "request")] == ["Flat is large"]


async def test_publishing_it_is_no_crossing(make_workspace):
    world = await make_workspace(firm())
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat", "price": 500})
    await world.publish(firm(large()))
    await do(world, world.owner, "update", "deal", deal.id, {"price": 600})
    assert await fired(world) == 0


@pytest.mark.parametrize("condition", ["subtotal >= 100", "SUM(lines.total) >= 100", "record.subtotal >= 100"])
async def test_lines_carry_their_deal_over_the_mark(make_workspace, condition):
    world = await make_workspace(shop(large(condition)))
    product = await do(world, world.owner, "create", "product", {"name": "Plaster"})
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat"})
    made = []
    for times in (0, 1, 1):
        values = {"deal": str(deal.id), "product": str(product.id), "quantity": 6, "price": 10}
        made.append(await do(world, world.owner, "create", "deal_line", values))
        assert await fired(world) == times
    await do(world, world.owner, "delete", "deal_line", made[0].id)
    await do(world, world.owner, "update", "deal_line", made[1].id, {"quantity": 1})
    assert await fired(world) == 1
    await do(world, world.owner, "update", "deal_line", made[1].id, {"quantity": 20})
    assert await fired(world) == 2


async def test_a_linked_record_does_it_too(make_workspace):
    world = await make_workspace(firm(large('client.source = "site"')))
    contact = await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    for name in ("Flat", "House"):
        await do(world, world.owner, "create", "deal", {"name": name, "client": str(contact.id)})
    assert await fired(world) == 0
    await do(world, world.owner, "update", "contact", contact.id, {"source": "site"})
    assert await fired(world) == 2


async def test_the_scenarios_own_condition_still_narrows(make_workspace):
    world = await make_workspace(firm(large(when='name <> "Flat"')))
    await do(world, world.owner, "create", "deal", {"name": "Flat", "price": 500})
    assert await fired(world) == 0


async def test_a_deletion_tells_who_listens_and_what_went(make_workspace):
    flow = scenario(
        "gone", {"on": "record.deleted", "entity": "deal"},
        action("note", "record.create", entity="request", values={"name": "{{ record.name }} is gone"}), run_as="role:owner",
    )  # fmt: skip
    world = await make_workspace(firm(flow))
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat"})
    await do(world, world.owner, "delete", "deal", deal.id)
    assert await fired(world) == 1
    assert [request.values["name"] for request in await records(world, "request")] == ["Flat is gone"]
