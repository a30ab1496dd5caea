"""A rule of uniqueness over many records holds from its publication on, while a job still claims what was there before."""

import copy

import pytest

from axin.platform.data.unit_of_work import connection, tenant_transaction
from axin.runtime.jobs.drain import drain, drain_all

MANY = 800
HOUSE = {
    "axin": 1,
    "key": "codes",
    "title": "Codes",
    "entities": [
        {
            "key": "part",
            "title": "Part",
            "fields": [
                {"key": "code", "type": "text"},
                {"key": "note", "type": "long_text"},
                {"key": "price", "type": "money"},
            ],
        }
    ],
}


def ruled():
    document = copy.deepcopy(HOUSE)
    for part in document["entities"][0]["fields"][:2]:
        part["unique"] = True
    document["entities"][0]["unique"] = [["price", "code"]]
    return document


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(HOUSE)
    for start in range(0, MANY, 400):
        rows = [{"values": {"code": f"c{n}", "note": f"n{n}", "price": n}} for n in range(start, start + 400)]
        made = await api.post(api.at("records/part/batch"), json={"create": rows})
        assert made.status_code == 201
    return api


async def written(client, **values):
    answer = await client.post(client.at("records/part"), json={"values": values})
    return answer.status_code if answer.status_code == 201 else [one["pointer"] for one in answer.json()["errors"]]


async def test_the_publication_waits_for_no_claim_and_nobody_slips_through(owner):
    await owner.publish(ruled())
    assert await written(owner, code="c7") == ["/values/code"]
    assert await written(owner, note="n799") == ["/values/note"]
    assert await written(owner, code="new", note="new", price=5) == 201
    assert await written(owner, code="new") == ["/values/code"]
    await drain()
    await drain_all()
    assert await written(owner, code="c799") == ["/values/code"]
    assert await written(owner, note="n3") == ["/values/note"]
    assert await written(owner, code="c3x", note="n3x", price=3) == 201


async def test_a_value_that_is_let_go_is_free_before_its_claim_comes(owner):
    await owner.publish(ruled())
    found = (await owner.get(owner.at("records/part"), params={"filter": 'code = "c700"'})).json()["items"][0]
    changed = await owner.patch(owner.at(f"records/part/{found['id']}"), json={"values": {"code": "other"}})
    assert changed.status_code == 200, changed.text
    assert await written(owner, code="c700") == 201
    await drain_all()
    assert await written(owner, code="other") == ["/values/code"]
    assert await written(owner, code="c700") == ["/values/code"]


async def test_two_that_slipped_in_by_the_old_version_are_named(make_workspace):
    world = await make_workspace(HOUSE)
    from axin.runtime.cause import Cause  # noqa: PLC0415 - beside what it is for
    from axin.runtime.records.gateway import Creation, Gateway  # noqa: PLC0415 - see above

    old = world.plan
    async with tenant_transaction(world.tenant_no):
        gateway = Gateway(old, world.owner, Cause.of_actor(world.owner))
        await gateway.batch("part", create=[Creation({"code": f"c{n}"}) for n in range(600)])
    await world.publish(ruled())
    async with tenant_transaction(world.tenant_no):
        late = await Gateway(old, world.owner, Cause.of_actor(world.owner)).create("part", {"code": "c5"})
    await drain_all()
    async with tenant_transaction(world.tenant_no):
        result = await connection().fetchval(
            "select result->'records' from job where tenant_no = $1 and kind = 'unique'", world.tenant_no
        )
    assert result == f'["{late.id}"]'
