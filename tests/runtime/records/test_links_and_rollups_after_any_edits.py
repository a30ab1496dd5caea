"""After any random edits, what runs over links is what one works out by hand: read, filtered, sorted, summed and paged."""

import random
from decimal import Decimal
from uuid import UUID

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.cause import Cause
from axin.runtime.records import aggregates, queries
from axin.runtime.records.gateway import Creation, Gateway, Update

FIRM = [
    {"key": "name", "type": "text"},
    {"key": "rate", "type": "integer"},
    {"key": "deal_count", "type": "rollup", "of": "deals", "formula": "COUNT()"},
    {"key": "worth", "type": "rollup", "of": "deals", "formula": "SUM(size)", "indexed": True},
    {"key": "worth_a", "type": "rollup", "of": "deals", "formula": 'SUM(size, kind = "a")'},
    {"key": "largest", "type": "rollup", "of": "deals", "formula": "MAX(size, size < 40)", "indexed": True},
    {"key": "behind", "type": "rollup", "of": "deals", "formula": "SUM(lines_sum)", "indexed": True},
]
DEAL = [
    {"key": "name", "type": "text"},
    {"key": "size", "type": "number"},
    {"key": "kind", "type": "select", "options": [{"key": "a"}, {"key": "b"}]},
    {"key": "firm", "type": "link", "to": "firm", "inverse": "deals", "on_delete": "clear"},
    {"key": "tags", "type": "links", "to": "tag", "inverse": "tagged", "on_delete": "clear"},
    {"key": "lines_sum", "type": "rollup", "of": "lines", "formula": "SUM(amount)", "indexed": True},
    {"key": "lines_few", "type": "rollup", "of": "lines", "formula": "COUNT(amount, amount < 10)"},
    {"key": "weight", "type": "rollup", "of": "tags", "formula": "SUM(weight)", "indexed": True},
    {"key": "firm_rate", "type": "lookup", "of": "firm", "formula": "rate", "indexed": True},
    {"key": "share", "type": "formula", "formula": "COALESCE(lines_sum * firm_rate, 0) + weight"},
]
LINE = [{"key": "amount", "type": "number"}]
TAG = [
    {"key": "weight", "type": "integer"},
    {"key": "uses", "type": "rollup", "of": "tagged", "formula": "COUNT()"},
    {"key": "sizes", "type": "rollup", "of": "tagged", "formula": "SUM(size)", "indexed": True},
]
SOLUTION = {
    "axin": 1,
    "key": "graph",
    "title": "Graph",
    "entities": [
        {"key": "firm", "display": "name", "fields": FIRM},
        {"key": "deal", "display": "name", "fields": DEAL},
        {"key": "line", "lines_of": {"entity": "deal", "as": "lines"}, "fields": LINE},
        {"key": "tag", "fields": TAG},
    ],
}
COMPUTED = {
    "firm": ("deal_count", "worth", "worth_a", "largest", "behind"),
    "deal": ("lines_sum", "lines_few", "weight", "firm_rate", "share"),
    "tag": ("uses", "sizes"),
}


class Hand:
    """The same records, kept and worked out without the product."""

    def __init__(self):
        self.of = {entity: {} for entity in ("firm", "deal", "line", "tag")}

    def delete(self, entity, id_):
        del self.of[entity][id_]
        deals = self.of["deal"].values()
        if entity == "firm":
            for deal in deals:
                deal["firm"] = None if deal["firm"] == id_ else deal["firm"]
        elif entity == "tag":
            for deal in deals:
                deal["tags"] = [tag for tag in deal["tags"] if tag != id_]
        elif entity == "deal":
            self.of["line"] = {key: line for key, line in self.of["line"].items() if line["deal"] != id_}

    def firm(self, id_):
        deals = {key: deal for key, deal in self.of["deal"].items() if deal["firm"] == id_}
        sizes = [(deal["size"], deal["kind"]) for deal in deals.values() if deal["size"] is not None]
        return {
            "deal_count": len(deals),
            "worth": sum(size for size, _ in sizes),
            "worth_a": sum(size for size, kind in sizes if kind == "a"),
            "largest": max((size for size, _ in sizes if size < 40), default=None),
            "behind": sum(self.deal(key)["lines_sum"] for key in deals),
        }

    def deal(self, id_):
        deal = self.of["deal"][id_]
        amounts = [line["amount"] for line in self.of["line"].values() if line["deal"] == id_ and line["amount"] is not None]
        rate = self.of["firm"][deal["firm"]]["rate"] if deal["firm"] else None
        weight = sum(self.of["tag"][tag]["weight"] or 0 for tag in deal["tags"])
        return {
            "lines_sum": sum(amounts),
            "lines_few": sum(amount < 10 for amount in amounts),
            "weight": weight,
            "firm_rate": rate,
            "share": (sum(amounts) * rate if rate is not None else 0) + weight,
        }

    def tag(self, id_):
        deals = [deal for deal in self.of["deal"].values() if id_ in deal["tags"]]
        return {"uses": len(deals), "sizes": sum(deal["size"] or 0 for deal in deals)}

    def all(self, entity):
        return {id_: getattr(self, entity)(id_) for id_ in self.of[entity]}


def _values(dice, hand, entity):
    number = dice.choice([None, dice.randrange(60), Decimal(dice.randrange(600)) / 8])
    if entity == "firm":
        return {"name": f"Firm {dice.randrange(9)}", "rate": dice.choice([None, dice.randrange(5)])}
    if entity == "tag":
        return {"weight": dice.choice([None, dice.randrange(9)])}
    if entity == "line":
        return {"deal": dice.choice(list(hand.of["deal"])), "amount": number}
    tags = list(hand.of["tag"])
    return {
        "name": f"Deal {dice.randrange(9)}",
        "size": number,
        "kind": dice.choice(["a", "b", None]),
        "firm": dice.choice([None, *hand.of["firm"]]),
        "tags": dice.sample(tags, dice.randint(0, min(3, len(tags)))),
    }


async def _edit(dice, hand, gateway):
    """Do one thing in both worlds."""
    entity = dice.choice(["firm", "deal", "deal", "line", "line", "tag"])
    if entity == "line" and not hand.of["deal"]:
        entity = "deal"
    known, action = list(hand.of[entity]), dice.choice(["create", "update", "update", "batch", "delete"])
    if action == "delete" and known and dice.random() < 0.6:
        gone = dice.choice(known)
        await gateway.delete(entity, UUID(gone))
        hand.delete(entity, gone)
    elif action == "update" and known:
        id_, values = dice.choice(known), _values(dice, hand, entity)
        some = {key: values[key] for key in dice.sample(sorted(values), dice.randint(1, len(values)))}
        await gateway.update(entity, UUID(id_), some)
        hand.of[entity][id_] |= some
    elif action == "batch":
        new = [_values(dice, hand, entity) for _ in range(dice.randint(1, 4))]
        changed = {id_: _values(dice, hand, entity) for id_ in dice.sample(known, min(len(known), 2))}
        done = await gateway.batch(
            entity,
            create=[Creation(values) for values in new],
            update=[Update(UUID(id_), values) for id_, values in changed.items()],
        )
        hand.of[entity] |= {str(record.id): values for record, values in zip(done.created, new, strict=True)} | changed
    else:
        values = _values(dice, hand, entity)
        hand.of[entity][str((await gateway.create(entity, values)).id)] = values


async def _agree(world, hand, dice):
    for entity, fields in COMPUTED.items():
        expected = hand.all(entity)
        page = await queries.list_records(world.plan, world.owner, entity, limit=500)
        found = {str(record.id): {key: record.to_api()["values"][key] for key in fields} for record in page.items}
        assert found == expected, entity
        for key in fields:
            await _found_and_sorted(world, entity, key, {id_: values[key] for id_, values in expected.items()}, dice)
    await _linked(world, hand)


async def _found_and_sorted(world, entity, key, values, dice):
    """What is in SQL of a computed field: filters, sorts, sums."""
    bound = dice.choice([value for value in values.values() if value is not None] or [0])
    for sign, holds in (("=", lambda it: it == bound), (">", lambda it: it is not None and it > bound)):
        page = await queries.list_records(world.plan, world.owner, entity, filter=f"{key} {sign} {bound}", limit=500)
        assert {str(record.id) for record in page.items} == {id_ for id_, value in values.items() if holds(value)}, (key, sign)
    page = await queries.list_records(world.plan, world.owner, entity, sort=f"-{key}", limit=500)
    order = [values[str(record.id)] for record in page.items]
    there = [value for value in order if value is not None]
    assert order == sorted(there, reverse=True) + [None] * (len(order) - len(there)), key
    found = await aggregates.aggregate(world.plan, world.owner, entity, measures={"sum": f"SUM({key})"})
    assert found["groups"][0]["values"]["sum"] == sum(there), key


async def _linked(world, hand):
    """Links read the same from both ends."""
    for entity, field, ends in (
        ("firm", "deals", lambda id_: [key for key, deal in hand.of["deal"].items() if deal["firm"] == id_]),
        ("tag", "tagged", lambda id_: [key for key, deal in hand.of["deal"].items() if id_ in deal["tags"]]),
        ("deal", "tags", lambda id_: hand.of["deal"][id_]["tags"]),
        ("deal", "lines", lambda id_: [key for key, line in hand.of["line"].items() if line["deal"] == id_]),
    ):
        for id_ in hand.of[entity]:
            page = await queries.linked(world.plan, world.owner, entity, UUID(id_), field, limit=500)
            assert sorted(str(record.id) for record in page.items) == sorted(ends(id_)), (entity, field)


@pytest.mark.parametrize("seed", range(6))
async def test_what_runs_over_links_is_what_one_works_out_by_hand(make_workspace, seed):
    world, dice, hand = await make_workspace(solution=SOLUTION), random.Random(seed), Hand()
    for _ in range(6):
        for _ in range(12):
            async with tenant_transaction(world.tenant_no):
                await _edit(dice, hand, Gateway(world.plan, world.owner, Cause.of_actor(world.owner)))
        async with tenant_transaction(world.tenant_no):
            await _agree(world, hand, dice)
