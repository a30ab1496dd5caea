"""Duplicates are found when they are made, listed where they are, merged with all that hangs on them, and parted by undo."""

import pytest

from axin.runtime.jobs.drain import drain_all
from tests.runtime.undo.test_what_was_deleted_comes_back import create, read
from tests.world.solutions import sales_house


def house(on_match):
    document = sales_house()
    document["entities"][0]["duplicates"] = {"match": ["phone", "name"], "on_match": on_match}
    return document


async def owner_of(api, on_match):
    owner = await api.sign_up()
    await owner.publish(house(on_match))
    return owner


async def post(client, entity, **values):
    return await client.post(client.at(f"records/{entity}"), json={"values": values})


async def test_a_duplicate_is_told_of_and_made_all_the_same(api):
    owner = await owner_of(api, "warn")
    first = await create(owner, "contact", name="Əli  Məmmədov", phone="+994501234567")
    by_name = await post(owner, "contact", name="eli memmedov")
    assert by_name.status_code == 201, by_name.text
    (warning,) = by_name.json()["warnings"]
    assert (warning["code"], [record["id"] for record in warning["records"]]) == ("duplicate", [first])
    other = await post(owner, "contact", name="Leyla")
    assert "warnings" not in other.json()
    changed = await owner.patch(
        owner.at(f"records/contact/{other.json()['id']}"), json={"values": {"phone": "+994 50 123-45-67"}}
    )
    assert changed.json()["warnings"][0]["records"][0]["id"] == first


async def test_a_duplicate_is_refused_and_only_what_one_may_see_is_shown(api):
    owner = await owner_of(api, "reject")
    seller = await owner.member("seller")
    first = await create(owner, "contact", name="Leyla", phone="+994501234567")
    refused = await post(owner, "contact", name="Other", phone="+994501234567")
    assert (refused.status_code, refused.json()["code"]) == (409, "duplicate")
    assert [record["id"] for record in refused.json()["duplicates"]] == [first]
    hidden = await post(seller, "contact", name="Other", phone="+994501234567")
    assert (hidden.status_code, hidden.json()["duplicates"]) == (409, [])
    both = {"create": [{"values": {"name": "Same"}}, {"values": {"name": "same"}}]}
    assert (await owner.post(owner.at("records/contact/batch"), json=both)).status_code == 409
    await owner.delete(owner.at(f"records/contact/{first}"))
    assert (await post(owner, "contact", name="Other", phone="+994501234567")).status_code == 201


async def test_a_duplicate_fills_in_the_blanks_of_the_one_there_is(api):
    owner = await owner_of(api, "merge")
    first = await create(owner, "contact", name="Leyla", phone="+994501234567")
    again = await post(owner, "contact", name="Leyla M.", phone="+994501234567", email="leyla@example.az")
    assert again.status_code == 200, again.text
    assert again.json()["id"] == first
    assert (again.json()["values"]["name"], again.json()["values"]["email"]) == ("Leyla", "leyla@example.az")
    seller = await owner.member("seller")
    assert (await post(seller, "contact", name="New", phone="+994501234567")).json()["id"] != first


async def test_duplicates_are_listed_in_groups_of_what_one_may_see(api):
    owner = await api.sign_up()
    await owner.publish(sales_house())
    first, second = [await create(owner, "contact", name="Leyla", phone="+994501234567") for _ in range(2)]
    third = await create(owner, "contact", name="leyla")
    await create(owner, "contact", name="Nigar")
    await owner.publish(house("warn"))
    await drain_all()
    page = (await owner.get(owner.at("records/contact/duplicates"))).json()
    assert [(group["fields"], [record["id"] for record in group["records"]]) for group in page["items"]] == [
        (["name", "phone"], [first, second, third])
    ]
    seller = await owner.member("seller")
    assert (await seller.get(owner.at("records/contact/duplicates"))).json()["items"] == []


@pytest.mark.parametrize("back", [False, True])
async def test_a_merge_brings_everything_along_and_is_undone_whole(api, back):
    owner = await owner_of(api, "warn")
    keep = await create(owner, "contact", name="Leyla", phone="+994501234567")
    other = await create(owner, "contact", name="Leyla M.", email="leyla@example.az", debt=5)
    deal = await create(owner, "deal", name="Flat", client=other, friends=[other, keep])
    task = await owner.post(owner.at("tasks"), json={"title": "Call", "entity": "contact", "record": other})
    assert task.status_code == 201, task.text
    before = [(await read(owner, *each)).json()["values"] for each in (("contact", keep), ("contact", other), ("deal", deal))]
    merged = await owner.post(
        owner.at("records/contact/merge"), json={"keep": keep, "others": [other], "choices": {"name": other}}
    )
    assert merged.status_code == 200, merged.text
    values = merged.json()["record"]["values"]
    assert (values["name"], values["phone"], values["email"]) == ("Leyla M.", "+994501234567", "leyla@example.az")
    assert (await read(owner, "contact", other)).status_code == 404
    linked = (await read(owner, "deal", deal)).json()["values"]
    assert (linked["client"], linked["friends"]) == (keep, [keep])
    assert [item["title"] for item in (await owner.get(owner.at(f"tasks?record={keep}"))).json()["items"]] == ["Call"]
    if back:
        undone = await owner.post(owner.at(f"jobs/{merged.json()['job']['id']}/undo"))
        assert undone.json()["job"]["result"]["conflicts"] == [], undone.text
        after = [(await read(owner, *each)).json()["values"] for each in (("contact", keep), ("contact", other), ("deal", deal))]
        assert [sorted(after[2].pop("friends")), *after] == [sorted(before[2].pop("friends")), *before]
        assert [item["title"] for item in (await owner.get(owner.at(f"tasks?record={other}"))).json()["items"]] == ["Call"]


async def test_the_history_of_all_comes_to_the_one_that_stays_as_its_reader_may_know_it(api):
    owner = await owner_of(api, "warn")
    clerk = await owner.member("clerk")
    keep, other = await create(owner, "contact", name="Leyla"), await create(owner, "contact", name="Nigar", debt=5)
    await owner.patch(owner.at(f"records/contact/{other}"), json={"values": {"name": "Nigar M."}})
    await owner.post(owner.at("records/contact/merge"), json={"keep": keep, "others": [other]})

    async def names(client):
        seen, after = [], ""
        while True:
            page = (await client.get(owner.at(f"records/contact/{keep}/history?limit=2{after}"))).json()
            seen += [item["changes"].get("name", {}).get("to") for item in page["items"]]
            assert client is owner or "debt" not in str(page)
            if page["next"] is None:
                return seen
            after = f"&after={page['next']}"

    for client in (owner, clerk):
        assert [name for name in await names(client) if name] == ["Nigar M.", "Nigar", "Leyla"]


async def test_nobody_merges_what_they_may_not_delete(api):
    owner = await owner_of(api, "warn")
    clerk = await owner.member("clerk")
    keep, other = await create(owner, "contact", name="Leyla"), await create(owner, "contact", name="Leyla")
    body = {"keep": keep, "others": [other]}
    assert (await clerk.post(owner.at("records/contact/merge"), json=body)).status_code == 403
    seller = await owner.member("seller")
    assert (await seller.post(owner.at("records/contact/merge"), json=body)).status_code == 404


async def test_a_stale_change_is_answered_with_the_record_as_it_is_now(api):
    owner = await owner_of(api, "warn")
    contact = await create(owner, "contact", name="Leyla")
    await owner.patch(owner.at(f"records/contact/{contact}"), json={"values": {"name": "Theirs"}})
    answer = await owner.patch(
        owner.at(f"records/contact/{contact}"), json={"values": {"name": "Mine"}}, headers={"if-match": '"1"'}
    )
    assert (answer.status_code, answer.json()["record"]["values"]["name"]) == (412, "Theirs")
