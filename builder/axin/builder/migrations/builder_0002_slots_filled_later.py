from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "slots that are being filled"

SQL = f"""
create table slot_unfilled (
    tenant_no int not null,
    entity_no int not null,
    field_no int not null,
    primary key (tenant_no, entity_no, field_no)
);
{tenant_table("slot_unfilled")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="builder", description=DESCRIPTION)

    async def run() -> None:
        await run_sql(SQL)

    manager.add_raw(run)
    return manager
