"""Views that people save for themselves or for others, and the one each prefers of an entity."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:08:00:000000"
DESCRIPTION = "saved_view, preferred_view"

TABLES: Final = f"""
create table saved_view (
    tenant_no int not null,
    id uuid not null,
    owner uuid not null,
    entity text not null,
    title text not null,
    shared boolean not null default false,
    roles text[] not null default '{{}}',
    spec jsonb not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_no, id)
);
create index saved_view_by_entity on saved_view (tenant_no, entity, id);
{tenant_table("saved_view")}

create table preferred_view (
    tenant_no int not null,
    owner uuid not null,
    entity text not null,
    view text not null,
    primary key (tenant_no, owner, entity)
);
{tenant_table("preferred_view")}
"""


async def create() -> None:
    await run_sql(TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
