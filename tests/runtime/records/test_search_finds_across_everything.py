"""Search finds records of every entity by parts of words, forgives slips, and knows nothing that its reader may not."""

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.cause import Cause
from axin.runtime.records import searching
from axin.runtime.records.gateway import Creation, Gateway
from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import ALL, firm

NOTE = {"key": "note", "type": "long_text"}
SECRET = {"key": "secret", "type": "text"}
SHY = {"key": "shy", "title": "Shy", "access": [
    {"entity": "contact", **ALL, "fields": {"secret": "hidden"}}, {"entity": "deal", **ALL, "read": "own"},
]}  # fmt: skip


def document(*more):
    made = firm(roles=(SHY,))
    made["entities"][0]["fields"] += [SECRET, {"key": "mail", "type": "email"}, *more]
    return made


@pytest.fixture
async def office(api):
    await api.sign_up()
    await api.publish(document())
    return api


async def made(client, entity, **values):
    answer = await client.post(client.at(f"records/{entity}"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def found(client, q, **more):
    answer = await client.get(client.at("search"), params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def test_part_of_a_word_finds_it_wherever_it_stands(office):
    await made(office, "contact", name="Aysel Quliyeva", mail="aysel@firm.az")
    await made(office, "deal", name="Repair for Quliyeva")
    await made(office, "request", name="Window")
    assert sorted(await found(office, "uliye")) == ["Aysel Quliyeva", "Repair for Quliyeva"]
    assert await found(office, "@firm") == ["Aysel Quliyeva"]
    assert await found(office, "repair quli") == ["Repair for Quliyeva"]
    assert await found(office, "uliye", entity="deal") == ["Repair for Quliyeva"]
    assert await found(office, "") == []
    assert await found(office, "100%_sure") == []


async def test_letters_are_found_by_their_plain_likes_and_in_the_other_script(office):
    await made(office, "contact", name="Çingiz Əliyev")
    await made(office, "contact", name="Иван Щукин")
    await made(office, "contact", name="Cavad")
    assert await found(office, "Джавад") == ["Cavad"]
    assert await found(office, "cingiz") == await found(office, "ÇİNGİZ") == await found(office, "Чингиз") == ["Çingiz Əliyev"]
    assert await found(office, "щукин") == await found(office, "ivan") == ["Иван Щукин"]


async def test_a_slip_of_the_finger_is_forgiven_and_said(office):
    await made(office, "contact", name="Margarita Hasanova")
    await made(office, "contact", name="Rustam")
    answer = await office.get(office.at("search"), params={"q": "Margaritta"})
    assert [item["title"] for item in answer.json()["items"]] == ["Margarita Hasanova"]
    assert answer.json()["similar"] is True
    assert await found(office, "hasanva") == ["Margarita Hasanova"]


async def test_a_telephone_is_found_however_it_is_written(office):
    await made(office, "contact", name="Rustam", phone="+994501234567")
    for written in ("050 123 45 67", "+994 50 123-45-67", "1234567", "(050) 123 45 67"):
        assert await found(office, written) == ["Rustam"], written


async def test_what_is_called_so_comes_first(office):
    await made(office, "contact", name="Zeynal", secret="about anar")
    await made(office, "contact", name="Canara")
    await made(office, "contact", name="Mrs Anar")
    await made(office, "contact", name="Anar Best")
    assert await found(office, "anar") == ["Anar Best", "Mrs Anar", "Canara", "Zeynal"]


async def test_it_follows_every_change(office):
    record = await made(office, "contact", name="Before")
    await office.patch(office.at(f"records/contact/{record}"), json={"values": {"name": "Afterwards"}})
    assert (await found(office, "before"), await found(office, "afterw")) == ([], ["Afterwards"])
    await office.delete(office.at(f"records/contact/{record}"))
    assert await found(office, "afterw") == []
    batch = {"create": [{"values": {"name": f"Batch {number}"}} for number in range(3)]}
    await office.post(office.at("records/contact/batch"), json=batch)
    assert len(await found(office, "batch")) == 3


async def test_a_hidden_field_finds_nothing(office):
    shy = await office.member("shy")
    await made(office, "contact", name="Open", secret="Bulbul affair")
    assert await found(office, "bulbul") == ["Open"]
    assert await found(shy, "open") == ["Open"]
    for guess in ("bulbul", "Bulbbul", "open bulbul"):
        answer = await shy.get(shy.at("search"), params={"q": guess})
        assert answer.json() == (await shy.get(shy.at("search"), params={"q": "zzzznever" + guess})).json() | {
            "similar": answer.json()["similar"]
        }
        assert answer.json()["items"] == []


async def test_a_record_out_of_reach_is_not_found(office):
    shy = await office.member("shy")
    await made(office, "deal", name="Deal of the owner")
    mine = await made(shy, "deal", name="Deal of mine")
    assert await found(shy, "deal of") == ["Deal of mine"]
    await made(office, "request", name="Requests are nobody's here")
    assert await found(shy, "nobody") == []
    assert (await shy.get(shy.at("search"), params={"q": "x", "entity": "request"})).status_code == 404
    assert (await office.get(office.at("search"), params={"q": "mine"})).json()["items"][0]["id"] == mine


async def test_one_s_own_is_found_among_many_of_others(make_workspace):
    world = await make_workspace(document(), limits={"records": 10_000})
    shy = await world.member("shy")
    async with tenant_transaction(world.tenant_no):
        gateway = Gateway(world.plan, world.owner, Cause.of_actor(world.owner))
        mine = await Gateway(world.plan, shy, Cause.of_actor(shy)).create("deal", {"name": "Repair of a bridge"})
        for _ in range(3):
            await gateway.load("deal", create=[Creation({"name": "Repair of a house"})] * 1_000)
        also = await Gateway(world.plan, shy, Cause.of_actor(shy)).create("deal", {"name": "Repair of a roof"})
    async with tenant_transaction(world.tenant_no):
        hits = (await searching.search(world.plan, shy, "repair")).hits
        assert {hit.record.id for hit in hits} == {mine.id, also.id}
        alike = await searching.search(world.plan, shy, "repaair")
        assert ({hit.record.id for hit in alike.hits}, alike.similar) == ({mine.id, also.id}, True)


async def test_another_workspace_is_another_world(office):
    await made(office, "contact", name="Unmistakable")
    other = await office.stranger().sign_up()
    await other.publish(document())
    assert await found(other, "unmistakable") == []


async def test_a_field_that_is_new_is_searched_and_one_that_went_is_not(office):
    record = await made(office, "contact", name="Known", secret="Cardamom")
    await office.publish(document(NOTE))
    await office.patch(office.at(f"records/contact/{record}"), json={"values": {"note": "Saffron and more"}})
    assert await found(office, "saffron") == ["Known"]
    without = document(NOTE)
    without["entities"][0]["fields"].remove(SECRET)
    without["roles"] = []
    await office.publish(without)
    await drain_all()
    assert await found(office, "cardamom") == []
    assert await found(office, "saffron") == ["Known"]


async def test_an_answer_says_what_and_where_it_was_found(office):
    record = await made(office, "contact", name="Aysel", mail="aysel@firm.az")
    item = (await office.get(office.at("search"), params={"q": "firm.az"})).json()["items"][0]
    assert (item["entity"], item["id"], item["title"]) == ("contact", record, "Aysel")
    assert (item["field"], item["text"]) == ("mail", "aysel@firm.az")


@pytest.mark.parametrize("params", [{"q": "x" * 201}, {"q": "x", "limit": 0}, {"q": "x", "limit": 51}])
async def test_what_is_too_much_is_refused(office, params):
    assert (await office.get(office.at("search"), params=params)).status_code == 422
