"""A change writes its event beside it, whole and with its cause, where somebody listens; and never without the change."""

import pytest

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_transaction
from axin.platform.kernel.errors import InvalidError
from axin.runtime.cause import Cause
from axin.runtime.records.gateway import Creation, Gateway
from tests.world.solutions import sales_house
from tests.world.workspaces import new_world


def listening_house():
    house = sales_house()
    say = {"key": "say", "action": "notify.users", "with": {"users": ["role:owner"], "text": "x"}}
    house["scenarios"] = [
        {"key": "made", "title": "Made", "trigger": {"on": "record.created", "entity": "deal"}, "steps": [say]},
        {"key": "changed", "title": "Changed", "trigger": {"on": "record.updated", "entity": "deal"}, "steps": [say]},
        {
            "key": "offered",
            "title": "Offered",
            "trigger": {"on": "stage.entered", "entity": "deal", "funnel": "sales", "stage": "offer"},
            "steps": [say],
        },
        {
            "key": "off",
            "title": "Off",
            "enabled": False,
            "trigger": {"on": "record.created", "entity": "contact"},
            "steps": [say],
        },
    ]
    return house


@pytest.fixture
async def world(database):
    world = await new_world()
    await world.publish(listening_house())
    return world


def gateway(world, actor=None):
    actor = actor or world.owner
    return Gateway(world.plan, actor, Cause.of_actor(actor))


async def events():
    rows = await connection().fetch("select kind, payload from outbox order by id")
    return [(row["kind"], json.loads(row["payload"])) for row in rows]


async def test_a_creation_is_told_with_the_whole_record(world):
    async with tenant_transaction(world.tenant_no):
        clerk = await world.member("clerk")
    async with tenant_transaction(world.tenant_no):
        record = await gateway(world, clerk).create("deal", {"name": "A", "amount": 100})
        (kind, told), *more = await events()
    assert not more
    assert kind == "record.created"
    assert told["record"]["id"] == str(record.id)
    assert told["record"]["values"]["margin"] is None
    assert told["record"]["values"]["label"] == "A, "
    assert told["actor"]["id"] == str(clerk.id)
    assert told["cause"]["kind"] == "person"
    assert told["version"] == world.plan.version
    assert set(told["changed"]) >= {"name", "amount"}


async def test_a_change_is_told_with_what_was_before(world):
    async with tenant_transaction(world.tenant_no):
        record = await gateway(world).create("deal", {"name": "A", "amount": 100, "margin": 10})
        await connection().execute("delete from outbox")
        await gateway(world).update("deal", record.id, {"amount": 50})
        await gateway(world).update("deal", record.id, {"amount": 50})
        told = await events()
    assert [kind for kind, _ in told] == ["record.updated"]
    assert told[0][1]["previous"]["amount"] == {"amount": "100.00", "currency": "AZN"}
    assert told[0][1]["previous"]["profit"] == {"amount": "10.00", "currency": "AZN"}
    assert set(told[0][1]["changed"]) == {"amount", "profit"}


async def test_entering_a_stage_is_told_where_that_stage_is_listened_to(world):
    async with tenant_transaction(world.tenant_no):
        record = await gateway(world).create("deal", {"name": "A", "area": 50}, funnel="sales")
        await connection().execute("delete from outbox")
        await gateway(world).move("deal", record.id, "sales", "offer")
        told = await events()
        assert [kind for kind, _ in told] == ["record.updated", "stage.entered"]
        assert told[1][1]["stage"] == "offer"
        await connection().execute("delete from outbox")
        await gateway(world).create("deal", {"name": "B", "area": 50}, funnel="sales", stage="offer")
        assert [kind for kind, _ in await events()] == ["record.created", "stage.entered"]


async def test_what_nobody_listens_to_is_not_told(world):
    async with tenant_transaction(world.tenant_no):
        await gateway(world).create("contact", {"name": "A"})
        assert await events() == []


async def test_each_row_of_a_batch_begins_a_chain_of_its_own(world):
    async with tenant_transaction(world.tenant_no):
        await gateway(world).batch("deal", create=[Creation({"name": "A"}), Creation({"name": "B"})])
        roots = {told["cause"]["root"] for _, told in await events()}
    assert len(roots) == 2


async def test_a_refused_change_leaves_no_trace(world):
    async with tenant_transaction(world.tenant_no):
        with pytest.raises(InvalidError):
            await gateway(world).batch("deal", create=[Creation({"name": "A"}), Creation({})])
        assert await events() == []
        assert await connection().fetchval("select count(*) from change where tenant_no = $1", world.tenant_no) == 0


async def test_records_are_counted_as_they_come_and_go(world):
    from axin.tenants import usage  # noqa: PLC0415 - only here

    async with tenant_transaction(world.tenant_no):
        made = await gateway(world).batch("contact", create=[Creation({"name": "A"}), Creation({"name": "B"})])
        assert await usage.used("records") == 2
        await gateway(world).delete("contact", made.created[0].id)
        assert await usage.used("records") == 1


async def test_numbers_never_repeat(world):
    async with tenant_transaction(world.tenant_no):
        made = await gateway(world).batch("contact", create=[Creation({"name": "A"}) for _ in range(60)])
    numbers = [record.number for record in made.created]
    assert len(set(numbers)) == 60
    assert numbers == sorted(numbers)
