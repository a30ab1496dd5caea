"""S30: so many days after a deal is won, its client is contacted again: a new request in the funnel of repeat sales."""

import pytest

from tests.demands.firm_at_work import Firm, action, drain_all
from tests.runtime.stories import firm, scenario

REPEAT = {"key": "repeat", "entity": "request", "title": "Repeat sales", "stages": [
    {"key": "ask", "title": "To be asked"}, {"key": "agreed", "title": "Agreed", "kind": "won"}]}  # fmt: skip
AGAIN = scenario(
    "again",
    {"on": "stage.entered", "entity": "deal", "funnel": "repair", "stage": "won"},
    {"key": "months", "wait": {"for": "90d"}},
    {"key": "still", "if": '=record.stage = "won"', "then": [action(
        "ask", "record.create", entity="request", values={"name": "Again: {{ record.client.name }}", "contact": "=record.client"},
        funnel="repeat", stage="ask", responsible="=record.responsible")]},
    run_as="role:owner",
)  # fmt: skip


class Shop(Firm):
    async def win(self):
        client = await self.create(name="Leyla")
        given = {"values": {"name": "Flat", "client": client}, "funnel": "repair", "stage": "measuring"}
        deal = (await self.ask("POST", "records/deal", json=given))["id"]
        await self.move(deal, "won")
        return client, deal

    async def move(self, deal, stage):
        await self.ask("POST", f"records/deal/{deal}/stage", json={"funnel": "repair", "stage": stage})
        await drain_all()

    async def requests(self):
        found = (await self.ask("GET", "records/request"))["items"]
        return [
            (one["values"]["name"], one["values"]["contact"], one["funnel"], one["stage"], one["responsible"]) for one in found
        ]


@pytest.fixture
async def at_work(api):
    found = Shop(await api.sign_up())
    document = firm(AGAIN)
    document["funnels"].append(REPEAT)
    await found.browser.publish(document)
    return found


async def test_ninety_days_after_it_is_won_the_client_is_in_the_repeat_funnel(at_work):
    client, _ = await at_work.win()
    (timer,) = (await at_work.ask("GET", "timers"))["items"]
    assert (timer["kind"], timer["scenario"]) == ("wait", "again")
    assert await at_work.requests() == []
    await at_work.time_passes()
    assert await at_work.requests() == [("Again: Leyla", client, "repeat", "ask", at_work.browser.user["id"])]
    assert [run["status"] for run in await at_work.runs()] == ["done"]


async def test_a_deal_that_is_won_no_more_asks_nobody(at_work):
    _, deal = await at_work.win()
    await at_work.move(deal, "contract")
    await at_work.time_passes()
    assert await at_work.requests() == []


async def test_the_client_is_named_as_he_is_called_by_then(at_work):
    client, _ = await at_work.win()
    await at_work.change(client, name="Leyla Quliyeva")
    await at_work.time_passes()
    assert [name for name, *_ in await at_work.requests()] == ["Again: Leyla Quliyeva"]
