"""S01: creating a contact yields exactly one request in the chosen stage, assigned by rule; no second one on edit or retry."""

from axin.platform.data.unit_of_work import tenant_transaction
from tests.runtime.stories import action, do, drain_all, firm, records, runs, scenario

OPEN_REQUEST = scenario(
    "request_for_new_contact",
    {"on": "record.created", "entity": "contact"},
    action("owner", "assign.choose", among="role:seller", rule="round_robin"),
    action(
        "request", "record.create", entity="request", funnel="requests", stage="new", responsible="=steps.owner.user",
        values={"name": "Call {{ record.name }}", "contact": "=record.id"},
    ),
    action("tell", "notify.users", users=["=steps.owner.user"], text="New request: {{ record.name }}, {{ record.phone }}"),
    run_as="role:seller",
)  # fmt: skip


async def test_a_new_contact_opens_exactly_one_request(make_workspace):
    world = await make_workspace(firm(OPEN_REQUEST))
    seller = await world.member("seller")
    contact = await do(world, world.owner, "create", "contact", {"name": "Leyla", "phone": "+994501234567"})
    await drain_all()
    (request,) = await records(world, "request")
    assert request.values["name"] == "Call Leyla"
    assert request.values["contact"] == contact.id
    assert (request.funnel, request.stage, request.responsible) == ("requests", "new", seller.id)

    await do(world, world.owner, "update", "contact", contact.id, {"name": "Leyla M."})
    await drain_all()
    assert len(await records(world, "request")) == 1
    assert [row["status"] for row in await runs(world)] == ["done"]


async def test_the_one_who_is_chosen_is_told(make_workspace):
    world = await make_workspace(firm(OPEN_REQUEST))
    seller = await world.member("seller")
    await do(world, world.owner, "create", "contact", {"name": "Leyla", "phone": "+994501234567"})
    await drain_all()
    async with tenant_transaction(world.tenant_no) as transaction:
        rows = await transaction.fetch("select person, text from notification where tenant_no = $1", world.tenant_no)
    assert [(row["person"], row["text"]) for row in rows] == [(seller.id, "New request: Leyla, +994501234567")]


async def test_requests_go_round_among_the_sellers(make_workspace):
    world = await make_workspace(firm(OPEN_REQUEST))
    sellers = {(await world.member("seller", name)).id for name in ("Aysel", "Rashad", "Nigar")}
    for number in range(6):
        await do(world, world.owner, "create", "contact", {"name": f"Contact {number}"})
    await drain_all()
    chosen = [request.responsible for request in await records(world, "request", sort="number")]
    assert set(chosen) == sellers
    assert all(chosen.count(seller) == 2 for seller in sellers)
    assert chosen[:3] == chosen[3:]


async def test_with_nobody_to_choose_the_request_is_opened_all_the_same(make_workspace):
    world = await make_workspace(firm(OPEN_REQUEST))
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()
    (request,) = await records(world, "request")
    assert request.responsible is None
