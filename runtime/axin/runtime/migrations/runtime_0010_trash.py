"""What restoring needs to know beside the deleted records themselves."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:10:00:000000"
DESCRIPTION = "link_cleared"

TABLE: Final = f"""
create table link_cleared (
    tenant_no int not null,
    target_id uuid not null,
    at timestamptz not null,
    entity_no int not null,
    field_no int not null,
    record_id uuid not null,
    primary key (tenant_no, target_id, at, entity_no, field_no, record_id)
);
{tenant_table("link_cleared", "select, insert, delete")}
"""


async def create() -> None:
    await run_sql(TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
