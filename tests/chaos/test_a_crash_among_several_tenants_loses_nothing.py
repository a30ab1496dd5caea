"""A process is killed while it takes on runs of several tenants together; whoever goes on finishes them, each effect once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.settings import settings
from axin.runtime.runs.drain import drain_all
from axin.runtime.triggers import hooks, inbound
from tests.runtime.runs.hand_built import make_due, titles
from tests.runtime.stories import action, firm, runs, scenario

CHECKOUT = Path(__file__).parents[2]
POINTS = ("runs.claimed", "runs.executed", "runs.committed")
CALL = scenario("call", {"on": "webhook"}, action("note", "task.create", title="came"), run_as="role:owner")


def die_at(point):
    configured = settings()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AXIN_")},
        "AXIN_FAULTS": f"{point}:kill",
        "AXIN_DATABASE_URL": configured.database_url.get_secret_value(),
        "AXIN_SECRET_KEY": configured.secret_key.get_secret_value(),
    }
    command = [sys.executable, "-m", "tests.chaos.drainer"]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == -9, done.stderr


async def called(world):
    async with tenant_transaction(world.tenant_no):
        hook = await hooks.hook_of("call")
    await inbound.receive(hook.token, {}, b"", {})


@pytest.mark.parametrize("point", POINTS)
async def test_killed_at(point, make_workspace):
    worlds = [await make_workspace(firm(CALL)) for _ in range(3)]
    for world in worlds:
        await called(world)
    die_at(point)
    for world in worlds:
        await make_due(world.tenant_no)
    await drain_all()
    for world in worlds:
        assert await titles(world.tenant_no) == ["came"]
        assert [run["status"] for run in await runs(world)] == ["done"]
