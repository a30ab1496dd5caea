"""An edit is taken back from its before-image; what was changed since stays, and is named with who changed it."""

from tests.runtime.undo.test_what_was_deleted_comes_back import create, delete, house, read


async def change(client, record, **values):
    answer = await client.patch(client.at(f"records/deal/{record}"), json={"values": values})
    assert answer.status_code == 200, answer.text
    return answer.json()["version"]


async def undo(client, record, entity="deal", **body):
    return await client.post(client.at(f"records/{entity}/{record}/undo"), json=body)


async def test_the_newest_edit_goes_back(api):
    owner = await house(api)
    deal = await create(owner, "deal", name="Flat", area=10, walls=["brick"])
    await change(owner, deal, name="House", area=20, walls=None)
    answer = await undo(owner, deal)
    assert answer.status_code == 200, answer.text
    values = answer.json()["record"]["values"]
    assert (values["name"], values["area"], values["walls"]) == ("Flat", 10, ["brick"])
    history = (await owner.get(owner.at(f"records/deal/{deal}/history"))).json()["items"]
    assert history[0]["changes"]["name"] == {"from": "House", "to": "Flat"}
    again = await undo(owner, deal)
    assert again.json()["record"]["values"]["name"] == "House"


async def test_an_older_edit_goes_back_beside_a_newer_one(api):
    owner = await house(api)
    deal = await create(owner, "deal", name="Flat", area=10)
    version = await change(owner, deal, name="House")
    await change(owner, deal, area=20)
    values = (await undo(owner, deal, version=version)).json()["record"]["values"]
    assert (values["name"], values["area"]) == ("Flat", 20)


async def test_what_was_changed_since_is_named_and_stays(api):
    owner = await house(api)
    head = await owner.member("head", "Rashad")
    deal = await create(owner, "deal", name="Flat", area=10)
    version = await change(owner, deal, name="House", area=20)
    await change(head, deal, name="Villa")
    refused = await undo(owner, deal, version=version)
    assert refused.status_code == 409
    assert refused.json()["code"] == "undo_conflict"
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["field"], conflict["code"], conflict["by"]["title"]) == ("name", "changed_since", "Rashad")
    kept = await undo(owner, deal, version=version, keep_newer=True)
    assert (kept.json()["record"]["values"]["name"], kept.json()["record"]["values"]["area"]) == ("Villa", 10)


async def test_a_move_goes_back_though_no_way_leads_there(api):
    owner = await house(api)
    answer = await owner.post(
        owner.at("records/deal"), json={"values": {"name": "Flat", "area": 20}, "funnel": "sales", "stage": "new"}
    )
    deal = answer.json()["id"]
    await owner.post(owner.at(f"records/deal/{deal}/stage"), json={"funnel": "sales", "stage": "offer"})
    record = (await undo(owner, deal)).json()["record"]
    assert (record["funnel"], record["stage"]) == ("sales", "new")


async def test_undoing_a_creation_deletes_and_undoing_a_deletion_restores(api):
    owner = await house(api)
    deal = await create(owner, "deal", name="Flat")
    assert (await undo(owner, deal)).json()["record"] is None
    assert (await read(owner, "deal", deal)).status_code == 404
    assert (await undo(owner, deal)).json()["record"]["values"]["name"] == "Flat"
    await change(owner, deal, name="House")
    refused = await undo(owner, deal, version=1)
    assert (refused.status_code, refused.json()["conflicts"][0]["code"]) == (409, "changed_since")
    await delete(owner, "deal", deal)
    assert (await undo(owner, deal)).json()["record"]["values"]["name"] == "House"


async def test_nobody_undoes_what_they_may_not_change_nor_learns_of_what_they_may_not_see(api):
    owner = await house(api)
    seller, clerk = await owner.member("seller"), await owner.member("clerk")
    deal = await create(owner, "deal", name="Flat", margin=5)
    version = await change(owner, deal, margin=50)
    assert (await undo(seller, deal)).status_code == 404
    answer = await undo(clerk, deal, version=version)
    assert "margin" not in answer.text
    assert (await read(owner, "deal", deal)).json()["values"]["margin"] == 50
    contact = await create(owner, "contact", name="Leyla")
    assert (await undo(clerk, contact, "contact")).status_code == 409
    assert (await read(owner, "contact", contact)).status_code == 200
