"""The partitions of the change log are made ahead by the scheduler, by a function that may do only that."""

import pytest
from asyncpg.exceptions import InsufficientPrivilegeError

from axin.platform.data.unit_of_work import control_row, tenant_transaction
from axin.runtime.records.tasks import tick
from tests.world.workspaces import new_world


async def test_the_coming_months_have_their_partitions(database):
    await tick()
    row = await control_row("select to_regclass(format('change_%s', to_char(now() + interval '17 months', 'YYYY_MM'))) as name")
    assert row["name"] is not None
    assert (await control_row("select change_partitions_ahead(18) as made"))["made"] == 0


async def test_a_tenants_work_may_make_none(database):
    world = await new_world()
    with pytest.raises(InsufficientPrivilegeError):
        async with tenant_transaction(world.tenant_no) as connection:
            await connection.execute("select change_partitions_ahead(1)")
