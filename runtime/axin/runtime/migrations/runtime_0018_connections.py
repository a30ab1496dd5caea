"""Ways into other systems, their credentials sealed; and the next call of a web address, kept for its builder to look at."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T22:30:00:000000"
DESCRIPTION = "connection, hook_sample"

_TABLES: Final = f"""
create table connection (
    tenant_no int not null,
    key text not null,
    title text not null,
    kind text not null check (kind in ('none', 'basic', 'bearer', 'header', 'query', 'oauth2')),
    hosts text[] not null,
    settings jsonb not null,
    sealed bytea,
    roles text[] not null,
    per_second int,
    at_once int,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_no, key)
);
create table hook_sample (
    tenant_no int not null,
    scenario text not null,
    until timestamptz not null,
    body jsonb,
    headers jsonb,
    at timestamptz,
    primary key (tenant_no, scenario)
);
{tenant_table("connection")}
{tenant_table("hook_sample")}
"""


async def create() -> None:
    await run_sql(_TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
