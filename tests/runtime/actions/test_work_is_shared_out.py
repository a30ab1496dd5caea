"""S22: a larger deal goes to a more experienced person; the least loaded comes first; who has left is nobody."""

from axin.platform.data.unit_of_work import tenant_transaction
from tests.runtime.stories import action, do, drain_all, firm, records, runs, scenario


def share(*choose, then="=steps.who.user"):
    return scenario(
        "share", {"on": "record.created", "entity": "deal"},
        *choose, action("give", "record.update", entity="deal", id="=record.id", values={}, responsible=then),
        run_as="role:owner",
    )  # fmt: skip


async def test_the_least_loaded_gets_the_next_one(make_workspace):
    flow = share(action("who", "assign.choose", among="role:seller", rule="least_loaded", load="deal"))
    world = await make_workspace(firm(flow))
    busy, free = await world.member("seller", "Aysel"), await world.member("seller", "Rashad")
    for number in range(2):
        await do(world, world.owner, "create", "deal", {"name": f"Old {number}"}, funnel="repair", stage="measuring")
    await drain_all()
    for deal in await records(world, "deal"):
        await do(world, world.owner, "update", "deal", deal.id, {}, responsible=busy.id)
    won = await do(world, world.owner, "create", "deal", {"name": "Won"}, funnel="repair", stage="won", responsible=free.id)
    await do(world, world.owner, "update", "deal", won.id, {}, responsible=free.id)
    await drain_all()
    new = await do(world, world.owner, "create", "deal", {"name": "New"}, funnel="repair", stage="measuring")
    await drain_all()
    (found,) = await records(world, "deal", filter='name = "New"')
    assert (found.id, found.responsible) == (new.id, free.id)


async def test_where_no_load_is_named_the_cards_of_all_funnels_count(make_workspace):
    flow = share(action("who", "assign.choose", among="role:seller", rule="least_loaded"))
    world = await make_workspace(firm(flow))
    people = [await world.member("seller", name) for name in ("Aysel", "Rashad")]
    for number, (entity, funnel, stage) in enumerate([("request", "requests", "new"), ("request", "requests", "won")]):
        values = {"name": "Earlier"}
        await do(world, world.owner, "create", entity, values, funnel=funnel, stage=stage, responsible=people[number].id)
    for _ in range(2):
        await do(world, world.owner, "create", "deal", {"name": "New"}, funnel="repair", stage="measuring")
        await drain_all()
    assert [row["status"] for row in await runs(world)] == ["done", "done"]
    deals = await records(world, "deal", sort="number")
    assert deals[0].responsible == people[1].id
    assert {deal.responsible for deal in deals} <= {person.id for person in people}


async def test_a_large_deal_goes_to_a_senior(make_workspace):
    by_size = {
        "key": "size", "if": "=record.price >= 10000",
        "then": [action("senior", "assign.choose", among="role:senior", rule="round_robin")],
        "else": [action("seller", "assign.choose", among="role:seller", rule="round_robin")],
    }  # fmt: skip
    world = await make_workspace(firm(share(by_size, then="=COALESCE(steps.senior.user, steps.seller.user)")))
    senior, seller = await world.member("senior", "Nigar"), await world.member("seller", "Aysel")
    large = await do(world, world.owner, "create", "deal", {"name": "Large", "price": 20000})
    small = await do(world, world.owner, "create", "deal", {"name": "Small", "price": 200})
    await drain_all()
    assert [row["status"] for row in await runs(world)] == ["done", "done"]
    assert {deal.id: deal.responsible for deal in await records(world, "deal")} == {large.id: senior.id, small.id: seller.id}


async def test_somebody_who_left_is_passed_over(make_workspace):
    flow = share(action("who", "assign.choose", among="role:seller", rule="round_robin"))
    world = await make_workspace(firm(flow))
    gone, here = await world.member("seller", "Aysel"), await world.member("seller", "Rashad")
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "update membership set left_at = now() where tenant_no = $1 and person_id = $2", world.tenant_no, gone.id
        )
    for number in range(3):
        await do(world, world.owner, "create", "deal", {"name": f"Deal {number}"})
    await drain_all()
    assert {deal.responsible for deal in await records(world, "deal")} == {here.id}


async def test_by_formula_names_the_person(make_workspace):
    flow = share(
        action("who", "assign.choose", among=["role:seller", "role:senior"], rule="by_formula", formula="record.created_by"),
        then="=steps.who.user",
    )
    world = await make_workspace(firm(flow))
    seller = await world.member("seller", "Aysel")
    await do(world, seller, "create", "deal", {"name": "Mine"})
    await drain_all()
    (deal,) = await records(world, "deal")
    assert deal.responsible == seller.id
