"""Which events that programs named have come already: each happens once."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:14:00:000000"
DESCRIPTION = "event_seen"

_TABLE: Final = f"""
create table event_seen (
    tenant_no int not null,
    id uuid not null,
    at timestamptz not null default now(),
    digest bytea not null,
    primary key (tenant_no, id)
);
create index event_seen_at on event_seen (tenant_no, at);
{tenant_table("event_seen", "select, insert, delete")}
"""


async def create() -> None:
    await run_sql(_TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
