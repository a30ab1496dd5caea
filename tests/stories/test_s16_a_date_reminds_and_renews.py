"""S16: a contract is renewed on time, maintenance and the second visit are remembered; the reminder goes with its date."""

from datetime import timedelta

import pytest

from axin.platform.kernel.clock import utc_now
from axin.runtime.records import date_timers
from tests.demands.firm_at_work import Firm, action, drain_all, note
from tests.runtime.stories import firm, scenario

WEEK_AHEAD = {"on": "date", "entity": "contact", "field": "visit", "offset": "-7d"}
REMIND = scenario(
    "remind", WEEK_AHEAD, note("call", "{{ record.name }} comes in a week", record="=record.id"), run_as="role:owner"
)
RENEW = scenario(
    "renew",
    {"on": "date", "entity": "contact", "field": "contract_ends", "offset": "-7d", "at": "09:00", "working_days": True},
    action("deal", "record.create", entity="deal", values={"name": "Renewal: {{ record.name }}", "client": "=record.id"},
           funnel="repair", stage="contract"),
    run_as="role:owner",
)  # fmt: skip


def clinic(*scenarios):
    found = firm(*scenarios)
    found["entities"][0]["fields"] += [{"key": "visit", "type": "datetime"}, {"key": "contract_ends", "type": "date"}]
    return found


class Clinic(Firm):
    async def ahead(self):
        """Return when each scenario's timer comes."""
        return {timer["scenario"]: timer["due_at"] for timer in (await self.ask("GET", "timers"))["items"]}

    async def deals(self):
        return [item["values"]["name"] for item in (await self.ask("GET", "records/deal"))["items"]]

    async def clock_strikes(self):
        """Let the timers look at the clock, as they do every second."""
        await date_timers.fire()
        await drain_all()


@pytest.fixture
async def at_work(api):
    found = Clinic(await api.sign_up())
    await found.browser.publish(clinic(REMIND, RENEW))
    return found


def on(moment):
    return moment.isoformat(timespec="seconds")


async def test_a_second_visit_is_remembered_a_week_before_it_once(at_work):
    leyla = await at_work.create(visit=on(utc_now() + timedelta(days=30)))
    await at_work.clock_strikes()
    assert await at_work.tasks() == []
    await at_work.change(leyla, visit=on(utc_now() + timedelta(days=7)))
    for _ in range(3):
        await at_work.clock_strikes()
    assert await at_work.tasks() == ["Leyla comes in a week"]
    (task,) = (await at_work.ask("GET", "tasks"))["items"]
    assert (task["entity"], task["record"]) == ("contact", leyla)


async def test_a_visit_that_is_put_off_is_remembered_anew(at_work):
    leyla = await at_work.create(visit=on(utc_now() + timedelta(days=7)))
    await at_work.clock_strikes()
    later = utc_now().replace(microsecond=0) + timedelta(days=60)
    await at_work.change(leyla, visit=on(later))
    assert await at_work.ahead() == {"remind": on(later - timedelta(days=7)).replace("+00:00", "Z")}
    await at_work.change(leyla, visit=on(utc_now() + timedelta(days=7)))
    await at_work.clock_strikes()
    assert await at_work.tasks() == ["Leyla comes in a week"] * 2


async def test_a_visit_that_is_called_off_is_not_remembered(at_work):
    called_off = await at_work.create(visit=on(utc_now() + timedelta(days=30)), contract_ends="2031-03-15")
    gone = await at_work.create(name="Murad", visit=on(utc_now() + timedelta(days=30)))
    await at_work.change(called_off, visit=None)
    await at_work.ask("DELETE", f"records/contact/{gone}")
    assert set(await at_work.ahead()) == {"renew"}
    await at_work.clock_strikes()
    assert await at_work.tasks() == []


async def test_a_renewal_is_due_on_a_working_morning_of_the_firm_and_opens_its_deal(at_work):
    leyla = await at_work.create(contract_ends="2031-03-15")
    assert await at_work.ahead() == {"renew": "2031-03-07T05:00:00Z"}, "a week before is a Saturday; Friday at nine in Baku"
    await at_work.change(leyla, contract_ends="2031-03-20")
    assert await at_work.ahead() == {"renew": "2031-03-13T05:00:00Z"}
    (timer,) = (await at_work.ask("GET", "timers"))["items"]
    await at_work.ask("POST", f"timers/{timer['id']}/run")
    await at_work.clock_strikes()
    assert await at_work.deals() == ["Renewal: Leyla"]
    assert await at_work.ahead() == {}
