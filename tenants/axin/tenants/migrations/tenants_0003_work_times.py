from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T22:03:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "When people work, and when they are away"

TABLES: Final = f"""
create table work_time (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    person_id uuid not null,
    hours jsonb not null,
    primary key (tenant_no, person_id)
);
{tenant_table("work_time")}

create table absence (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    id uuid not null,
    person_id uuid not null,
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    note text,
    created_at timestamptz not null default now(),
    primary key (tenant_no, id)
);
create index absence_of_person on absence (tenant_no, person_id, last_day);
{tenant_table("absence", "select, insert, delete")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="tenants", description=DESCRIPTION)

    async def create() -> None:
        await run_sql(TABLES)

    manager.add_raw(create)
    return manager
