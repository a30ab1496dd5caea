"""Timers of dates, one for a record and a scenario; which tasks have been told of as overdue."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T19:12:00:000000"
DESCRIPTION = "date_timer, task.told_overdue"

# `told`: fired or skipped; the row stays until its moment is past for good, so that nothing arms it anew.
# `cause`: of a timer that a scenario has set to go off soon: the chain it belongs to.
TABLES: Final = f"""
create table date_timer (
    tenant_no int not null,
    entity_no int not null,
    told boolean not null default false,
    due_at timestamptz not null,
    record_id uuid not null,
    scenario text collate "C" not null,
    cause jsonb,
    primary key (tenant_no, record_id, scenario)
);
create index date_timer_due on date_timer (due_at, tenant_no) where not told;
create index date_timer_of_scenario on date_timer (tenant_no, scenario, due_at);
{tenant_table("date_timer")}
{control_policy("date_timer", "select (tenant_no, due_at, told)")}

alter table task add column told_overdue boolean not null default false;
update task set told_overdue = true where due <= now();
create index task_coming_due on task (due, tenant_no) where done_at is null and not told_overdue;
{control_policy("task", "select (tenant_no, due, done_at, told_overdue)")}
"""


async def create() -> None:
    await run_sql(TABLES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
