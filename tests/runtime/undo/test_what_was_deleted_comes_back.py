"""What was deleted lies in the trash for thirty days, seen by who may delete it, and comes back whole: lines and links too."""

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.jobs.drain import drain_all
from axin.runtime.records import purging
from tests.world.solutions import sales_house


async def house(api):
    owner = await api.sign_up()
    await owner.publish(sales_house())
    return owner


async def create(client, entity, /, **values):
    answer = await client.post(client.at(f"records/{entity}"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def delete(client, entity, record):
    answer = await client.delete(client.at(f"records/{entity}/{record}"))
    assert answer.status_code == 204, answer.text


async def read(client, entity, record):
    return await client.get(client.at(f"records/{entity}/{record}"))


async def restore(client, entity, *ids):
    answer = await client.post(client.at("trash/restore"), json={"entity": entity, "ids": list(ids)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_deleted_record_is_listed_and_restored_with_its_values(api):
    owner = await house(api)
    contact = await create(owner, "contact", name="Leyla", phone="+994501234567", email="leyla@example.az", source="call")
    before = (await read(owner, "contact", contact)).json()
    await delete(owner, "contact", contact)
    listed = (await owner.get(owner.at("trash?entity=contact"))).json()
    assert [(item["id"], item["display"]) for item in listed["items"]] == [(contact, "Leyla")]
    assert listed["items"][0]["deleted_by"]["title"] == "Owner"
    assert listed["counts"]["contact"] == 1
    assert await restore(owner, "contact", contact) == {"restored": [contact], "refused": []}
    after = (await read(owner, "contact", contact)).json()
    assert after["values"] == before["values"]
    assert (await owner.get(owner.at("trash?entity=contact"))).json()["items"] == []
    found = await owner.get(owner.at("records/contact"), params={"filter": 'phone = "+994501234567"'})
    assert [item["id"] for item in found.json()["items"]] == [contact]


async def test_lines_and_links_come_back_with_it(api):
    owner = await house(api)
    client, friend = await create(owner, "contact", name="Leyla"), await create(owner, "contact", name="Nigar")
    deal = await create(owner, "deal", name="Flat", client=client, friends=[friend])
    other = await create(owner, "deal", name="House", client=client, friends=[friend])
    lines = [await create(owner, "line", what=f"Line {n}", deal=deal, price=10) for n in range(3)]
    gone_before = lines.pop()
    await delete(owner, "line", gone_before)
    await delete(owner, "deal", deal)
    assert (await read(owner, "line", lines[0])).status_code == 404
    back = await restore(owner, "deal", deal)
    assert set(back["restored"]) == {deal, *lines}
    assert (await read(owner, "line", gone_before)).status_code == 404
    await delete(owner, "contact", friend)
    assert (await read(owner, "deal", other)).json()["values"]["friends"] is None
    await restore(owner, "contact", friend)
    assert (await read(owner, "deal", other)).json()["values"]["friends"] == [friend]


async def test_what_would_break_a_rule_stays_and_says_why(api):
    owner = await house(api)
    contact = await create(owner, "contact", name="Leyla", email="one@example.az")
    await delete(owner, "contact", contact)
    await create(owner, "contact", name="Other", email="one@example.az")
    assert await restore(owner, "contact", contact) == {"restored": [], "refused": [{"id": contact, "code": "not_unique"}]}


async def test_the_trash_shows_only_what_one_may_delete(api):
    owner = await house(api)
    seller, clerk = await owner.member("seller"), await owner.member("clerk")
    deal = await create(owner, "deal", name="Flat")
    line = await create(owner, "line", what="Door", deal=deal)
    await delete(owner, "line", line)
    await delete(owner, "deal", deal)
    assert (await clerk.get(owner.at("trash?entity=line"))).status_code == 404
    assert (await seller.get(owner.at("trash?entity=deal"))).json()["items"] == []
    assert (await restore(seller, "deal", deal))["refused"] == [{"id": deal, "code": "not_found"}]
    assert [item["id"] for item in (await seller.get(owner.at("trash?entity=line"))).json()["items"]] == [line]


async def test_after_thirty_days_it_is_gone_for_good(make_workspace):
    from tests.runtime.stories import do  # noqa: PLC0415

    world = await make_workspace(sales_house())
    old = await do(world, world.owner, "create", "contact", {"name": "Old"})
    new = await do(world, world.owner, "create", "contact", {"name": "New"})
    await do(world, world.owner, "delete", "contact", old.id)
    await do(world, world.owner, "delete", "contact", new.id)
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "update record set deleted_at = deleted_at - interval '31 days' where tenant_no = $1 and id = $2",
            world.tenant_no, old.id,
        )  # fmt: skip
        await transaction.execute("update trash_due set due_at = now() where tenant_no = $1", world.tenant_no)
    await purging.tick()
    await drain_all()
    async with tenant_transaction(world.tenant_no) as transaction:
        rows = await transaction.fetch("select id from record where tenant_no = $1", world.tenant_no)
        changes = await transaction.fetchval(
            "select count(*) from change where tenant_no = $1 and record_id = $2", world.tenant_no, old.id
        )
        due = await transaction.fetchval("select due_at > now() from trash_due where tenant_no = $1", world.tenant_no)
    assert ([row["id"] for row in rows], changes, due) == ([new.id], 0, True)
