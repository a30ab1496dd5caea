"""Demand 17: who does it run as? The same in a test, by a button and in the background; and one sees it afterwards."""

from tests.demands.firm_at_work import CREATED, Firm, action, drain_all, scenario

CLERK = {"key": "clerk", "title": "Clerk", "access": [
    {"entity": "contact", "create": True, "read": "all", "update": "all"},
], "scenarios": ["press:pressed"]}  # fmt: skip
OPENS = action("open", "record.create", entity="deal", values={"name": "Deal", "client": "=record.id"})


def both(run_as):
    button = {"on": "button", "entity": "contact", "title": "Open"}
    return [scenario("behind", CREATED, OPENS, run_as=run_as), scenario("pressed", button, OPENS, run_as=run_as)]


async def outcome(firm, clerk):
    """Return how the same step ends for a clerk: tried, pressed, and in the background."""
    record = (await Firm(clerk).ask("POST", "records/contact", json={"values": {"name": "Leyla"}}))["id"]
    await drain_all()
    await Firm(clerk).ask("POST", "scenarios/pressed/run", json={"record": record})
    await drain_all()
    return {run["scenario"]: run["status"] for run in await firm.runs()}


async def test_as_whoever_caused_it_a_clerk_may_no_more_than_by_hand(api):
    firm = Firm(await api.sign_up())
    await firm.publish(*both("actor"), roles=(CLERK,))
    assert await outcome(firm, await api.member("clerk")) == {"behind": "failed", "pressed": "failed"}
    assert {run["error"]["code"] for run in await firm.runs()} == {"not_found"}, "deals do not exist for a clerk"


async def test_as_a_role_it_may_what_that_role_may_whoever_began(api):
    firm = Firm(await api.sign_up())
    await firm.publish(*both("role:senior"), roles=(CLERK,))
    clerk = await api.member("clerk")
    assert await outcome(firm, clerk) == {"behind": "done", "pressed": "done"}
    deals = (await firm.ask("GET", "records/deal"))["items"]
    history = await firm.ask("GET", f"records/deal/{deals[0]['id']}/history")
    cause = history["items"][0]["cause"]
    assert (cause["kind"], cause["step"]) == ("scenario", "open")
    tried = await firm.ask("POST", "scenarios/pressed/dry-run", json={"record": (await firm.create())})
    assert tried["steps"][0]["status"] == "done"
