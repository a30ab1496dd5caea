"""Demand 7: rights over rows, fields and views, in roles of our own, on every plan; one policy, whichever way one asks."""

import json

from axin.runtime.jobs.drain import drain_all
from tests.runtime.stories import ALL, firm

SELLER = {
    "key": "agent",
    "title": "Agent",
    "access": [
        {"entity": "contact", **ALL},
        {"entity": "deal", **ALL, "read": "own", "update": "own", "fields": {"discount": "hidden", "price": "read"}},
    ],
}
VIEWS = [
    {"key": "all_deals", "entity": "deal", "columns": ["name", "discount"]},
    {"key": "generous", "entity": "deal", "filter": "discount > 0.1"},
    {"key": "heads", "entity": "deal", "roles": ["senior"]},
]


async def deal(client, **values):
    answer = await client.post(client.at("records/deal"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def test_an_agent_of_a_free_workspace_sees_their_deals_without_the_discount_on_every_road(api):
    await api.sign_up()
    await api.publish(firm(roles=[SELLER], views=VIEWS))
    agent = await api.member("agent")
    mine, theirs = await deal(agent, name="Mine"), await deal(api, name="Theirs", price=900, discount=15)
    await api.patch(api.at(f"records/deal/{mine}"), json={"values": {"price": 100, "discount": 20}})

    (shown,) = (await agent.get(agent.at("records/deal"), params={"count": True})).json()["items"]
    assert (shown["id"], shown["values"]) == (
        mine,
        {"name": "Mine", "client": None, "price": {"amount": "100.00", "currency": "AZN"}},
    )
    assert (await agent.get(agent.at(f"records/deal/{theirs}"))).status_code == 404
    assert (await agent.get(agent.at("records/deal"), params={"filter": "discount > 0"})).status_code == 422
    assert (await agent.get(agent.at("records/deal"), params={"sort": "discount"})).status_code == 422

    sums = await agent.post(agent.at("records/deal/aggregate"), json={"measures": {"sum": "SUM(price)", "count": "COUNT()"}})
    assert sums.json()["groups"][0]["values"] == {"sum": {"amount": "100.00", "currency": "AZN"}, "count": 1}
    found = await agent.get(agent.at("search"), params={"q": "heirs"})
    assert found.json()["items"] == []
    history = (await agent.get(agent.at(f"records/deal/{mine}/history"))).text
    assert "price" in history
    assert "discount" not in history
    views = (await agent.get(agent.at("views"), params={"entity": "deal"})).json()["items"]
    assert [(view["key"], view["columns"]) for view in views] == [("all_deals", ["name"])]

    job = (await agent.post(agent.at("exports"), json={"entity": "deal", "format": "json"})).json()
    await drain_all()
    result = (await agent.get(agent.at(f"jobs/{job['id']}"))).json()["result"]
    taken = (await agent.get(agent.at(f"files/{result['file']['id']}"))).content
    assert [row["name"] for row in json.loads(taken)] == ["Mine"]
    assert b"discount" not in taken

    written = await agent.patch(agent.at(f"records/deal/{mine}"), json={"values": {"price": 1}})
    hidden = await agent.patch(agent.at(f"records/deal/{mine}"), json={"values": {"discount": 1}})
    assert (written.status_code, hidden.status_code) == (403, 422)
