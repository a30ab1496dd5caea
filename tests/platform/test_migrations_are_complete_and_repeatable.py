"""Migrating twice is migrating once, and the application's role owns nothing."""

from axin.platform.data.engine import CONTROL
from axin.platform.data.migrate import migrate
from axin.platform.data.unit_of_work import connection, control_transaction, tenant_transaction
from axin.platform.kernel.ids import new_id


async def test_a_second_migration_changes_nothing(database):
    await migrate(database.dsn)
    await migrate(database.dsn)


async def test_a_tenant_sees_its_own_outbox_only(database):
    for tenant in (900_001, 900_002):
        async with tenant_transaction(tenant):
            await connection().execute("insert into outbox values ($1, $2, 'x', '{}')", tenant, new_id())
    async with tenant_transaction(900_001):
        assert await connection().fetchval("select array_agg(distinct tenant_no) from outbox") == [900_001]
    async with control_transaction():
        assert await connection().fetchval("select count(*) from outbox where tenant_no >= 900001") == 2
    assert CONTROL.role == "axin_control"
