from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T11:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "drafts, published versions, and the numbers of entities and fields"

# Documents are kept as text: jsonb would reorder keys and refuse some characters that JSON allows.
SQL = f"""
create table draft (
    tenant_no int not null primary key,
    document text not null,
    revision int not null,
    base_version int not null,
    author uuid,
    updated_at timestamptz not null default now()
);
{tenant_table("draft")}

create table solution_version (
    tenant_no int not null,
    number int not null,
    document text not null,
    numbers jsonb not null,
    hash text not null,
    author uuid not null,
    author_role text not null,
    note text not null default '',
    published_at timestamptz not null default now(),
    primary key (tenant_no, number)
);
{tenant_table("solution_version", "select, insert")}

create table entity_def (
    tenant_no int not null,
    no int not null,
    key text not null,
    retired_in int,
    primary key (tenant_no, no),
    unique (tenant_no, key)
);
{tenant_table("entity_def", "select, insert, update")}

create table field_def (
    tenant_no int not null,
    entity_no int not null,
    no int not null,
    key text not null,
    storage text not null,
    decimals int not null,
    slot text,
    retired_in int,
    primary key (tenant_no, entity_no, no),
    unique (tenant_no, entity_no, key, storage),
    unique (tenant_no, entity_no, slot)
);
{tenant_table("field_def", "select, insert, update")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="builder", description=DESCRIPTION)

    async def run() -> None:
        await run_sql(SQL)

    manager.add_raw(run)
    return manager
