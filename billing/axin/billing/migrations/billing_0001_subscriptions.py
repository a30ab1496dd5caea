from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, control_table, tenant_table

ID = "2026-11-23T10:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Subscriptions, and the events Stripe sent"

TABLES: Final = f"""
create table subscription (
    tenant_no int primary key references workspace (tenant_no) on delete cascade,
    plan text collate "C" not null,
    status text collate "C" not null default 'active',
    customer text,
    stripe_subscription text,
    seats int,
    period_end timestamptz,
    updated_at timestamptz not null default now()
);
{tenant_table("subscription")}
{control_policy("subscription")}

create table stripe_event (
    id text collate "C" primary key,
    type text not null,
    payload jsonb not null,
    received_at timestamptz not null default now(),
    applied_at timestamptz
);
create index stripe_event_waiting on stripe_event (received_at) where applied_at is null;
{control_table("stripe_event")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="billing", description=DESCRIPTION)

    async def create() -> None:
        await run_sql(TABLES)

    manager.add_raw(create)
    return manager
