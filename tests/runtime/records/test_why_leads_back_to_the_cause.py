"""Every value names its cause: who or what set it, from what, and what set that off; each reader hears what they may know."""

import pytest

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import ALL, action, firm, scenario

FIELDS = [
    {"key": "name", "type": "text", "required": True},
    {"key": "price", "type": "number"},
    {"key": "cost", "type": "number"},
    {"key": "vat", "type": "percent", "default": 18},
    {"key": "offer", "type": "number"},
    {"key": "note", "type": "text"},
    {"key": "total", "type": "formula", "formula": "price * (1 + vat)"},
]
OFFERED = scenario(
    "offered", {"on": "record.created", "entity": "item"},
    action("price_it", "record.update", entity="item", id="=record.id",
           values={"offer": "=record.price + record.cost", "note": "For {{ record.name }}"}),
    run_as="role:owner",
)  # fmt: skip
CLERK = {"key": "clerk", "title": "Clerk", "access": [{"entity": "item", **ALL, "fields": {"cost": "hidden"}}]}


@pytest.fixture
async def shop(api):
    await api.sign_up()
    document = firm(OFFERED, roles=(CLERK,))
    document["entities"].append({"key": "item", "title": "Item", "display": "name", "fields": FIELDS})
    await api.publish(document)
    return api


async def made(client, **values):
    answer = await client.post(client.at("records/item"), json={"values": values})
    assert answer.status_code == 201, answer.text
    await drain_all()
    return answer.json()["id"]


async def why(client, record, field):
    answer = await client.get(client.at(f"records/item/{record}/why/{field}"))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_person_is_named(shop):
    found = await why(shop, await made(shop, name="A", price=100), "price")
    assert (found["value"], found["cause"]["kind"]) == (100, "person")
    assert found["cause"]["actor"]["id"] == shop.user["id"]
    assert found["cause"]["chain"] == []
    assert {name: found["cause"][name] for name in ("scenario", "run", "step", "source", "values")} == {
        "scenario": None, "run": None, "step": None, "source": None, "values": {},
    }  # fmt: skip


async def test_a_program_is_named(shop):
    program = await shop.token("admin", "Import of the shop")
    found = await why(shop, await made(program, name="A", price=100), "price")
    assert (found["cause"]["kind"], found["cause"]["actor"]["title"]) == ("api", "Import of the shop")


async def test_a_value_that_nobody_gave_is_the_field_s_default(shop):
    record = await made(shop, name="A", price=100)
    found = await why(shop, record, "vat")
    assert (found["value"], found["cause"]["kind"], found["cause"]["by"]) == (18, "default", "person")
    await shop.patch(shop.at(f"records/item/{record}"), json={"values": {"vat": 10}})
    assert (await why(shop, record, "vat"))["cause"]["kind"] == "person"


async def test_a_formula_shows_its_tree_with_values(shop):
    found = await why(shop, await made(shop, name="A", price=100), "total")
    assert (found["value"], found["cause"]["kind"], found["cause"]["source"]) == (118, "formula", "price * (1 + vat)")
    assert found["cause"]["tree"]["value"] == 118
    assert [part["source"] for part in found["cause"]["tree"]["children"]] == ["price", "(1 + vat)"]


async def test_a_sum_names_the_lines_that_it_counted(api):
    await api.sign_up()
    document = firm()
    ware = {"key": "ware", "type": "link", "to": "item", "inverse": "lines"}
    line = [{"key": "title", "type": "text"}, {"key": "price", "type": "number"}, ware]
    total = {"key": "total", "type": "rollup", "of": "lines", "formula": "SUM(price, price > 5)"}
    document["entities"] += [
        {"key": "item", "title": "Item", "display": "name", "fields": [{"key": "name", "type": "text"}, total]},
        {"key": "line", "title": "Line", "display": "title", "fields": line},
    ]
    await api.publish(document)
    record = await made(api, name="Whole")
    for title, price in (("Dear", 30), ("Fair", 12), ("Cheap", 1)):
        values = {"title": title, "price": price, "ware": record}
        assert (await api.post(api.at("records/line"), json={"values": values})).status_code == 201
    found = await why(api, record, "total")
    rows = found["cause"]["tree"]["rows"]
    assert (found["value"], rows["count"]) == (42, 2)
    assert {(row["entity"], row["display"], row["value"]) for row in rows["items"]} == {
        ("line", "Dear", 30),
        ("line", "Fair", 12),
    }


async def test_a_scenario_names_version_run_step_expression_and_what_it_read(shop):
    record = await made(shop, name="A", price=100, cost=20)
    cause = (await why(shop, record, "offer"))["cause"]
    assert (cause["kind"], cause["scenario"], cause["version"], cause["step"]) == ("scenario", "offered", 1, "price_it")
    assert cause["source"] == "=record.price + record.cost"
    assert cause["values"] == {"record.price": 100, "record.cost": 20}
    run = await shop.get(shop.at(f"runs/{cause['run']}"))
    assert run.status_code == 200
    assert [(link["on"], link["kind"], link["record"]["id"]) for link in cause["chain"]] == [("record.created", "person", record)]
    text = (await why(shop, record, "note"))["cause"]
    assert (text["source"], text["values"]) == ("For {{ record.name }}", {"record.name": "A"})


async def test_what_a_scenario_read_and_its_reader_may_not_is_not_told(shop):
    clerk = await shop.member("clerk")
    record = await made(shop, name="A", price=100, cost=77)
    answer = await clerk.get(clerk.at(f"records/item/{record}/why/offer"))
    assert answer.json()["value"] == 177
    cause = answer.json()["cause"]
    assert (cause["kind"], cause["source"], cause["values"]) == ("scenario", None, {"record.price": 100})
    assert "cost" not in answer.text
    assert (await why(clerk, record, "note"))["cause"]["values"] == {"record.name": "A"}
