"""What runs wait for besides time; approvals and what was said to them; answers to web calls; bursts that settle; undone runs."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:13:00:000000"
DESCRIPTION = "run_wait, approval, approval_vote, hook_answer, run_due.settling, run.undone_by, task.approval"

TABLES: Final = f"""
create table run_wait (
    tenant_no int not null,
    run_id uuid not null,
    seq int not null,
    kind text not null check (kind in ('call', 'approval', 'event')),
    other uuid,
    listens text[],
    entity text,
    record_id uuid,
    answer jsonb,
    primary key (tenant_no, run_id, seq)
);
create index run_wait_other on run_wait (tenant_no, other) where other is not null;
create index run_wait_record on run_wait (tenant_no, record_id) where listens is not null and answer is null;
{tenant_table("run_wait")}

create table approval (
    tenant_no int not null,
    id uuid not null,
    run_id uuid not null,
    scenario text not null,
    step text not null,
    text text not null,
    entity text,
    record_id uuid,
    rule text not null check (rule in ('one', 'all', 'majority')),
    approvers uuid[] not null,
    escalated uuid[] not null default '{{}}',
    due timestamptz,
    status text not null default 'open' check (status in ('open', 'approved', 'rejected', 'expired', 'cancelled')),
    cause jsonb,
    created_at timestamptz not null default now(),
    decided_at timestamptz,
    primary key (tenant_no, id)
);
create index approval_open on approval (tenant_no, id) where status = 'open';
create index approval_of_record on approval (tenant_no, record_id, id) where record_id is not null;
create index approval_of_run on approval (tenant_no, run_id);
{tenant_table("approval")}

create table approval_vote (
    tenant_no int not null,
    approval_id uuid not null,
    person uuid not null,
    decision text not null check (decision in ('approved', 'rejected')),
    comment text,
    at timestamptz not null default now(),
    primary key (tenant_no, approval_id, person)
);
{tenant_table("approval_vote", "select, insert")}

create table hook_answer (
    tenant_no int not null,
    run_id uuid not null,
    status smallint not null,
    body jsonb,
    created_at timestamptz not null default now(),
    primary key (tenant_no, run_id)
);
{tenant_table("hook_answer")}

alter table run_due add column settling text;
create index run_due_settling on run_due (tenant_no, settling) where settling is not null;
alter table run add column undone_by uuid;
alter table task add column approval uuid;
create index task_of_approval on task (tenant_no, approval) where approval is not null;
create index change_by_run on change (tenant_no, (cause ->> 'run'), id) where cause ->> 'run' is not null;
"""


async def create() -> None:
    await run_sql(TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
