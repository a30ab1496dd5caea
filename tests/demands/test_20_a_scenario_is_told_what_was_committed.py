"""Demand 20: what sets a scenario off is the committed state, old and new both; what came to nothing sets nothing off."""

from tests.runtime.stories import action, drain_all, firm, scenario

RISE = scenario(
    "rise",
    {"on": "record.updated", "entity": "deal", "fields": ["price"]},
    action("note", "task.create", title="{{ previous.price }} to {{ event.record.price }}, now {{ record.price }}"),
    when="price > previous.price",
)
BORN = scenario("born", {"on": "record.created", "entity": "deal"}, action("note", "task.create", title="New {{ record.name }}"))


async def titles(client):
    await drain_all()
    return sorted(task["title"] for task in (await client.get(client.at("tasks"))).json()["items"])


async def test_old_and_new_values_are_those_that_were_committed(api):
    await api.sign_up()
    await api.publish(firm(RISE))
    deal = (await api.post(api.at("records/deal"), json={"values": {"name": "Flat", "price": 100}})).json()
    for price in (250, 200, 300):
        changed = await api.patch(api.at(f"records/deal/{deal['id']}"), json={"values": {"price": price}})
        assert changed.status_code == 200, changed.text
    assert await titles(api) == ["₼100.00 to ₼250.00, now ₼300.00", "₼200.00 to ₼300.00, now ₼300.00"]


async def test_a_change_that_was_refused_sets_nothing_off(api):
    await api.sign_up()
    await api.publish(firm(BORN))
    rows = [{"values": {"name": "Good"}}, {"values": {"name": None}}]
    assert (await api.post(api.at("records/deal/batch"), json={"create": rows})).status_code == 422
    assert await titles(api) == []
    assert (await api.post(api.at("records/deal/batch"), json={"create": rows[:1]})).status_code == 201
    assert await titles(api) == ["New Good"]
