"""Runs and their steps lie in the month of their ids, and go when they are older than the plan keeps them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from axin.platform.data.unit_of_work import control_row, tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.platform.kernel.settings import settings
from axin.runtime.runs import history
from tests.runtime.runs.hand_built import drain_all, event, opened, plan_of, rows, scenario, statuses, task, wait

RUN = scenario(task("first"), task("second"))


def id_of(moment: datetime) -> UUID:
    return UUID(f"{int(moment.timestamp() * 1000):012x}{new_id().hex[12:]}")


async def aged(tenant_no, run, days):
    """Let the run be as if it had come so many days ago."""
    then = datetime.now(UTC) - timedelta(days=days)
    old = id_of(then)
    async with tenant_transaction(tenant_no) as transaction:
        await transaction.execute("update run_step set run_id = $3 where tenant_no = $1 and run_id = $2", tenant_no, run, old)
        await transaction.execute("update run_of_event set run_id = $3 where tenant_no = $1 and run_id = $2", tenant_no, run, old)
        await transaction.execute("update run_due set run_id = $3 where tenant_no = $1 and run_id = $2", tenant_no, run, old)
        await transaction.execute(
            "update run set id = $3, created_at = $4::timestamptz, "
            "finished_at = case when finished_at is not null then $4::timestamptz end "
            "where tenant_no = $1 and id = $2",
            tenant_no, run, old, then,
        )  # fmt: skip
    return old


async def forget(world):
    async with tenant_transaction(world.tenant_no):
        return await history.forget()


async def test_a_run_and_its_steps_lie_in_the_month_of_its_id(make_workspace):
    world = await make_workspace()
    await opened(plan_of(world.tenant_no, RUN), event())
    await drain_all()
    month = datetime.now(UTC).strftime("%Y_%m")
    for table in ("run", "run_step"):
        found = await rows(world.tenant_no, f"select distinct tableoid::regclass::text as part from {table} where tenant_no = $1")
        assert [row["part"] for row in found] == [f"{table}_{month}"]


async def test_old_runs_go_with_their_steps_and_younger_ones_stay(make_workspace):
    world = await make_workspace(limits={"history_days": 30})
    old, young = await opened(plan_of(world.tenant_no, RUN), event(), event())
    await drain_all()
    await aged(world.tenant_no, old.id, 31)
    stays = await aged(world.tenant_no, young.id, 29)
    assert await forget(world) == 1
    for table, column in (("run", "id"), ("run_step", "run_id"), ("run_of_event", "run_id")):
        found = await rows(world.tenant_no, f"select distinct {column} as run from {table} where tenant_no = $1")
        assert [row["run"] for row in found] == [stays], table
    assert await forget(world) == 0


async def test_a_run_that_still_waits_stays_however_old_and_goes_on(make_workspace):
    world = await make_workspace(limits={"history_days": 30})
    (waiting,) = await opened(plan_of(world.tenant_no, scenario(wait("long", 7200), task("after"))), event())
    await drain_all()
    await aged(world.tenant_no, waiting.id, 400)
    assert await forget(world) == 0
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update run_due set due_at = now() where tenant_no = $1", world.tenant_no)
        await transaction.execute(
            "update run set state = jsonb_set(state, '{due}', to_jsonb(now())) where tenant_no = $1", world.tenant_no
        )
    await drain_all()
    assert await statuses(world.tenant_no) == ["done"]


async def test_without_a_limit_everything_is_kept(make_workspace):
    world = await make_workspace()
    (run,) = await opened(plan_of(world.tenant_no, RUN), event())
    await drain_all()
    await aged(world.tenant_no, run.id, 4000)
    assert await forget(world) == 0


async def test_one_workspace_forgets_nothing_of_another(make_workspace):
    short, long = await make_workspace(limits={"history_days": 30}), await make_workspace(limits={"history_days": 365})
    for world in (short, long):
        (run,) = await opened(plan_of(world.tenant_no, RUN), event())
        await drain_all()
        await aged(world.tenant_no, run.id, 60)
    assert (await forget(short), await forget(long)) == (1, 0)
    assert await statuses(long.tenant_no) == ["done"]


@pytest.fixture
async def owner(database):
    """The owner of the tables."""
    url = settings().database_url
    assert url is not None
    connection = await asyncpg.connect(url.get_secret_value())
    yield connection
    for name in ("run_2020_01", "run_2020_02"):
        await connection.execute(f"drop table if exists {name}")
    await connection.close()


async def test_past_months_are_dropped_once_they_are_empty(owner, make_workspace):
    world = await make_workspace()
    for month, following in (("2020-01-01", "2020-02-01"), ("2020-02-01", "2020-03-01")):
        name = f"run_{month[:7].replace('-', '_')}"
        await owner.execute(
            f"create table {name} partition of run for values from "
            f"('{id_floor(month)}') to ('{id_floor(following)}')"
        )  # fmt: skip
    (run,) = await opened(plan_of(world.tenant_no, RUN), event())
    await drain_all()
    async with tenant_transaction(world.tenant_no) as transaction:
        kept = id_of(datetime(2020, 2, 14, tzinfo=UTC))
        await transaction.execute("update run set id = $3 where tenant_no = $1 and id = $2", world.tenant_no, run.id, kept)
    await control_row("select run_partitions_drop()")
    left = await owner.fetch("select relname from pg_class where relname like 'run_2020%' and relkind = 'r'")
    assert [row["relname"] for row in left] == ["run_2020_02"]


async def test_the_coming_months_are_made_once(owner):
    await control_row("select run_partitions_ahead(2)")
    assert (await control_row("select run_partitions_ahead(2) as made"))["made"] == 0


def id_floor(day: str) -> UUID:
    return UUID(f"{int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000):012x}{'0' * 20}")
