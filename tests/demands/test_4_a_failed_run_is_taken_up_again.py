"""Demand 4: rerun a failed run, from the failed step and from the start; each effect once; many at once by their error."""

from axin.runtime.jobs.drain import drain_all as work_off
from tests.demands.firm_at_work import CREATED, Firm, action, drain_all, note, scenario


def delivery():
    """Return a scenario that fails while the contact's source is not known."""
    no_source = {"key": "no", "stop": {"error": "No source"}}
    check = {"key": "check", "if": '=record.source = "site"', "then": [], "else": [no_source]}
    return scenario("delivery", CREATED, note("first", "Pack"), check, note("last", "Sent"), run_as="role:owner")


def visit():
    """Return a scenario whose middle step fails while the contact has no phone."""
    opens = action("visit", "record.create", entity="request", values={"name": "=record.phone", "contact": "=record.id"})
    return scenario("visit", CREATED, note("first", "Pack"), opens, note("last", "Sent"), run_as="role:owner")


async def test_from_the_step_that_failed_what_was_done_is_not_done_again(api):
    firm = Firm(await api.sign_up())
    await firm.publish(visit())
    record = await firm.create()
    (run,) = await firm.runs()
    assert (run["status"], await firm.tasks()) == ("failed", ["Pack"])
    await firm.change(record, phone="+994501234567")
    await firm.ask("POST", f"runs/{run['id']}/retry", json={"from": "failed"})
    await drain_all()
    (again,) = await firm.runs()
    assert (again["id"], again["status"]) == (run["id"], "done"), "it is the same run"
    assert await firm.tasks() == ["Pack", "Sent"]


async def test_from_the_start_all_is_done_anew(api):
    firm = Firm(await api.sign_up())
    await firm.publish(delivery())
    record = await firm.create()
    (run,) = await firm.runs()
    assert (run["status"], run["error"]["message"]) == ("failed", "No source")
    await firm.change(record, source="site")
    await firm.ask("POST", f"runs/{run['id']}/retry", json={"from": "start"})
    await drain_all()
    assert [each["status"] for each in await firm.runs()] == ["failed", "done"]
    assert await firm.tasks() == ["Pack", "Pack", "Sent"]


async def test_all_that_failed_for_one_reason_are_taken_up_together(api):
    firm = Firm(await api.sign_up())
    await firm.publish(visit())
    records = [await firm.create() for _ in range(3)]
    for record in records:
        await firm.change(record, phone="+994501234567")
    (cause,) = (await firm.ask("GET", "failures"))["items"]
    assert cause["count"] == 3
    await firm.ask("POST", f"failures/{cause['id']}/rerun", json={"from": "failed"})
    await work_off()
    await drain_all()
    assert {run["status"] for run in await firm.runs()} == {"done"}
    assert await firm.tasks() == ["Pack"] * 3 + ["Sent"] * 3
