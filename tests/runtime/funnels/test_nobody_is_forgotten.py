"""A record with nothing open and nothing planned is shown as unattended, to those who may see it, by what they may see."""

import pytest

from tests.runtime.stories import firm


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(firm())
    return api


async def create(client, entity, **body):
    answer = await client.post(client.at(f"records/{entity}"), json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def unattended(client, entity="contact", **query):
    answer = await client.get(client.at(f"records/{entity}/unattended"), params=query)
    assert answer.status_code == 200, answer.text
    return [record["id"] for record in answer.json()["items"]]


async def request_of(client, contact, stage="new"):
    return await create(client, "request", values={"name": "Call", "contact": contact["id"]}, funnel="requests", stage=stage)


async def test_a_contact_with_an_open_request_is_looked_after(owner):
    lonely, busy = [await create(owner, "contact", values={"name": name}) for name in ("Lonely", "Busy")]
    request = await request_of(owner, busy)
    assert await unattended(owner) == [lonely["id"]]
    await owner.post(owner.at(f"records/request/{request['id']}/stage"), json={"stage": "lost"})
    assert await unattended(owner) == [lonely["id"], busy["id"]]


async def test_a_task_to_come_is_enough_one_that_has_passed_is_not(owner):
    contact = await create(owner, "contact", values={"name": "Aysel"})
    task = {"title": "Call", "entity": "contact", "record": contact["id"]}
    passed = await owner.post(owner.at("tasks"), json={**task, "due": "2020-01-01T10:00:00Z"})
    assert passed.status_code == 201, passed.text
    assert await unattended(owner) == [contact["id"]]
    await owner.post(owner.at("tasks"), json={**task, "due": "2099-01-01T10:00:00Z"})
    assert await unattended(owner) == []


async def test_a_record_in_an_open_stage_is_looked_after_itself(owner):
    contact = await create(owner, "contact", values={"name": "Aysel"})
    ended = await request_of(owner, contact, stage="won")
    await request_of(owner, contact)
    assert await unattended(owner, "request") == [ended["id"]]


async def test_a_request_out_of_reach_neither_hides_nor_shows_a_contact(owner):
    contact = await create(owner, "contact", values={"name": "Aysel"})
    await request_of(owner, contact)
    seller = await owner.member("seller")
    assert await unattended(owner) == []
    assert await unattended(seller) == [contact["id"]]


async def test_pages_follow_each_other(owner):
    made = [(await create(owner, "contact", values={"name": str(n)}))["id"] for n in range(5)]
    first = (await owner.get(owner.at("records/contact/unattended"), params={"limit": 3})).json()
    assert (len(first["items"]), first["count"]) == (3, 5)
    rest = await unattended(owner, limit=3, after=first["next"])
    assert [record["id"] for record in first["items"]] + rest == made


async def test_an_entity_that_does_not_exist_for_the_reader_is_not_there(owner):
    assert (await owner.get(owner.at("records/nothing/unattended"))).status_code == 404
