"""What funnels keep beside their records: totals, stays that ended, timers of stages, ticks of checklists."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.engine import APP_ROLE
from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T19:06:00:000000"
DESCRIPTION = "funnel_delta, funnel_total, stage_stay, stage_timer, checklist_tick"

# `field_no` is the field that the amounts are of, 0 for none; `currency` is empty where there is none.
TABLES: Final = f"""
create table funnel_delta (
    tenant_no int not null,
    id bigint generated always as identity,
    entity_no int not null,
    field_no int not null,
    cards bigint not null,
    amount numeric not null,
    funnel text collate "C" not null,
    stage text collate "C" not null,
    currency text collate "C" not null,
    primary key (tenant_no, id)
);
create index funnel_delta_by_funnel on funnel_delta (tenant_no, entity_no, funnel);
grant usage on sequence funnel_delta_id_seq to {APP_ROLE};

create table funnel_total (
    tenant_no int not null,
    entity_no int not null,
    field_no int not null,
    cards bigint not null,
    amount numeric not null,
    funnel text collate "C" not null,
    stage text collate "C" not null,
    currency text collate "C" not null,
    primary key (tenant_no, entity_no, funnel, field_no, stage, currency)
) with (fillfactor = 70);

create table stage_stay (
    tenant_no int not null,
    entity_no int not null,
    entered_at timestamptz not null,
    left_at timestamptz not null,
    record_id uuid not null,
    funnel text collate "C" not null,
    stage text collate "C" not null,
    primary key (tenant_no, entity_no, funnel, left_at, record_id)
);

create table stage_timer (
    tenant_no int not null,
    entity_no int not null,
    since timestamptz not null,
    due_at timestamptz not null,
    record_id uuid not null,
    primary key (tenant_no, entity_no, record_id)
);
create index stage_timer_due on stage_timer (due_at, tenant_no);

create table checklist_tick (
    tenant_no int not null,
    entity_no int not null,
    ticked_at timestamptz not null default now(),
    record_id uuid not null,
    ticked_by uuid,
    funnel text collate "C" not null,
    stage text collate "C" not null,
    item text collate "C" not null,
    primary key (tenant_no, entity_no, record_id, funnel, stage, item)
);
"""

OWN: Final = ("funnel_delta", "funnel_total", "stage_stay", "stage_timer", "checklist_tick")
ROUTING: Final = {"funnel_delta": "select (tenant_no)", "stage_timer": "select (tenant_no, due_at)"}
"""What the control role reads of them: for whom there is something to do, and nothing else."""


async def create() -> None:
    policies = [tenant_table(name) for name in OWN] + [control_policy(name, grants) for name, grants in ROUTING.items()]
    await run_sql(TABLES + "\n".join(policies))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
