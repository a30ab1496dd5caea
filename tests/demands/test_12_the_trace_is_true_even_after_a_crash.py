"""Demand 12: a real trace and the real error text; each step is written down before and after, so a crash leaves it."""

from axin.platform.data.unit_of_work import control_transaction
from axin.runtime.runs import claims, executor
from axin.runtime.triggers import relay
from tests.demands.firm_at_work import CREATED, Firm, action, note, scenario


async def test_each_step_shows_what_it_read_what_it_gave_and_how_it_failed(api):
    firm = Firm(await api.sign_up())
    fails = action("visit", "record.create", entity="request", values={"name": "=record.phone"})
    await firm.publish(scenario("visit", CREATED, note("first", "Pack for {{ record.name }}"), fails, run_as="role:owner"))
    await firm.create()
    run = await firm.run((await firm.runs())[0]["id"])
    first, last = run["steps"]
    assert (first["status"], first["input"]["title"]) == ("done", "Pack for Leyla")
    assert (last["status"], last["error"]["code"]) == ("failed", "required")
    assert last["error"]["errors"][0]["pointer"] == "/values/name"
    assert last["error"]["message"]
    assert run["error"]["step"] == "visit"
    assert all(step["started_at"] and step["finished_at"] for step in run["steps"])


async def test_a_call_that_was_under_way_when_its_worker_died_is_in_the_trace(api):
    firm = Firm(await api.sign_up())
    call = action("call", "http.request", method="POST", url="https://example.invalid/orders", body={"n": 1})
    await firm.publish(scenario("order", CREATED, note("first", "Pack"), call, run_as="role:owner"))
    await firm.ask("POST", "records/contact", json={"values": {"name": "Leyla"}})
    async with control_transaction() as control:
        tenant = await control.fetchval("select tenant_no from workspace where slug = $1", api.slug)
    await relay.relay(tenant)
    waiting = await executor._together(executor.Batch(tenant, await claims.claim(tenant), {}))
    assert len(waiting) == 1, "its worker dies here, before the call"
    run = await firm.run((await firm.runs())[0]["id"])
    assert [(step["key"], step["status"]) for step in run["steps"]] == [("first", "done"), ("call", "running")]
    assert run["steps"][1]["input"]["url"] == "https://example.invalid/orders"
