# ruff: noqa: E501 - a list of formulas reads best in long lines
"""What a filter finds is what its formula says of each record in Python; what a sort gives is Python's order, page by page."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from axin.builder.catalog.alphabet import sort_key
from axin.builder.formulas.checker import check
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.builder.formulas.types import BOOLEAN
from axin.builder.scopes import entity_scope
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.platform.kernel.money import Money
from axin.runtime.cause import Cause
from axin.runtime.records import queries
from axin.runtime.records.gateway import Creation, Gateway
from axin.runtime.records.graph import Graph, read_by_ids
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import the_product
from tests.world.solutions import sales_house

NAMES = ["", "a", "A", "ə", "z", "Z", "I", "İ", "b" * 400, "b" * 400 + "c", "10", "9"]
ATOMS = [
    "area > 5", "area >= 5", "area < 2.5", "area = 5", "area <> 5", "area = BLANK", "5 < area", "area + 1 > 3", "area > amount / 1",
    "amount > 100", "amount = 0", "amount <= 12.5", "margin > 0.05", "margin = 0.1", "ISBLANK(margin)", "urgent", "NOT(urgent)", "urgent = FALSE",
    'name = "a"', 'name <> "a"', 'name < "b"', 'CONTAINS(name, "B")', 'STARTSWITH(name, "b")', "LEN(name) > 300",
    'CONTAINS(walls, "brick")', "ISBLANK(walls)", "signed > DATE(2024, 6, 1)", "signed = DATE(2024, 1, 1)", "YEAR(signed) = 2024",
    "meeting > NOW()", "ISBLANK(client)", 'client.name = "A"', 'client.source = "site"', "client.total > 100", "profit > 1", "profit = 0",
    "works > 3", "SUM(lines.cost) > 3", "COUNT(lines) = 2", "COUNT(lines.what, lines.quantity > 1) > 0", "ISBLANK(surveyor)", "number > 3",
    'stage = "new"', "ISBLANK(stage)", 'label > "b"', "COUNT(client.deals) > 2", "created_at < NOW()", "version = 1", "name = client.name",
]  # fmt: skip
SORTS = ["area", "-area", "amount", "-amount", "name", "-name", "signed,-area", "-urgent,name", "client", "-client,area", "-profit",
         "works,-name", "created_at", "-created_at", "-number", "stage,-signed", "margin", "label", "-meeting,area", "id", "-id"]  # fmt: skip


@pytest.fixture(scope="module")
async def house(database):
    from tests.world.workspaces import new_world  # noqa: PLC0415

    world = await new_world()
    await world.publish(sales_house())
    dice = random.Random(7)
    async with tenant_transaction(world.tenant_no):
        gateway = Gateway(world.plan, world.owner, Cause.of_actor(world.owner))
        contacts = (await gateway.batch("contact", create=[
            Creation({"name": name, "source": dice.choice(["site", "call", None])}) for name in ("A", "b", "Ç", "a")
        ])).created  # fmt: skip
        deals = (await gateway.batch("deal", create=[_deal(dice, place, contacts, world) for place in range(60)])).created
        lines = [
            Creation(
                {
                    "what": "x",
                    "deal": str(dice.choice(deals).id),
                    "quantity": dice.randint(0, 3),
                    "price": dice.choice([None, 1, 2.5]),
                }
            )
            for _ in range(60)
        ]
        await gateway.batch("line", create=lines)
    return world


def _deal(dice, place, contacts, world):
    now = datetime.now(UTC)
    name = dice.choice(NAMES[1:])
    values = {
        "name": name + (f"{place}" if name == "b" else ""),
        "client": dice.choice([None, *[str(contact.id) for contact in contacts]]),
        "area": dice.choice([None, 0, 1, 2.5, 5, 7.125, Decimal("999999999.000001")]),
        "amount": dice.choice([None, 0, 12.5, 100, 500, -3]),
        "margin": dice.choice([None, 5, 10, 12.5]),
        "walls": dice.choice([None, ["brick"], ["concrete", "brick"]]),
        "urgent": dice.choice([None, True, False]),
        "signed": dice.choice([None, "2024-01-01", "2024-12-31", "2025-07-01"]),
        "meeting": dice.choice([None, (now - timedelta(days=3)).isoformat(), (now + timedelta(days=3)).isoformat()]),
        "surveyor": dice.choice([None, str(world.owner.id)]),
    }
    values["name"] = f"{values['name']}" if values["client"] is None else f"{values['name']}{'' if place % 3 else place}"
    if values["client"] is not None:
        values["name"] += f" {new_id().hex[-4:]}"
    return Creation(values, funnel=dice.choice([None, "sales"]))


async def _world_of(world):
    """Return every deal as a node of the graph, with all its formulas may read, and the page in creation order."""
    reader = the_product(world.plan)
    page = await queries.list_records(world.plan, world.owner, "deal", limit=500)
    graph = Graph(reader)
    entity = world.plan.entities["deal"]
    nodes = {record.id: graph.add(record) for record in await read_by_ids(reader, entity, [item.id for item in page.items])}
    return page.items, graph, nodes


def _holds(formula, node):
    try:
        return formula.evaluate(node) is True
    except FormulaRuntimeError:
        return None


async def test_filters_find_what_their_formulas_say(house):
    dice = random.Random(11)
    sources = list(ATOMS)
    for _ in range(150):
        one, two, three = (dice.choice(ATOMS) for _ in range(3))
        sources.append(dice.choice([f"{one} AND {two}", f"{one} OR {two}", f"NOT({one})", f"{one} AND NOT({two}) OR {three}"]))
    scope = entity_scope(house.plan, "deal")
    async with tenant_transaction(house.tenant_no):
        items, graph, nodes = await _world_of(house)
        for source in sources:
            formula = check(source, scope, BOOLEAN)
            await graph.load(list(nodes.values()), Needs(house.plan, house.plan.entities["deal"]).of_formula(formula))
            expected = [item.id for item in items if _holds(formula, nodes[item.id])]
            page = await queries.list_records(house.plan, house.owner, "deal", filter=source, limit=500, count=True)
            assert [item.id for item in page.items] == expected, source
            assert page.count == len(expected)


def _plain(value):
    return value.amount if isinstance(value, Money) else value


@pytest.mark.parametrize("sort", SORTS)
async def test_sorts_and_pages_give_pythons_order(house, sort):
    async with tenant_transaction(house.tenant_no):
        items, _, _ = await _world_of(house)
        contacts = {item.id: item for item in (await queries.list_records(house.plan, house.owner, "contact", limit=500)).items}
        expected = [item.id for item in _sorted(items, contacts, sort)]
        for limit in (1, 7, 500):
            seen, after = [], None
            while True:
                page = await queries.list_records(house.plan, house.owner, "deal", sort=sort, limit=limit, after=after)
                seen += [item.id for item in page.items]
                after = page.next
                if after is None:
                    break
            assert seen == expected, limit


def _sorted(items, contacts, sort):
    keys = sort.split(",")
    falls = keys[0].startswith("-")
    ordered = sorted(items, key=lambda item: item.id, reverse=falls)
    for key in reversed(keys):
        name, descending = key.removeprefix("-"), key.startswith("-")
        if name in {"id", "created_at"}:
            continue
        value = {item.id: _sort_value(item, contacts, name) for item in items}
        filled = [item for item in ordered if value[item.id] is not None]
        blank = [item for item in ordered if value[item.id] is None]
        filled.sort(key=lambda item: value[item.id], reverse=False)
        if descending:
            filled = _descending(ordered, value)
        ordered = filled + blank
    return ordered


def _descending(ordered, value):
    """Sort falling, equal ones in the order they have."""
    found = []
    for key in sorted({value[item.id] for item in ordered if value[item.id] is not None}, reverse=True):
        found += [item for item in ordered if value[item.id] == key]
    return found


def _sort_value(item, contacts, name):
    if name == "client":
        return sort_key(contacts[item.values["client"]].values["name"], "en") if item.values["client"] else None
    value = item.values[name] if name in item.values else getattr(item, name)
    if name in {"name", "label"} and value is not None:
        return sort_key(value, "en")
    return _plain(value)


async def test_a_cursor_that_was_altered_moves_nothing_but_the_place(house):
    async with tenant_transaction(house.tenant_no):
        page = await queries.list_records(house.plan, house.owner, "deal", sort="-area", limit=5)
        assert page.next is not None
        assert all(character.isalnum() or character in "_-" for character in page.next)
        for wrong in ("", page.next[:-3], page.next + "A", "A" + page.next, "ə", "=" * 10):
            if not wrong:
                continue
            try:
                await queries.list_records(house.plan, house.owner, "deal", sort="-area", limit=5, after=wrong)
            except Exception as error:  # noqa: BLE001 - which one is the point
                assert getattr(error, "problems", ())[0].code == "invalid_cursor"  # noqa: PT017
