"""The engine: runs, their queue and journal, tasks, notifications, timers, hooks, cursors of assignment."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T10:20:00:000000"
DESCRIPTION = "run, run_due, run_step, task, notification, schedule_timer, hook, assign_cursor"

TABLES: Final = """
create table run (
    tenant_no int not null,
    id uuid not null,
    scenario text not null,
    version int not null,
    event_id uuid not null,
    status text not null default 'queued'
        check (status in ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
    entity text,
    record_id uuid,
    lane text,
    root uuid not null,
    depth smallint not null,
    event jsonb not null,
    actor jsonb not null,
    state jsonb,
    result jsonb,
    error jsonb,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_no, id),
    unique (tenant_no, scenario, event_id)
) with (fillfactor = 85);
create index run_by_scenario on run (tenant_no, scenario, id);
create index run_by_record on run (tenant_no, record_id, id) where record_id is not null;
create index run_by_root on run (tenant_no, root) where depth > 0;

create table run_due (
    tenant_no int not null,
    run_id uuid not null,
    due_at timestamptz not null default now(),
    lease_until timestamptz,
    epoch int not null default 0,
    attempt smallint not null default 1,
    tries smallint not null default 0,
    lane text,
    blocked boolean not null default false,
    primary key (tenant_no, run_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index run_due_ready on run_due (tenant_no, due_at) where not blocked;
create index run_due_blocked on run_due (tenant_no, lane) where blocked;
create index run_due_lane on run_due (tenant_no, lane, run_id) where lane is not null;

create table run_step (
    tenant_no int not null,
    run_id uuid not null,
    seq int not null,
    key text not null,
    index int,
    attempt smallint not null default 1,
    status text not null,
    input jsonb,
    output jsonb,
    error jsonb,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_no, run_id, seq)
);

create table task (
    tenant_no int not null,
    id uuid not null,
    title text not null,
    entity text,
    record_id uuid,
    responsible uuid,
    due timestamptz,
    once boolean not null default false,
    created_at timestamptz not null default now(),
    done_at timestamptz,
    done_by uuid,
    cause jsonb,
    primary key (tenant_no, id)
);
create unique index task_once on task (tenant_no, record_id, md5(title)) nulls not distinct where once and done_at is null;
create index task_by_person on task (tenant_no, responsible, id);
create index task_by_record on task (tenant_no, record_id, id) where record_id is not null;

create table notification (
    tenant_no int not null,
    id uuid not null,
    person uuid not null,
    text text not null,
    entity text,
    record_id uuid,
    created_at timestamptz not null default now(),
    read_at timestamptz,
    cause jsonb,
    primary key (tenant_no, id)
);
create index notification_by_person on notification (tenant_no, person, id);

create table schedule_timer (
    tenant_no int not null,
    scenario text not null,
    cron text not null,
    timezone text not null,
    due_at timestamptz not null,
    primary key (tenant_no, scenario)
);
create index schedule_timer_due on schedule_timer (tenant_no, due_at);

create table hook (
    tenant_no int not null,
    scenario text not null,
    token_hash bytea not null,
    token bytea not null,
    secret bytea not null,
    created_at timestamptz not null default now(),
    primary key (tenant_no, scenario)
);
create unique index hook_by_token on hook (tenant_no, token_hash);

create table assign_cursor (
    tenant_no int not null,
    scenario text not null,
    step text not null,
    last uuid not null,
    primary key (tenant_no, scenario, step)
);
"""

OWN: Final = ("run", "run_due", "run_step", "task", "notification", "schedule_timer", "hook", "assign_cursor")
ROUTING: Final = ("run_due", "schedule_timer")


async def create() -> None:
    policies = [tenant_table(name) for name in OWN] + [control_policy(name) for name in ROUTING]
    await run_sql(TABLES + "\n".join(policies))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
