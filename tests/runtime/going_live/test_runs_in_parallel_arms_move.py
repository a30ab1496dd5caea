"""A run that stands in several arms at once moves with all of them, joins once, and begins nothing that it has done."""

import pytest

from tests.demands.firm_at_work import CREATED, Firm, note
from tests.runtime.runs.test_branches_calls_and_answers import time_passes
from tests.runtime.stories import firm, scenario

HOUR = 3601


def arm(key, *rest):
    return [{"key": f"{key}_wait", "wait": {"for": "1h"}}, *rest]


def side(*arms, after=()):
    return scenario("side", CREATED, {"key": "both", "parallel": list(arms)}, *after, run_as="role:owner")


OLD = side(arm("a", note("a", "old a")), arm("b", note("b", "old b")), [note("c", "c")], after=[note("end", "old end")])


class Office(Firm):
    async def move(self, flow, steps=None):
        """Publish it, the runs under way with it; return what became of them."""
        await self.ask("PUT", "draft", json=firm(flow))
        await self.ask("POST", "publish", json={"in_flight": {"side": {"do": "move", "steps": steps or {}}}})
        (job,) = [each for each in (await self.ask("GET", "jobs"))["items"] if each["kind"] == "in_flight"]
        return job["result"]["moved"], job["result"]["stayed"]

    async def an_hour_passes(self):
        await time_passes(self, HOUR)


@pytest.fixture
async def office(api):
    found = Office(await api.sign_up())
    found.tenant_no = await found.number()
    await found.publish(OLD)
    await found.create()
    assert await found.tasks() == ["c"]
    return found


async def the_run(office):
    (run,) = await office.runs()
    return run["status"], run["version"]


async def test_every_arm_goes_on_by_the_new_steps_and_they_join_once(office):
    new = side(
        arm("a", note("a", "new a")), arm("b", note("b", "new b")), [note("c", "new c")], after=[note("end", "new end")],
    )  # fmt: skip
    assert await office.move(new) == (1, 0)
    await office.an_hour_passes()
    assert await office.tasks() == ["c", "new a", "new b", "new end"]
    assert await the_run(office) == ("done", 2)


async def test_arms_that_change_places_are_found_by_their_steps(office):
    new = side(arm("b", note("b", "new b")), [note("c", "new c")], arm("a", note("a", "new a")))
    assert await office.move(new) == (1, 0)
    await office.an_hour_passes()
    assert await office.tasks() == ["c", "new a", "new b"]
    assert await the_run(office) == ("done", 2)


async def test_an_arm_that_is_new_is_for_runs_that_come_to_it(office):
    new = side(arm("a", note("a", "new a")), arm("b"), [note("c", "new c")], [note("d", "new d")], after=[note("end", "new end")])
    assert await office.move(new) == (1, 0)
    await office.an_hour_passes()
    assert await office.tasks() == ["c", "new a", "new end"]
    await office.create()
    assert "new d" in await office.tasks()


async def test_each_arm_is_found_by_the_map(office):
    new = side(arm("x", note("a", "new a")), arm("y", note("b", "new b")))
    assert await office.move(new, {"a_wait": "x_wait", "b_wait": "y_wait"}) == (1, 0)
    await office.an_hour_passes()
    assert await office.tasks() == ["c", "new a", "new b"]


async def test_a_run_one_of_whose_arms_has_no_place_finishes_as_it_began(office):
    new = side(arm("a", note("a", "new a")), [note("c", "new c")], after=arm("b", note("b", "new b")))
    assert await office.move(new) == (0, 1), "what was inside an arm stands outside of it now"
    await office.an_hour_passes()
    assert await office.tasks() == ["c", "old a", "old b", "old end"]
    assert await the_run(office) == ("done", 1)


async def test_an_arm_that_was_done_stays_done(office):
    uneven = side([{"key": "a_wait", "wait": {"for": "3h"}}, note("a", "old a")], arm("b", note("b", "old b")))
    await office.publish(uneven)
    await office.create()
    await office.an_hour_passes()
    before = [title for title in await office.tasks() if title == "old b"]
    new = side(
        [{"key": "a_wait", "wait": {"for": "3h"}}, note("a", "new a")],
        arm("b", note("b", "new b")),
        after=[note("end", "new end")],
    )
    await office.move(new)
    await time_passes(office, 3 * HOUR)
    assert [title for title in await office.tasks() if title == "old b"] == before
    assert {"new a", "new end"} <= set(await office.tasks())
    assert "new b" not in await office.tasks()
