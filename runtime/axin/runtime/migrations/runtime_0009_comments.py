"""What people say about a record, and what they did or plan to do with it."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:09:00:000000"
DESCRIPTION = "comment, activity"

TABLES: Final = f"""
create table comment (
    tenant_no int not null,
    id uuid not null,
    entity_no int not null,
    record_id uuid not null,
    author uuid not null,
    author_kind text not null,
    author_title text not null,
    text text not null,
    mentions uuid[] not null default '{{}}',
    created_at timestamptz not null default now(),
    edited_at timestamptz,
    primary key (tenant_no, id)
);
create index comment_by_record on comment (tenant_no, record_id, id);
{tenant_table("comment")}

create table activity (
    tenant_no int not null,
    id uuid not null,
    entity_no int not null,
    record_id uuid not null,
    kind text not null check (kind in ('call', 'meeting', 'note', 'message')),
    title text not null,
    text text not null default '',
    at timestamptz not null,
    minutes int,
    responsible uuid,
    done_at timestamptz,
    author uuid not null,
    author_kind text not null,
    author_title text not null,
    created_at timestamptz not null default now(),
    edited_at timestamptz,
    primary key (tenant_no, id)
);
create index activity_by_record on activity (tenant_no, record_id, id);
create index activity_planned on activity (tenant_no, responsible, at) where done_at is null;
{tenant_table("activity")}
"""


async def create() -> None:
    await run_sql(TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
