"""S18: when the lines of a deal reach a sum, its card moves on: once for each time the mark is crossed."""

import pytest

from tests.demands.firm_at_work import Firm, action, drain_all, note
from tests.runtime.actions.test_steps_find_fill_and_delete import shop
from tests.runtime.stories import scenario

LARGE = scenario(
    "large",
    {"on": "record.matches", "entity": "deal", "condition": "subtotal >= 1000"},
    action("move", "stage.move", entity="deal", id="=record.id", funnel="repair", stage="contract"),
    note("tell", "{{ record.name }} has reached {{ record.subtotal }}"),
    run_as="role:owner",
)


class Shop(Firm):
    async def open_deal(self):
        made = await self.ask("POST", "records/deal", json={"values": {"name": "Flat"}, "funnel": "repair"})
        self.deal = made["id"]
        self.plaster = await self.create("product", name="Plaster")

    async def add(self, price):
        return await self.create("deal_line", deal=self.deal, product=self.plaster, quantity=1, price=price, name=None)

    async def create(self, entity="contact", **values):
        values = {"name": "Leyla"} | values
        given = {name: value for name, value in values.items() if value is not None}
        made = await self.ask("POST", f"records/{entity}", json={"values": given})
        await drain_all()
        return made["id"]

    async def stands(self):
        return (await self.ask("GET", f"records/deal/{self.deal}"))["stage"]


@pytest.fixture
async def at_work(api):
    found = Shop(await api.sign_up())
    await found.browser.publish(shop(LARGE))
    await found.open_deal()
    return found


async def test_the_line_that_reaches_the_sum_moves_the_card(at_work):
    await at_work.add(600)
    assert (await at_work.stands(), await at_work.runs()) == ("measuring", [])
    await at_work.add(400)
    assert await at_work.stands() == "contract"
    assert [run["status"] for run in await at_work.runs()] == ["done"]


async def test_what_is_saved_beyond_the_mark_sets_nothing_off_again(at_work):
    await at_work.add(1000)
    await at_work.add(500)
    await at_work.change(at_work.deal, "deal", name="House")
    assert len(await at_work.runs()) == 1


async def test_who_falls_below_and_rises_again_has_crossed_again(at_work):
    first = await at_work.add(1000)
    await at_work.change(first, "deal_line", price=10)
    assert len(await at_work.runs()) == 1
    await at_work.change(first, "deal_line", price=2000)
    assert [run["status"] for run in await at_work.runs()] == ["done", "done"]
    assert len(await at_work.tasks()) == 2
