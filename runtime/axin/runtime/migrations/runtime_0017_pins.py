"""Real runs that are kept as proofs: what set them off and what the world answered them, so that they can be taken again."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T22:25:00:000000"
DESCRIPTION = "pinned_run"

_TABLE: Final = f"""
create table pinned_run (
    tenant_no int not null,
    run_id uuid not null,
    scenario text not null,
    title text not null,
    version int not null,
    event_id uuid not null,
    event jsonb not null,
    given jsonb not null,
    ran_at timestamptz not null,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    primary key (tenant_no, run_id)
);
create index pinned_run_by_scenario on pinned_run (tenant_no, scenario);
{tenant_table("pinned_run")}
"""


async def create() -> None:
    await run_sql(_TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
