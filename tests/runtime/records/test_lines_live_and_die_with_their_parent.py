"""Lines belong to a record: they need one, are seen and changed by who sees and changes it, keep their order, and go with it."""

import pytest


def house(**more):
    """Deals with lines, which a role reaches through its deals alone."""
    return {
        "axin": 1, "key": "house", "title": "House", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [
            {"key": "product", "title": "Product", "display": "name", "fields": [
                {"key": "name", "type": "text"}, {"key": "price", "type": "money"}, {"key": "code", "type": "integer"}]},
            {"key": "deal", "title": "Deal", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True},
                {"key": "percent", "type": "number", "default": 10},
                {"key": "tags", "type": "links", "to": "product", "inverse": "tagged"},
                {"key": "subtotal", "type": "rollup", "of": "lines", "formula": "SUM(total)", "result": "money"},
                {"key": "works", "type": "rollup", "of": "lines", "formula": 'SUM(total, kind = "work")', "result": "money"},
                {"key": "lines_count", "type": "rollup", "of": "lines", "formula": "COUNT()"},
                {"key": "mean", "type": "rollup", "of": "lines", "formula": "SUM(quantity) / COUNT()", "decimals": 2},
                {"key": "share", "type": "rollup", "of": "lines", "formula": "SUM(total) * percent / 100"},
                {"key": "code_sum", "type": "rollup", "of": "tags", "formula": "SUM(code)"},
                {"key": "total", "type": "formula", "result": "money",
                 "formula": "IF(subtotal > 100, subtotal * 0.9, subtotal)"}]},
            {"key": "line", "title": "Line", "display": "what", "lines_of": {"entity": "deal", "as": "lines"}, "fields": [
                {"key": "what", "type": "text"},
                {"key": "kind", "type": "select", "options": [{"key": "work"}, {"key": "material"}]},
                {"key": "product", "type": "link", "to": "product"},
                {"key": "list_price", "type": "lookup", "of": "product", "formula": "price"},
                {"key": "product_name", "type": "lookup", "of": "product", "formula": 'name & "!"'},
                {"key": "quantity", "type": "number", "default": 1},
                {"key": "price", "type": "money"},
                {"key": "total", "type": "formula", "formula": "quantity * price", "result": "money"}]},
        ],
        "roles": [
            {"key": "seller", "title": "Seller", "access": [
                {"entity": "deal", "create": True, "read": "own", "update": "own", "delete": "own"}]},
            {"key": "reader", "title": "Reader", "access": [{"entity": "deal", "read": "all"}]},
            {"key": "stranger", "title": "Stranger", "access": [{"entity": "product", "read": "all"}]},
        ],
        **more,
    }  # fmt: skip


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(house())
    return api


async def add(client, entity, **values):
    answer = await client.post(client.at(f"records/{entity}"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def read(client, record):
    answer = await client.get(client.at(f"records/{record['entity']}/{record['id']}"))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_line_needs_its_parent_and_is_found_behind_it(owner):
    lost = await owner.post(owner.at("records/line"), json={"values": {"what": "Paint"}})
    assert lost.status_code == 422
    assert [error["pointer"] for error in lost.json()["errors"]] == ["/values/deal"]
    deal = await add(owner, "deal", name="Flat")
    line = await add(owner, "line", what="Paint", deal=deal["id"])
    assert line["values"]["deal"] == deal["id"]
    behind = await owner.get(owner.at(f"records/deal/{deal['id']}/links/lines"))
    assert [item["id"] for item in behind.json()["items"]] == [line["id"]]


async def test_rollups_and_lookups_are_computed_over_lines(owner):
    product = await add(owner, "product", name="Paint", price=12)
    deal = await add(owner, "deal", name="Flat")
    assert (await read(owner, deal))["values"]["subtotal"]["amount"] == "0.00"
    first = await add(owner, "line", what="a", deal=deal["id"], kind="work", quantity=2, price=50, product=product["id"])
    await add(owner, "line", what="b", deal=deal["id"], kind="material", quantity=5, price=10)
    values = (await read(owner, deal))["values"]
    assert values["subtotal"] == {"amount": "150.00", "currency": "AZN"}
    assert values["works"]["amount"] == "100.00"
    assert values["lines_count"] == 2
    assert values["mean"] == 3.5
    assert values["share"]["amount"] == "15.00"
    assert values["total"]["amount"] == "135.00"
    shown = (await read(owner, first))["values"]
    assert shown["list_price"]["amount"] == "12.00"
    assert shown["product_name"] == "Paint!"


async def test_filters_sorts_and_sums_know_rollups_and_lookups(owner):
    deals = [await add(owner, "deal", name=name) for name in ("a", "b", "c")]
    product = await add(owner, "product", name="Paint", price=3)
    for deal, price in zip(deals, (5, 300, 50), strict=True):
        await add(owner, "line", deal=deal["id"], price=price, quantity=1, kind="work", product=product["id"])
    found = await owner.get(owner.at("records/deal"), params={"filter": "subtotal > 10", "sort": "-subtotal"})
    assert [item["values"]["name"] for item in found.json()["items"]] == ["b", "c"]
    thirds = await owner.get(owner.at("records/deal"), params={"filter": "mean = 1 AND works < 100", "sort": "works"})
    assert [item["values"]["name"] for item in thirds.json()["items"]] == ["a", "c"]
    lines = await owner.get(owner.at("records/line"), params={"filter": 'product_name = "Paint!" AND list_price < 4'})
    assert len(lines.json()["items"]) == 3
    summed = await owner.post(owner.at("records/deal/aggregate"), json={"measures": {"all": "SUM(subtotal)"}})
    assert summed.json()["groups"][0]["values"]["all"]["amount"] == "355.00"


async def test_a_computed_number_has_the_digits_it_was_given(owner):
    deal = await add(owner, "deal", name="Flat")
    for quantity in (1, 1, 2):
        await add(owner, "line", deal=deal["id"], quantity=quantity)
    assert (await read(owner, deal))["values"]["mean"] == 1.33
    found = await owner.get(owner.at("records/deal"), params={"filter": "mean = 1.33"})
    assert len(found.json()["items"]) == 1


async def test_lines_keep_the_order_they_are_given(owner):
    deal = await add(owner, "deal", name="Flat")
    lines = [await add(owner, "line", what=what, deal=deal["id"]) for what in "abc"]
    for line, place in zip(lines, (3, 1, 2), strict=True):
        moved = await owner.patch(owner.at(f"records/line/{line['id']}"), json={"values": {"position": place}})
        assert moved.status_code == 200, moved.text
    await add(owner, "line", what="last", deal=deal["id"])
    behind = await owner.get(owner.at(f"records/deal/{deal['id']}/links/lines"), params={"limit": 2})
    page = behind.json()
    rest = await owner.get(owner.at(f"records/deal/{deal['id']}/links/lines"), params={"limit": 2, "after": page["next"]})
    assert [item["values"]["what"] for item in page["items"] + rest.json()["items"]] == ["b", "c", "a", "last"]


async def test_lines_go_with_their_parent(owner):
    deal = await add(owner, "deal", name="Flat")
    line = await add(owner, "line", what="Paint", deal=deal["id"])
    assert (await owner.delete(owner.at(f"records/deal/{deal['id']}"))).status_code == 204
    assert (await owner.get(owner.at(f"records/line/{line['id']}"))).status_code == 404


async def test_a_role_that_says_nothing_of_lines_reaches_them_through_their_parent(owner):
    seller = await owner.member("seller")
    mine = await add(seller, "deal", name="Mine")
    other = await add(owner, "deal", name="Other")
    hers = await add(owner, "line", what="Secret", deal=other["id"])
    line = await add(seller, "line", what="Paint", deal=mine["id"], price=1)
    changed = await seller.patch(seller.at(f"records/line/{line['id']}"), json={"values": {"price": 2}})
    assert changed.status_code == 200
    seen = (await seller.get(seller.at("records/line"), params={"count": True})).json()["items"]
    assert [item["id"] for item in seen] == [line["id"]]
    assert (await seller.get(seller.at(f"records/line/{hers['id']}"))).status_code == 404
    assert (await seller.patch(seller.at(f"records/line/{hers['id']}"), json={"values": {"price": 2}})).status_code == 404
    into = await seller.post(seller.at("records/line"), json={"values": {"what": "x", "deal": other["id"]}})
    assert into.status_code == 422
    moved = await seller.patch(seller.at(f"records/line/{line['id']}"), json={"values": {"deal": other["id"]}})
    assert moved.status_code == 422
    assert (await seller.delete(seller.at(f"records/line/{line['id']}"))).status_code == 204


async def test_who_may_only_read_a_deal_may_only_read_its_lines(owner):
    deal = await add(owner, "deal", name="Flat")
    line = await add(owner, "line", what="Paint", deal=deal["id"])
    reader = await owner.member("reader")
    assert (await reader.get(reader.at(f"records/line/{line['id']}"))).status_code == 200
    assert (await reader.patch(reader.at(f"records/line/{line['id']}"), json={"values": {"what": "x"}})).status_code == 403
    added = await reader.post(reader.at("records/line"), json={"values": {"what": "x", "deal": deal["id"]}})
    assert added.status_code == 403
    assert (await reader.delete(reader.at(f"records/line/{line['id']}"))).status_code == 403


async def test_for_who_sees_no_deal_there_are_no_lines(owner):
    stranger = await owner.member("stranger")
    assert (await stranger.get(stranger.at("records/line"))).status_code == 404
    solution = (await stranger.get(stranger.at("solution"))).json()
    assert [entity["key"] for entity in solution["entities"]] == ["product"]


async def test_a_rollup_counts_only_what_its_reader_sees(owner):
    document = house()
    document["roles"][0]["access"].append({"entity": "line", "read": '=kind = "work"'})
    await owner.publish(document)
    seller = await owner.member("seller")
    deal = await add(seller, "deal", name="Mine")
    await add(owner, "line", deal=deal["id"], kind="work", price=5)
    await add(owner, "line", deal=deal["id"], kind="material", price=7)
    assert (await read(seller, deal))["values"]["subtotal"]["amount"] == "5.00"
    document["roles"][0]["access"][1]["fields"] = {"price": "hidden"}
    await owner.publish(document)
    assert "subtotal" not in (await read(seller, deal))["values"]
    refused = await seller.get(seller.at("records/deal"), params={"filter": "subtotal > 1"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "unknown_field"
