"""S23: a card that is stuck or critical in a key stage is told to the head, with reason and link; or many in one digest."""

from datetime import timedelta

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.records import stage_timers
from tests.demands.firm_at_work import Firm, action, drain_all
from tests.runtime.stories import ALL, firm, scenario

HEAD = {"key": "head", "title": "Head", "access": [{"entity": each, **ALL} for each in ("contact", "request", "deal")]}
IN_CONTRACT = {"entity": "deal", "funnel": "repair", "stage": "contract"}


def told(text, **more):
    return action("tell", "notify.users", users=["role:head"], text=text, **more)


STUCK = scenario(
    "stuck", {"on": "stage.overdue", **IN_CONTRACT},
    told("{{ record.name }} has stood in the contract stage for over two days", record="=record.id"), run_as="role:owner",
)  # fmt: skip
CRITICAL = scenario(
    "critical",
    {"on": "record.matches", "entity": "deal", "condition": 'stage = "contract" AND discount > 0.2'},
    told("{{ record.name }}: a discount of {{ record.discount * 100 }} % before the contract", record="=record.id"),
    run_as="role:owner",
)
DIGEST = scenario(
    "digest",
    {"on": "schedule", "cron": "0 9 * * mon-fri"},
    action("late", "record.find", entity="deal", filter='stage = "contract"', sort="name"),
    {"key": "any", "if": "=steps.late.count > 0", "then": [told("{{ steps.late.count }} deals wait for their contract")]},
    run_as="role:owner",
)


class House(Firm):
    async def deal(self, stage="contract", **values):
        given = {"values": {"name": "Flat", **values}, "funnel": "repair", "stage": stage}
        made = await self.ask("POST", "records/deal", json=given)
        await drain_all()
        return made["id"]

    async def days_pass(self, days):
        async with tenant_transaction(await self.number()) as own:
            gone = timedelta(days=days)
            await own.execute("update record set stage_since = stage_since - $1::interval", gone)
            await own.execute("update stage_timer set since = since - $1::interval, due_at = due_at - $1::interval", gone)
        await stage_timers.fire()
        await drain_all()


@pytest.fixture
async def house(api):
    found = House(await api.sign_up())
    document = firm(STUCK, CRITICAL, DIGEST, roles=[HEAD])
    document["funnels"][1]["stages"][1]["sla"] = "2d"
    await found.browser.publish(document)
    return found


@pytest.fixture
async def head(house):
    return await house.browser.member("head", name="Rashad")


async def heard(person):
    found = (await person.get(person.at("notifications"))).json()["items"]
    return [(each["text"], each["entity"], each["record"]) for each in found]


async def test_a_card_that_is_stuck_is_told_to_the_head_with_its_reason_and_its_link(house, head):
    deal = await house.deal()
    await house.deal(stage="measuring", name="Villa")
    await house.days_pass(1)
    assert await heard(head) == []
    await house.days_pass(2)
    await house.days_pass(2)
    assert await heard(head) == [("Flat has stood in the contract stage for over two days", "deal", deal)]
    link = await head.get(head.at(f"records/deal/{deal}"))
    assert link.status_code == 200, "the head may open what the notification leads to"


async def test_a_card_that_went_on_in_time_is_told_of_to_nobody(house, head):
    deal = await house.deal()
    await house.days_pass(1)
    await house.ask("POST", f"records/deal/{deal}/stage", json={"funnel": "repair", "stage": "won"})
    await house.days_pass(2)
    assert await heard(head) == []


async def test_what_becomes_critical_is_told_at_once_and_once(house, head):
    deal = await house.deal(discount=10)
    await house.change(deal, "deal", discount=30)
    await house.change(deal, "deal", name="Flat 12")
    assert await heard(head) == [("Flat: a discount of 30 % before the contract", "deal", deal)]
    seller = await house.browser.member("seller")
    assert await heard(seller) == [], "the head's alone"


async def test_many_are_told_in_one_digest(house, head):
    for name in ("Flat", "House", "Villa"):
        await house.deal(name=name)
    (timer,) = (await house.ask("GET", "timers?scenario=digest"))["items"]
    await house.ask("POST", f"timers/{timer['id']}/run")
    await drain_all()
    assert [text for text, *_ in await heard(head)] == ["3 deals wait for their contract"]
