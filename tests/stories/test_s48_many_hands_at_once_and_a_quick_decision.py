"""S48: several people work on one deal at the same time, it goes on when all are done; a table decides standard cases."""

import pytest

from tests.demands.firm_at_work import Firm, action, drain_all
from tests.runtime.runs.test_branches_calls_and_answers import time_passes
from tests.runtime.stories import firm, scenario

DAYS = 4 * 86400


def hand(key, title):
    """Give somebody a task, and wait until that very one is done."""
    done = {"on": "task.done", "entity": "deal", "condition": f"event.data.task.id = steps.{key}.task"}
    return [
        action(key, "task.create", title=title, record="=record.id"),
        {"key": f"{key}_done", "wait": {"event": done, "timeout": "3d"}},
    ]


def decides(key, stage):
    return action(key, "stage.move", entity="deal", id="=record.id", funnel="repair", stage=stage)


PREPARE = scenario(
    "prepare",
    {"on": "stage.entered", "entity": "deal", "funnel": "repair", "stage": "measuring"},
    {"key": "all", "parallel": [hand("measure", "Measure"), hand("estimate", "Estimate"), hand("papers", "Collect papers")]},
    {"key": "late", "if": "=steps.measure_done.timed_out OR steps.estimate_done.timed_out OR steps.papers_done.timed_out",
     "then": [action("hurry", "task.create", title="Hurry: {{ record.name }}")],
     "else": [{"key": "size", "switch": '=IFS(record.price < 1000, "small", record.price < 50000, "usual", TRUE, "large")',
               "cases": [{"is": "small", "then": [decides("at_once", "won")]},
                         {"is": "usual", "then": [decides("usual", "contract")]}],
               "default": [action("ask", "task.create", title="Ask the head: {{ record.name }}")]}]},
    run_as="role:owner",
)  # fmt: skip


class House(Firm):
    async def open_deal(self, price):
        given = {"values": {"name": "Flat", "price": price}, "funnel": "repair", "stage": "measuring"}
        made = await self.ask("POST", "records/deal", json=given)
        await drain_all()
        return made["id"]

    async def finish(self, title):
        tasks = (await self.ask("GET", "tasks?done=false"))["items"]
        (task,) = [each for each in tasks if each["title"] == title]
        await self.ask("PATCH", f"tasks/{task['id']}", json={"done": True})
        await drain_all()

    async def stands(self, deal):
        return (await self.ask("GET", f"records/deal/{deal}"))["stage"]


@pytest.fixture
async def house(api):
    found = House(await api.sign_up())
    await found.browser.publish(firm(PREPARE))
    return found


async def test_all_are_asked_at_once_and_the_deal_goes_on_when_the_last_is_done(house):
    deal = await house.open_deal(20000)
    assert await house.tasks() == ["Collect papers", "Estimate", "Measure"]
    for title in ("Estimate", "Measure"):
        await house.finish(title)
        assert await house.stands(deal) == "measuring"
    await house.finish("Collect papers")
    assert await house.stands(deal) == "contract"
    (run,) = await house.runs()
    assert run["status"] == "done"


@pytest.mark.parametrize(
    ("price", "stage", "asked"), [(500, "won", []), (1000, "contract", []), (50000, "measuring", ["Ask the head: Flat"])]
)
async def test_the_table_decides_what_is_standard_and_asks_for_what_is_not(house, price, stage, asked):
    deal = await house.open_deal(price)
    for title in ("Measure", "Estimate", "Collect papers"):
        await house.finish(title)
    assert await house.stands(deal) == stage
    assert [title for title in await house.tasks() if title.startswith("Ask")] == asked


async def test_one_who_does_not_come_in_time_holds_the_others_no_longer(house):
    deal = await house.open_deal(20000)
    await house.finish("Measure")
    house.tenant_no = await house.number()
    await time_passes(house, DAYS)
    assert "Hurry: Flat" in await house.tasks()
    assert await house.stands(deal) == "measuring"
