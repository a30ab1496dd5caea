"""Failures by their cause, the runs that stand failed, and the attempts of steps that were tried again."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T22:15:00:000000"
DESCRIPTION = "failure, failed_run, run_attempt"

# `failure.id` follows from the tenant, scenario, step and code: whoever fails knows it without asking.
TABLES: Final = f"""
create table failure (
    tenant_no int not null,
    id uuid not null,
    scenario text not null,
    step text,
    code text not null,
    opened_at timestamptz not null default now(),
    mended_at timestamptz,
    primary key (tenant_no, id)
);
create index failure_open on failure (tenant_no, opened_at) where mended_at is null;
{tenant_table("failure")}

create table failed_run (
    tenant_no int not null,
    run_id uuid not null,
    failure uuid not null,
    retried boolean not null default false,
    at timestamptz not null default now(),
    primary key (tenant_no, run_id)
);
create index failed_run_of_failure on failed_run (tenant_no, failure, run_id);
{tenant_table("failed_run")}

create table run_attempt (
    tenant_no int not null,
    run_id uuid not null,
    seq int not null,
    attempt smallint not null,
    error jsonb,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_no, run_id, seq, attempt)
);
{tenant_table("run_attempt")}
"""


async def create() -> None:
    await run_sql(TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
