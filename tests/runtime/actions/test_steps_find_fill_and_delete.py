"""record.upsert, record.delete, record.aggregate and lines.add do what their names say, by the rights and rules of all."""

from decimal import Decimal

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.money import Money
from axin.runtime.triggers.trial import dry_run
from tests.runtime.stories import action, do, drain_all, firm, records, runs, scenario

CALL = {"on": "button", "entity": "contact"}


def shop(*scenarios, roles=()):
    """Return the firm with products and the lines of a deal."""
    whole = firm(*scenarios, roles=roles)
    whole["entities"] += [
        {"key": "product", "title": "Product", "display": "name", "fields": [
            {"key": "name", "type": "text", "required": True}, {"key": "price", "type": "money"},
        ]},
        {"key": "deal_line", "title": "Line", "lines_of": {"entity": "deal", "as": "lines"}, "fields": [
            {"key": "product", "type": "link", "to": "product", "required": True},
            {"key": "quantity", "type": "number", "min": 0},
            {"key": "price", "type": "money"},
            {"key": "total", "type": "formula", "result": "money", "formula": "quantity * price"},
        ]},
    ]  # fmt: skip
    deal = next(entity for entity in whole["entities"] if entity["key"] == "deal")
    deal["fields"] += [
        {"key": "area", "type": "number"},
        {"key": "subtotal", "type": "rollup", "result": "money", "of": "lines", "formula": "SUM(total)"},
    ]
    return whole


def on_deal(*steps, **more):
    return scenario("fill", {"on": "record.updated", "entity": "deal", "fields": ["area"]}, *steps, run_as="role:owner", **more)


def filling(on_duplicate, quantity="=record.area", **more):
    return action(
        "line", "lines.add", entity="deal", id="=record.id", lines="lines", match=["product"], on_duplicate=on_duplicate,
        items=[{"product": "=steps.plaster.first.id", "price": "=steps.plaster.first.price", "quantity": quantity}], **more,
    )  # fmt: skip


PLASTER = action("plaster", "record.find", entity="product", filter='name = "Plaster"')


async def lines_after(make_workspace, on_duplicate, *areas):
    world = await make_workspace(shop(on_deal(PLASTER, filling(on_duplicate))))
    await do(world, world.owner, "create", "product", {"name": "Plaster", "price": 3})
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat"})
    for area in areas:
        await do(world, world.owner, "update", "deal", deal.id, {"area": area})
        await drain_all()
    assert {row["status"] for row in await runs(world)} == {"done"}, [row["error"] for row in await runs(world)]
    return [line.values["quantity"] for line in await records(world, "deal_line")], await records(world, "deal")


@pytest.mark.parametrize(
    ("on_duplicate", "quantities"),
    [("skip", [10]), ("replace", [12]), ("add_quantity", [22]), ("add_anyway", [10, 12])],
)
async def test_a_duplicate_line_becomes_what_the_step_says(make_workspace, on_duplicate, quantities):
    found, (deal,) = await lines_after(make_workspace, on_duplicate, 10, 12)
    assert found == quantities
    assert deal.values["subtotal"] == Money(Decimal(sum(quantities) * 3), "AZN")


async def test_one_step_may_name_a_thing_twice(make_workspace):
    twice = action(
        "line", "lines.add", entity="deal", id="=record.id", lines="lines", match=["product"], on_duplicate="add_quantity",
        items=[{"product": "=steps.plaster.first.id", "quantity": number} for number in (1, 2)],
    )  # fmt: skip
    world = await make_workspace(shop(on_deal(PLASTER, twice)))
    await do(world, world.owner, "create", "product", {"name": "Plaster", "price": 3})
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat"})
    await do(world, world.owner, "update", "deal", deal.id, {"area": 1})
    await drain_all()
    assert [line.values["quantity"] for line in await records(world, "deal_line")] == [3]


def caller(*steps):
    return scenario("call", {"on": "webhook", "auth": "token"}, *steps, run_as="role:owner")


UPSERT = action(
    "who", "record.upsert", entity="contact", match=["phone"], values={"phone": "=event.data.phone"},
    create={"name": "{{ event.data.phone }}", "source": "call"},
)  # fmt: skip


async def test_upsert_creates_once_and_changes_ever_after(api):
    named = {**UPSERT, "with": {**UPSERT["with"], "values": {"phone": "=event.data.phone", "name": "=event.data.name"}}}
    named["with"]["create"] = {"source": "call"}
    await api.sign_up()
    await api.publish(firm(caller(named, {"key": "made", "stop": {"result": "=steps.who.created"}})))
    hook = (await api.get(api.at("scenarios/call"))).json()["hook"]["url"].rsplit("/hooks/", 1)[1]
    for name in ("Leyla", "Leyla Aliyeva"):
        answer = await api.stranger().post(f"/hooks/{hook}", json={"phone": "+994 50 123 45 67", "name": name})
        assert answer.status_code == 202, answer.text
        await drain_all()
    (contact,) = (await api.get(api.at("records/contact"))).json()["items"]
    assert (contact["values"]["name"], contact["values"]["source"]) == ("Leyla Aliyeva", "call")
    assert {run["status"] for run in (await api.get(api.at("runs"))).json()["items"]} == {"done"}


async def test_two_calls_at_once_make_one_contact(api):
    await api.sign_up()
    await api.publish(firm(caller(UPSERT)))
    hook = (await api.get(api.at("scenarios/call"))).json()["hook"]["url"].rsplit("/hooks/", 1)[1]
    for _ in range(5):
        await api.stranger().post(f"/hooks/{hook}", json={"phone": "+994501112233"})
    await drain_all()
    assert len((await api.get(api.at("records/contact"))).json()["items"]) == 1


async def test_a_blank_is_like_no_other(make_workspace):
    flow = scenario("again", {"on": "record.created", "entity": "deal"}, action(
        "who", "record.upsert", entity="contact", match=["phone"], values={"phone": "=BLANK"}, create={"name": "Nobody"},
    ), run_as="role:owner")  # fmt: skip
    world = await make_workspace(firm(flow))
    await do(world, world.owner, "create", "contact", {"name": "Without a phone"})
    await do(world, world.owner, "create", "deal", {"name": "Deal"})
    await drain_all()
    assert [contact.values["name"] for contact in await records(world, "contact")] == ["Without a phone", "Nobody"]


async def test_a_step_deletes_and_later_steps_see_it(make_workspace):
    flow = scenario(
        "tidy", {"on": "record.created", "entity": "deal"},
        action("old", "record.find", entity="request", filter='name = "Old"'),
        action("drop", "record.delete", entity="request", id="=steps.old.first.id"),
        action("left", "record.aggregate", entity="request", formula="COUNT()"),
        action("note", "record.update", entity="deal", id="=record.id", values={"name": "{{ steps.left.value }} left"}),
        run_as="role:owner",
    )  # fmt: skip
    world = await make_workspace(firm(flow))
    for name in ("Old", "New"):
        await do(world, world.owner, "create", "request", {"name": name})
    await do(world, world.owner, "create", "deal", {"name": "Deal"})
    await drain_all()
    assert [row["status"] for row in await runs(world)] == ["done"], (await runs(world))[0]["error"]
    assert [request.values["name"] for request in await records(world, "request")] == ["New"]
    assert [deal.values["name"] for deal in await records(world, "deal")] == ["1 left"]


@pytest.mark.parametrize(
    ("formula", "filter_", "value"),
    [
        ("SUM(price)", None, {"amount": "60.00", "currency": "AZN"}),
        ("SUM(price) / COUNT()", "price > 10", {"amount": "25.00", "currency": "AZN"}),
        ("COUNT() * 2", "name <> record.name", 4),
        ('SUM(price, name = "Deal 1")', None, {"amount": "10.00", "currency": "AZN"}),
        ("MAX(created_at) <= NOW()", None, True),
        ("SUM(discount)", None, 0),
        ("MAX(discount)", None, None),
    ],
)  # fmt: skip
async def test_a_step_sums_up_what_its_filter_finds(make_workspace, formula, filter_, value):
    given = {"entity": "deal", "formula": formula} | ({"filter": filter_} if filter_ else {})
    flow = scenario("sum", {"on": "button", "entity": "deal"}, action("sum", "record.aggregate", **given), run_as="role:owner")
    world = await make_workspace(firm(flow))
    for number in (1, 2, 3):
        deal = await do(world, world.owner, "create", "deal", {"name": f"Deal {number}", "price": number * 10})

    async with tenant_transaction(world.tenant_no):
        tried = await dry_run(world.plan, world.owner, world.plan.scenarios["sum"], deal.id, None)
    (step,) = tried["steps"]
    assert step["status"] == "done", step
    assert step["output"]["value"] == value


async def test_what_a_role_may_not_see_is_not_summed_up(make_workspace):
    flow = scenario("sum", {"on": "record.created", "entity": "contact"}, action(
        "sum", "record.aggregate", entity="request", formula="COUNT()"
    ), {"key": "say", "stop": {"result": "=steps.sum.value"}}, run_as="role:seller")  # fmt: skip
    world = await make_workspace(firm(flow))
    seller = await world.member("seller")
    await do(world, world.owner, "create", "request", {"name": "Not theirs"})
    await do(world, seller, "create", "request", {"name": "Theirs"})
    await do(world, seller, "create", "contact", {"name": "Leyla"})
    await drain_all()

    async with tenant_transaction(world.tenant_no) as transaction:
        result = await transaction.fetchval("select result::text from run where tenant_no = $1", world.tenant_no)
    assert result == "1"
