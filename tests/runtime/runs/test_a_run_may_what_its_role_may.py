"""S43 in automations: a scenario sees and changes what its `run_as` may, and may read what it created."""

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs.drain import drain_all
from tests.runtime.runs.hand_built import make_due, titles
from tests.runtime.stories import action, do, firm, records, runs, scenario

BLIND = {
    "key": "blind", "title": "Blind", "access": [
        {"entity": "contact", "read": "all", "fields": {"phone": "hidden"}},
        {"entity": "request", "create": True, "read": "own", "update": "own"},
    ],
}  # fmt: skip


def flow(*steps, run_as="role:blind"):
    return scenario("flow", {"on": "record.created", "entity": "contact"}, *steps, run_as=run_as)


async def outcome(make_workspace, *steps, run_as="role:blind"):
    world = await make_workspace(firm(flow(*steps, run_as=run_as), roles=(BLIND,)))
    await do(world, world.owner, "create", "contact", {"name": "Leyla", "phone": "+994501234567"})
    await drain_all()
    (run,) = await runs(world)
    return world, run


async def test_a_hidden_field_is_blank_in_its_steps(make_workspace):
    world, run = await outcome(make_workspace, action("task", "task.create", title="{{ record.name }}: {{ record.phone }}."))
    assert run["status"] == "done"
    assert await titles(world.tenant_no) == ["Leyla: ."]


async def test_a_right_it_lacks_fails_the_step(make_workspace):
    change = action("change", "record.update", entity="contact", id="=record.id", values={"name": "X"})
    world, run = await outcome(make_workspace, change)
    assert (run["status"], run["code"]) == ("failed", "forbidden")
    (contact,) = await records(world, "contact")
    assert contact.values["name"] == "Leyla"


async def test_it_reads_what_it_created_though_it_is_not_its_own(make_workspace):
    make = action("make", "record.create", entity="request", values={"name": "For {{ record.name }}"}, responsible=None)
    tell = action("tell", "task.create", title="{{ steps.make.record.name }}")
    pause = {"key": "pause", "wait": {"for": "1s"}}
    world, _ = await outcome(make_workspace, make, pause, tell)
    await make_due(world.tenant_no)
    await drain_all()
    assert await titles(world.tenant_no) == ["For Leyla"]


async def test_own_is_that_of_the_responsible_of_the_record_that_set_it_off(make_workspace):
    count = action("found", "record.find", entity="request", filter="contact = record.id OR ISBLANK(contact)")
    tell = action("tell", "task.create", title="{{ steps.found.count }}")
    world = await make_workspace(firm(flow(count, tell), roles=(BLIND,)))
    seller = await world.member("seller")
    await do(world, world.owner, "create", "request", {"name": "Mine"}, responsible=seller.id)
    await do(world, world.owner, "create", "request", {"name": "Another's"}, responsible=world.owner.person)
    await do(world, world.owner, "create", "contact", {"name": "Leyla"}, responsible=seller.id)
    await do(world, world.owner, "create", "contact", {"name": "Nobody's"}, responsible=None)
    await drain_all()
    assert sorted(await titles(world.tenant_no)) == ["0", "1"]


async def test_who_has_left_has_no_rights_in_a_run_that_still_waits(make_workspace):
    change = action("change", "record.update", entity="contact", id="=record.id", values={"source": "site"})
    world = await make_workspace(firm(flow({"key": "pause", "wait": {"for": "2h"}}, change, run_as="actor")))
    seller = await world.member("seller")
    await do(world, seller, "create", "contact", {"name": "Leyla"})
    await drain_all()
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "update membership set left_at = now() where tenant_no = $1 and person_id = $2", world.tenant_no, seller.id
        )
    await make_due(world.tenant_no)
    await drain_all()
    assert [(row["status"], row["code"]) for row in await runs(world)] == [("failed", "not_found")]


async def test_run_as_actor_has_the_rights_of_who_caused_it(make_workspace):
    change = action("change", "record.update", entity="contact", id="=record.id", values={"source": "site"})
    makers = {"key": "maker", "title": "Maker", "access": [{"entity": "contact", "create": True, "read": "own"}]}
    world = await make_workspace(firm(flow(change, run_as="actor"), roles=(makers,)))
    maker = await world.member("maker")
    await do(world, maker, "create", "contact", {"name": "Hers"})
    await do(world, world.owner, "create", "contact", {"name": "Owner's"})
    await drain_all()
    assert [(row["status"], row["code"]) for row in await runs(world)] == [("failed", "forbidden"), ("done", None)]


async def test_a_run_says_that_its_role_does_not_see_the_record(api):
    await api.sign_up()
    watch = scenario(
        "watch", {"on": "record.created", "entity": "request"}, action("note", "task.create", title="Call"), run_as="role:blind"
    )
    await api.publish(firm(watch, roles=(BLIND,)))
    for responsible in (None, api.user["id"]):
        body = {"values": {"name": "Repair"}, "responsible": responsible}
        assert (await api.post(api.at("records/request"), json=body)).status_code == 201
    await drain_all()
    listed = (await api.get(api.at("runs"))).json()["items"]
    seen = [(await api.get(api.at(f"runs/{run['id']}"))).json()["record_seen"] for run in listed]
    assert sorted(seen) == [False, True]
