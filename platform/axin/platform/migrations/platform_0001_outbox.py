"""The outbox, and the answers kept for repeated requests."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T10:00:00:000001"
DESCRIPTION = "outbox, idempotency_key"

_SQL = f"""
create table outbox (
    tenant_no int not null,
    id uuid not null,
    kind text not null,
    payload jsonb not null,
    recorded_at timestamptz not null default now(),
    primary key (tenant_no, id)
);
{tenant_table("outbox")}
{control_policy("outbox")}

create table idempotency_key (
    tenant_no int not null,
    scope text not null,
    key text not null,
    request_hash bytea not null,
    status smallint,
    response bytea,
    created_at timestamptz not null default now(),
    primary key (tenant_no, scope, key)
);
create index idempotency_key_age on idempotency_key (tenant_no, created_at);
{tenant_table("idempotency_key")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="platform", description=DESCRIPTION)

    async def create() -> None:
        await run_sql(_SQL)

    manager.add_raw(create)
    return manager
