"""Postgres restarts while work is under way: no run has failed by it, no event is gone, and nothing happens twice.

A restart ends every connection with the same word as `pg_terminate_backend`, which ends one.
"""

import asyncio
from contextvars import copy_context

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs.drain import drain_all
from axin.runtime.runs.errors import LOST
from axin.runtime.runs.executor import work
from axin.runtime.triggers.relay import relay
from tests.runtime.runs.hand_built import rows, statuses
from tests.runtime.stories import action, do, firm, scenario

STEPS = (action("first", "task.create", title="first"), action("second", "notify.users", users="role:owner", text="second"))
SCENARIO = scenario("each", {"on": "record.created", "entity": "contact"}, *STEPS)
_END_WAITING = """
select pg_terminate_backend(pid) from pg_locks where relation = $1::regclass and not granted
"""


async def cut_off(world, table, perform):
    """Perform, and end the connection as it comes to write into this table."""
    apart = copy_context()
    async with tenant_transaction(world.tenant_no) as holder:
        await holder.execute(f"lock table {table} in share row exclusive mode")
        await holder.execute("set local role none")
        under_way = asyncio.create_task(perform(world.tenant_no), context=apart)
        while not under_way.done() and not await holder.fetch(_END_WAITING, table):
            await asyncio.wait([under_way], timeout=0.01)
        with pytest.raises(LOST):
            await under_way


async def tell_time_is_over(world):
    """Let the leases of whoever was cut off be over."""
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "update run_due set due_at = now(), lease_until = now() where tenant_no = $1 and lease_until is not null",
            world.tenant_no,
        )


async def titles(world):
    return [row["title"] for row in await rows(world.tenant_no, "select title from task where tenant_no = $1")]


@pytest.mark.parametrize("table", ["run_of_event", "run", "run_due"])
async def test_an_event_whose_relay_is_cut_off_is_still_there(make_workspace, table):
    world = await make_workspace(firm(SCENARIO))
    await do(world, world.owner, "create", "contact", {"name": "Aysel"})
    before = await rows(world.tenant_no, "select id from outbox where tenant_no = $1")
    await cut_off(world, table, relay)
    assert await rows(world.tenant_no, "select id from outbox where tenant_no = $1") == before
    assert await statuses(world.tenant_no) == []
    await drain_all()
    assert (await statuses(world.tenant_no), await titles(world)) == (["done"], ["first"])


@pytest.mark.parametrize("table", ["task", "notification", "run_step"])
async def test_a_run_that_is_cut_off_has_not_failed_and_is_done_once(make_workspace, table):
    world = await make_workspace(firm(SCENARIO))
    await do(world, world.owner, "create", "contact", {"name": "Aysel"})
    await relay(world.tenant_no)
    await cut_off(world, table, work)
    assert await statuses(world.tenant_no) == ["queued"]
    assert await titles(world) == []
    await tell_time_is_over(world)
    await drain_all()
    assert (await statuses(world.tenant_no), await titles(world)) == (["done"], ["first"])
    assert await rows(world.tenant_no, "select 1 from failed_run where tenant_no = $1") == []
    told = await rows(world.tenant_no, "select text from notification where tenant_no = $1")
    assert [row["text"] for row in told] == ["second"]
