"""A formula that is being written shows its value on a real record, and nothing that its author may not see."""

import pytest

SOLUTION = {
    "axin": 1,
    "key": "shop",
    "title": "Shop",
    "entities": [
        {
            "key": "client",
            "title": "Client",
            "fields": [{"key": "name", "title": "Name", "type": "text"}, {"key": "rank", "title": "Rank", "type": "number"}],
        },
        {
            "key": "deal",
            "title": "Deal",
            "fields": [
                {"key": "name", "title": "Name", "type": "text"},
                {"key": "price", "title": "Price", "type": "number"},
                {"key": "margin", "title": "Margin", "type": "number"},
                {"key": "client", "title": "Client", "type": "link", "to": "client", "inverse": "deals"},
            ],
        },
    ],
    "roles": [
        {
            "key": "seller",
            "title": "Seller",
            "builder": True,
            "access": [
                {"entity": "deal", "read": "all", "fields": {"margin": "hidden"}},
                {"entity": "client", "read": "all"},
            ],
        }
    ],
}


@pytest.fixture
async def shop(api):
    await api.sign_up()
    assert (await api.put(api.at("draft"), json=SOLUTION)).status_code == 200
    assert (await api.post(api.at("publish"), json={})).status_code == 201
    return api


async def made(api, entity, **values):
    answer = await api.post(api.at(f"records/{entity}"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def tried(api, source, record, **place):
    answer = await api.post(api.at("formulas/check"), json={"source": source, "entity": "deal", "record": record, **place})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_its_value_and_tree_are_those_of_the_record(shop):
    client = await made(shop, "client", name="Aysel", rank=3)
    deal = await made(shop, "deal", name="Flat", price=100, client=client)
    found = await tried(shop, "price * client.rank", deal)
    assert (found["type"], found["value"]) == ("number", 300)
    assert [(part["source"], part["value"]) for part in found["tree"]["children"]] == [("price", 100), ("client.rank", 3)]


async def test_many_records_behind_it_are_gathered(shop):
    client = await made(shop, "client", name="Aysel")
    await made(shop, "deal", name="One", price=5, client=client)
    await made(shop, "deal", name="Two", price=7, client=client)
    body = {"source": "SUM(deals.price)", "entity": "client", "record": client}
    assert (await shop.post(shop.at("formulas/check"), json=body)).json()["value"] == 12


async def test_a_scenario_speaks_of_the_record_by_its_own_names(shop):
    deal = await made(shop, "deal", name="Flat", price=100)
    scenario = {"key": "s", "title": "S", "trigger": {"on": "record.created", "entity": "deal"}, "steps": [{"key": "a"}]}
    await shop.put(shop.at("draft"), json={**SOLUTION, "scenarios": [scenario]})
    found = await tried(shop, "record.price + 1", deal, pointer="/scenarios/0/steps/0")
    assert found["value"] == 101


async def test_what_is_not_published_yet_has_no_value(shop):
    deal = await made(shop, "deal", name="Flat", price=100)
    draft = {**SOLUTION, "entities": [*SOLUTION["entities"]]}
    draft["entities"][1] = {
        **draft["entities"][1],
        "fields": [*draft["entities"][1]["fields"], {"key": "vat", "title": "VAT", "type": "number"}],
    }
    await shop.put(shop.at("draft"), json=draft)
    found = await tried(shop, "price + vat", deal)
    assert found["type"] == "number"
    assert "value" not in found


async def test_a_hidden_field_is_not_told_through_it(shop):
    deal = await made(shop, "deal", name="Flat", price=100, margin=42)
    seller = await shop.token("seller")
    assert (await tried(seller, "price", deal))["value"] == 100
    assert "value" not in await tried(seller, "margin + 1", deal)


async def test_a_record_that_is_not_there_is_not_found(shop):
    body = {"source": "price", "entity": "deal", "record": "01890000-0000-7000-8000-000000000000"}
    assert (await shop.post(shop.at("formulas/check"), json=body)).status_code == 404
