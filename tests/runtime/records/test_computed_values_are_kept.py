"""A computed field that is indexed is kept beside its record: in the changing transaction, across links, filled online later."""

import asyncio
import contextvars
from decimal import Decimal

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.money import Money
from axin.runtime import publishing
from axin.runtime.jobs.drain import drain_all as drain_jobs
from axin.runtime.records import queries
from tests.runtime.actions.test_steps_find_fill_and_delete import shop
from tests.runtime.runs.hand_built import make_due
from tests.runtime.stories import ALL, action, do, drain_all, runs, scenario

publishing.register()


def kept_shop(*, indexed=True, roles=(), **fields):
    """Return a shop whose deals keep their sum, and whose contacts keep the sum of their deals."""
    whole = shop(roles=roles)
    entity = {each["key"]: each for each in whole["entities"]}
    computed = {
        "deal": [{"key": "due", "type": "formula", "result": "money", "formula": "subtotal * 0.95"},
                 {"key": "size", "type": "formula", "formula": 'IF(subtotal >= 100, "large", "small")'},
                 {"key": "label", "type": "formula", "formula": 'TEXT(subtotal) & " " & client.name'}],
        "contact": [{"key": "spent", "type": "rollup", "of": "deals", "formula": "SUM(due)"}],
    }  # fmt: skip
    for key, more in computed.items():
        entity[key]["fields"] += [
            {**field, **({"indexed": True} if indexed else {}), **fields.get(field["key"], {})} for field in more
        ]
    return whole


async def stored(world, entity, key):
    """Return what the column of a computed field holds, by the record's name."""
    part = world.plan.entities[entity].fields[key]
    no = world.plan.entities[entity].no
    async with tenant_transaction(world.tenant_no) as transaction:
        rows = await transaction.fetch(
            f"select data->>'{world.plan.entities[entity].fields['name'].no}' as name, {part.slot} as slot from record "
            "where tenant_no = $1 and entity_no = $2 and deleted_at is null order by id",
            world.tenant_no, no,
        )  # fmt: skip
    return {row["name"]: row["slot"] for row in rows}


async def found(world, entity, actor=None, **asked):
    async with tenant_transaction(world.tenant_no):
        page = await queries.list_records(world.plan, actor or world.owner, entity, **asked)
    return [record.values["name"] for record in page.items]


async def deal_with_lines(world, name, *quantities, client=None):
    product = await do(world, world.owner, "create", "product", {"name": "Plaster"})
    deal = await do(world, world.owner, "create", "deal", {"name": name} | ({"client": str(client.id)} if client else {}))
    lines = [
        await do(world, world.owner, "create", "deal_line", {
            "deal": str(deal.id), "product": str(product.id), "quantity": quantity, "price": 10})
        for quantity in quantities
    ]  # fmt: skip
    return deal, lines


MILLION = 10**6


async def test_lines_bring_their_deal_and_its_client_up_to_date(make_workspace):
    world = await make_workspace(kept_shop())
    leyla = await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    rashad = await do(world, world.owner, "create", "contact", {"name": "Rashad"})
    deal, (line, _) = await deal_with_lines(world, "Flat", 5, 5, client=leyla)
    assert await stored(world, "deal", "due") == {"Flat": 95 * MILLION}
    assert await stored(world, "contact", "spent") == {"Leyla": 95 * MILLION, "Rashad": 0}
    await do(world, world.owner, "update", "deal_line", line.id, {"quantity": 15})
    assert await stored(world, "contact", "spent") == {"Leyla": 190 * MILLION, "Rashad": 0}
    await do(world, world.owner, "delete", "deal_line", line.id)
    assert await stored(world, "deal", "due") == {"Flat": Decimal("47.5") * MILLION}
    await do(world, world.owner, "update", "deal", deal.id, {"client": str(rashad.id)})
    assert await stored(world, "contact", "spent") == {"Leyla": 0, "Rashad": Decimal("47.5") * MILLION}
    await do(world, world.owner, "update", "contact", rashad.id, {"name": "Rashad B."})
    assert await stored(world, "deal", "label") == {"Flat": "₼50.00 Rashad B."}
    await do(world, world.owner, "delete", "deal", deal.id)
    assert await stored(world, "contact", "spent") == {"Leyla": 0, "Rashad B.": 0}


async def test_lists_find_and_sort_by_what_is_kept(make_workspace):
    world = await make_workspace(kept_shop())
    for name, quantity in (("Flat", 5), ("House", 50), ("Shed", 1)):
        await deal_with_lines(world, name, quantity)
    await do(world, world.owner, "create", "deal", {"name": "Empty"})
    assert await found(world, "deal", sort="-due") == ["House", "Flat", "Shed", "Empty"]
    assert await found(world, "deal", filter="due > 40 AND due < 1000", sort="due") == ["Flat", "House"]
    assert await found(world, "deal", filter='size = "large"') == ["House"]
    assert await found(world, "deal", filter='STARTSWITH(label, "₼500")') == ["House"]


async def test_who_may_not_see_all_that_a_formula_reads_is_answered_from_what_they_see(make_workspace):
    own = {"create": True, "read": "own", "update": "own", "delete": "own"}
    role = {"key": "keeper", "title": "Keeper", "access": [
        {"entity": "contact", **ALL}, {"entity": "deal", **own}, {"entity": "deal_line", **own}, {"entity": "product", **ALL},
    ]}  # fmt: skip
    world = await make_workspace(kept_shop(roles=[role]))
    keeper = await world.member("keeper")
    leyla = await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await deal_with_lines(world, "Not theirs", 100, client=leyla)
    deal, _ = await deal_with_lines(world, "Theirs", 1, client=leyla)
    await do(world, world.owner, "update", "deal", deal.id, {}, responsible=keeper.id)
    assert await found(world, "contact", keeper, filter="spent > 100") == []
    assert await found(world, "contact", keeper, filter="spent > 9") == ["Leyla"]
    assert await found(world, "contact", filter="spent > 100") == ["Leyla"]
    assert await found(world, "deal", keeper, filter="due > 9") == ["Theirs"]


async def test_marking_a_field_fills_its_column_while_the_work_goes_on(make_workspace):
    world = await make_workspace(kept_shop(indexed=False))
    for number in range(3):
        await deal_with_lines(world, f"Deal {number}", number)
    with pytest.raises(InvalidError):
        await found(world, "deal", filter='STARTSWITH(label, "₼20")')
    await world.publish(kept_shop())
    assert not world.plan.entities["deal"].fields["due"].slot_ready
    await deal_with_lines(world, "Meanwhile", 50)
    assert await found(world, "deal", filter="due > 10", sort="due") == ["Deal 2", "Meanwhile"]
    await drain_jobs()
    await world.publish(kept_shop())
    assert world.plan.entities["deal"].fields["due"].slot_ready
    assert await found(world, "deal", sort="due") == ["Deal 0", "Deal 1", "Deal 2", "Meanwhile"]
    assert set((await stored(world, "deal", "due")).values()) == {0, Decimal("9.5") * MILLION, 19 * MILLION, 475 * MILLION}
    assert await found(world, "deal", filter='STARTSWITH(label, "₼20")') == ["Deal 2"]


async def test_another_formula_fills_it_anew(make_workspace):
    world = await make_workspace(kept_shop())
    leyla = await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await deal_with_lines(world, "Flat", 10, client=leyla)
    await world.publish(kept_shop(due={"formula": "subtotal * 0.5"}))
    assert not world.plan.entities["deal"].fields["due"].slot_ready
    assert not world.plan.entities["contact"].fields["spent"].slot_ready
    assert await found(world, "deal", filter="due = 50") == ["Flat"]
    await drain_jobs()
    assert await stored(world, "deal", "due") == {"Flat": 50 * MILLION}
    assert await stored(world, "contact", "spent") == {"Leyla": 50 * MILLION}


async def test_what_a_run_of_an_earlier_version_writes_is_kept_as_the_live_one_computes_it(make_workspace):
    one_more = scenario(
        "one_more", {"on": "record.created", "entity": "deal_line"},
        {"key": "pause", "wait": {"for": "2h"}},
        action("more", "record.update", entity="deal_line", id="=record.id", values={"quantity": "=record.quantity + 1"}),
        run_as="role:owner",
    )  # fmt: skip
    world = await make_workspace({**kept_shop(), "scenarios": [one_more]})
    leyla = await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await deal_with_lines(world, "Flat", 10, client=leyla)
    await drain_all()
    half = kept_shop(due={"formula": "subtotal * 0.5"})
    line = next(entity for entity in half["entities"] if entity["key"] == "deal_line")
    line["fields"].append({"key": "twice", "type": "formula", "formula": "quantity * 2", "result": "number", "indexed": True})
    await world.publish(half)
    await drain_jobs()
    await make_due(world.tenant_no)
    await drain_all()
    assert [(row["version"], row["status"]) for row in await runs(world)] == [(1, "done")]
    assert await stored(world, "deal", "due") == {"Flat": 55 * MILLION}
    assert await stored(world, "contact", "spent") == {"Leyla": 55 * MILLION}
    await world.publish(half)
    assert await found_lines(world, "twice = 22") == 1


async def found_lines(world, formula):
    async with tenant_transaction(world.tenant_no):
        page = await queries.list_records(world.plan, world.owner, "deal_line", filter=formula)
    return len(page.items)


async def test_a_plain_field_marked_later_is_filled_too(make_workspace):
    whole = shop()
    deal = next(entity for entity in whole["entities"] if entity["key"] == "deal")
    deal["fields"] += [{"key": f"number_{number}", "type": "number"} for number in range(8)]
    world = await make_workspace(whole)
    assert world.plan.entities["deal"].fields["number_7"].slot is None
    assert world.plan.entities["deal"].fields["number_0"].slot is not None


async def test_past_the_fan_out_a_job_does_it(make_workspace, monkeypatch):
    monkeypatch.setattr("axin.runtime.records.ripples.FAN_OUT", 2)
    world = await make_workspace(kept_shop())
    leyla = await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    for number in range(4):
        await do(world, world.owner, "create", "deal", {"name": f"Deal {number}", "client": str(leyla.id)})
    await do(world, world.owner, "update", "contact", leyla.id, {"name": "Nigar"})
    assert set((await stored(world, "deal", "label")).values()) == {"₼0.00 Leyla"}
    await drain_jobs()
    assert set((await stored(world, "deal", "label")).values()) == {"₼0.00 Nigar"}


async def test_what_reads_the_clock_is_not_kept(make_workspace):
    world = await make_workspace(kept_shop(size={"formula": "TODAY()"}))
    assert world.plan.entities["deal"].fields["size"].slot is None


async def test_two_hands_on_the_lines_of_one_deal_miss_nothing(make_workspace):
    world = await make_workspace(kept_shop())
    deal, _ = await deal_with_lines(world, "Flat", 1)
    product = await do(world, world.owner, "create", "product", {"name": "Paint"})

    async def add():
        values = {"deal": str(deal.id), "product": str(product.id), "quantity": 1, "price": 10}
        await do(world, world.owner, "create", "deal_line", values)

    await asyncio.gather(*(asyncio.get_running_loop().create_task(add(), context=contextvars.Context()) for _ in range(5)))
    assert await stored(world, "deal", "due") == {"Flat": 57 * MILLION}
    async with tenant_transaction(world.tenant_no):
        assert (await queries.get(world.plan, world.owner, "deal", deal.id)).values["subtotal"] == Money(Decimal(60), "AZN")
