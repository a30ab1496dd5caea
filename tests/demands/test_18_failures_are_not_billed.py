"""Demand 18: do not bill failures: failed, filtered, blocked, tried and undone runs are free."""

from axin.runtime.jobs.drain import drain_all as work_off
from tests.demands.firm_at_work import CREATED, Firm, action, drain_all, note, scenario


def welcome(*steps, **more):
    return scenario("welcome", CREATED, *(steps or [note("note", "Welcome")]), run_as="role:owner", **more)


async def test_a_run_that_does_its_work_is_billed_once(api):
    firm = Firm(await api.sign_up())
    await firm.publish(welcome())
    await firm.create()
    assert await firm.billed() == 1


async def test_a_failed_run_is_free_until_it_is_taken_up_with_success(api):
    firm = Firm(await api.sign_up())
    check = {"key": "check", "if": "=ISBLANK(record.phone)", "then": [{"key": "no", "stop": {"error": "No phone"}}], "else": []}
    await firm.publish(welcome(check))
    record = await firm.create()
    (run,) = await firm.runs()
    assert (run["status"], await firm.billed()) == ("failed", 0)
    await firm.ask("POST", f"runs/{run['id']}/retry", json={})
    await drain_all()
    assert ((await firm.runs())[0]["status"], await firm.billed()) == ("failed", 0)
    await firm.change(record, phone="+994501234567")
    await firm.ask("POST", f"runs/{run['id']}/retry", json={"from": "start"})
    await drain_all()
    assert await firm.billed() == 1


async def test_what_the_condition_filters_and_what_is_only_tried_is_free(api):
    firm = Firm(await api.sign_up())
    await firm.publish(welcome(when="NOT(ISBLANK(phone))"))
    record = await firm.create()
    await firm.ask("POST", "scenarios/welcome/dry-run", json={"record": record})
    assert (await firm.runs(), await firm.billed()) == ([], 0)


async def test_a_run_that_is_undone_is_free(api):
    firm = Firm(await api.sign_up())
    await firm.publish(welcome(action("open", "record.create", entity="request", values={"name": "Call"})))
    await firm.create()
    (run,) = await firm.runs()
    assert await firm.billed() == 1
    job = await firm.ask("POST", f"runs/{run['id']}/undo", json={})
    await work_off()
    assert await firm.billed() == 0
    await firm.ask("POST", f"jobs/{job['job']['id']}/undo", json={})
    await work_off()
    assert await firm.billed() == 1, "its undo is undone: it stands again"
