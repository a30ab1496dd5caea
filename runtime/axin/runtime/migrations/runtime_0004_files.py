"""Uploaded files, which records hold them, and which nobody holds; what an import's rehearsal has seen."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T19:04:00:000000"
DESCRIPTION = "file, file_place, file_loose, import_key"

TABLES: Final = """
create table file (
    tenant_no int not null,
    width int,
    height int,
    size bigint not null,
    created_at timestamptz not null default now(),
    id uuid not null,
    created_by uuid not null,
    name text not null,
    type text not null,
    sha256 text not null,
    blob text not null,
    preview text,
    purpose text not null default 'attachment' check (purpose in ('attachment', 'export', 'report')),
    primary key (tenant_no, id)
);

create table file_place (
    tenant_no int not null,
    entity_no int not null,
    field_no int not null,
    file_id uuid not null,
    record_id uuid not null,
    primary key (tenant_no, file_id, entity_no, field_no, record_id)
);
create index file_place_record on file_place (tenant_no, entity_no, record_id);

create table file_loose (
    tenant_no int not null,
    remove_at timestamptz not null,
    file_id uuid not null,
    primary key (tenant_no, file_id)
);
create index file_loose_due on file_loose (tenant_no, remove_at);

create table import_key (
    tenant_no int not null,
    job_id uuid not null,
    key_hash uuid not null,
    primary key (tenant_no, job_id, key_hash)
);
"""

OWN: Final = ("file", "file_place", "file_loose", "import_key")


async def create() -> None:
    await run_sql(TABLES + "\n".join([*(tenant_table(name) for name in OWN), control_policy("file_loose")]))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
