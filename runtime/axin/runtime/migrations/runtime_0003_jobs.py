"""Long work as durable chunks; what undo, the trash, duplicates and merging look up."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.engine import APP_ROLE
from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T19:03:00:000000"
DESCRIPTION = "job, job_due, trash_due, record_match, record_merge; changes name their job"

TABLES: Final = """
create table job (
    tenant_no int not null,
    id uuid not null,
    kind text not null,
    status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done bigint not null default 0,
    total bigint,
    undoable boolean not null default false,
    cancel_requested boolean not null default false,
    actor_id uuid not null,
    undone_by uuid,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    actor jsonb not null,
    input jsonb not null,
    state jsonb,
    result jsonb,
    error jsonb,
    primary key (tenant_no, id)
) with (fillfactor = 70);
create index job_by_actor on job (tenant_no, actor_id, id);
create index job_unfinished on job (tenant_no, kind, id) where finished_at is null;

create table job_due (
    tenant_no int not null,
    job_id uuid not null,
    due_at timestamptz not null default now(),
    epoch int not null default 0,
    tries smallint not null default 0,
    primary key (tenant_no, job_id)
) with (fillfactor = 50);
create index job_due_ready on job_due (tenant_no, due_at);

alter table change add column job uuid;
create index change_by_job on change (tenant_no, job, id) where job is not null;

create table trash_due (
    tenant_no int not null,
    due_at timestamptz not null,
    primary key (tenant_no)
);

create table record_match (
    tenant_no int not null,
    entity_no int not null,
    field_no int not null,
    value_hash uuid not null,
    record_id uuid not null,
    primary key (tenant_no, entity_no, field_no, value_hash, record_id)
);
create index record_match_record on record_match (tenant_no, entity_no, record_id);

create table record_merge (
    tenant_no int not null,
    entity_no int not null,
    record_id uuid not null,
    into_id uuid not null,
    job uuid not null,
    at timestamptz not null default now(),
    primary key (tenant_no, entity_no, record_id)
);
create index record_merge_into on record_merge (tenant_no, entity_no, into_id);

create index record_deleted on record (tenant_no, entity_no, deleted_at, id) where deleted_at is not null;
"""

OWN: Final = ("job", "job_due", "trash_due", "record_match", "record_merge")
ROUTING: Final = ("job_due", "trash_due")


async def create() -> None:
    policies = [tenant_table(name) for name in OWN] + [control_policy(name) for name in ROUTING]
    purging = f"grant delete on record, change to {APP_ROLE};"  # after its time in the trash a record is really gone
    await run_sql(TABLES + "\n".join([*policies, purging]))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
