"""S09: a condition over stage, funnel, old and new values and linked records, frozen at the trigger."""

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.runtime.triggers import hooks, inbound
from tests.runtime.runs.hand_built import titles
from tests.runtime.stories import action, do, drain_all, firm, records, runs, scenario


def mark(when=None, trigger=None, key="mark"):
    more = {} if when is None else {"when": when}
    return scenario(
        key, trigger or {"on": "record.updated", "entity": "deal"},
        action("task", "task.create", title="Seen", record="=record.id"), run_as="role:owner", **more,
    )  # fmt: skip


async def deal_of(world, source="site", **values):
    contact = await do(world, world.owner, "create", "contact", {"name": "Leyla", "source": source})
    given = {"name": "Flat", "client": str(contact.id), **values}
    return await do(world, world.owner, "create", "deal", given, funnel="repair", stage="measuring")


async def test_a_contract_in_the_funnel_of_turnkey_repair(make_workspace):
    entered = {"on": "stage.entered", "entity": "deal", "funnel": "repair", "stage": "contract"}
    world = await make_workspace(firm(mark('funnel = "repair" AND stage = "contract" AND price > 100', entered)))
    cheap, dear = await deal_of(world, price=50), await deal_of(world, price=500)
    for deal in (cheap, dear):
        await do(world, world.owner, "move", "deal", deal.id, "repair", "contract")
    await drain_all()
    assert [(row["scenario"], row["status"]) for row in await runs(world)] == [("mark", "done")]


async def test_old_and_new_values_and_a_linked_record(make_workspace):
    world = await make_workspace(firm(mark('price > previous.price AND client.source = "site"')))
    site, call = await deal_of(world, price=10), await deal_of(world, "call", price=10)
    for deal in (site, call):
        await do(world, world.owner, "update", "deal", deal.id, {"price": 20})
    await do(world, world.owner, "update", "deal", site.id, {"price": 15})
    await drain_all()
    assert len(await runs(world)) == 1


async def test_only_the_named_fields_set_it_off(make_workspace):
    trigger = {"on": "record.updated", "entity": "deal", "fields": ["price"]}
    world = await make_workspace(firm(mark(trigger=trigger)))
    deal = await deal_of(world)
    await do(world, world.owner, "update", "deal", deal.id, {"name": "House"})
    await do(world, world.owner, "update", "deal", deal.id, {"price": 1})
    await drain_all()
    assert len(await runs(world)) == 1


async def test_the_condition_sees_the_record_as_it_was_then_and_the_steps_as_it_is_now(make_workspace):
    flow = mark("price = 5")
    flow["steps"] = [action("note", "record.update", entity="deal", id="=record.id", values={"name": '=record.price & ""'})]
    world = await make_workspace(firm(flow))
    deal = await deal_of(world)
    await do(world, world.owner, "update", "deal", deal.id, {"price": 5})
    await do(world, world.owner, "update", "deal", deal.id, {"price": 9})
    await drain_all()
    assert [row["status"] for row in await runs(world)] == ["done"]
    (now,) = await records(world, "deal")
    assert "9" in now.values["name"]


async def test_an_if_takes_the_branch_that_holds(make_workspace):
    flow = mark()
    flow["steps"] = [
        {"key": "which", "if": "=record.price > 100",
         "then": [action("big", "task.create", title="big")],
         "else": [action("small", "task.create", title="small"), action("more", "task.create", title="more")]},
        action("end", "task.create", title="end"),
    ]  # fmt: skip
    world = await make_workspace(firm(flow))
    deal = await deal_of(world)
    await do(world, world.owner, "update", "deal", deal.id, {"price": 5})
    await drain_all()
    (run,) = await runs(world)
    assert run["status"] == "done"
    assert await titles(world.tenant_no) == ["small", "more", "end"]


async def test_an_id_in_a_text_is_that_record_or_person(make_workspace):
    flow = mark()
    flow["steps"] = [
        action("again", "record.update", entity="deal", id="{{ record.id }}", values={"client": "{{ record.client }}"}),
        action("told", "task.create", title="{{ actor.name }}, {{ workspace.title }}", record="{{ record.id }}",
               responsible="{{ record.responsible }}"),
        action("tell", "notify.users", users=["{{ record.responsible }}"], text="x"),
    ]  # fmt: skip
    world = await make_workspace(firm(flow, title={"en": "Firm of ours", "az": "Firma"}))
    deal = await deal_of(world)
    await do(world, world.owner, "update", "deal", deal.id, {"price": 5})
    await drain_all()
    (run,) = await runs(world)
    assert run["status"] == "done", run["error"]
    assert await titles(world.tenant_no) == [f"{world.owner.title}, Firm of ours"]


async def test_data_of_another_type_fails_the_run_and_holds_up_nobody(make_workspace):
    sized = scenario(
        "sized", {"on": "webhook"}, action("task", "task.create", title="big"), when="event.data.size > 5", run_as="role:owner"
    )
    world = await make_workspace(firm(sized))
    async with tenant_transaction(world.tenant_no):
        hook = await hooks.hook_of("sized")
    views = [await inbound.receive(hook.token, {}, b"", {"size": size}) for size in ("huge", 3, 7)]
    await drain_all()
    assert [view and (view.status, view.error and view.error["code"]) for view in views] == [
        ("failed", "type_mismatch"), None, ("queued", None),
    ]  # fmt: skip
    assert sorted(row["status"] for row in await runs(world)) == ["done", "failed"]


async def test_an_event_that_cannot_be_read_holds_up_nobody(make_workspace):
    world = await make_workspace(firm(mark(trigger={"on": "record.created", "entity": "deal"})))
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "insert into outbox (tenant_no, id, kind, payload) values ($1, $2, 'record.created', '{\"version\": 99}')",
            world.tenant_no,
            new_id(),
        )
    await deal_of(world)
    await drain_all()
    assert [row["status"] for row in await runs(world)] == ["done"]
