"""The engine's role: one transaction takes on the runs of several tenants, and sees of each the queue and the journal only."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import engine_policy

ID = "2026-11-23T23:35:00:000000"
DESCRIPTION = "policies of the engine's role on outbox, run, run_due, run_step, tenant_limit"

_POLICIES: Final = "\n".join(
    (
        engine_policy("outbox", "select, update, delete"),
        engine_policy("run", "select, update"),
        engine_policy("run_due", "select, update, delete"),
        engine_policy("run_step", "select, insert, update"),
        engine_policy("tenant_limit", "select"),
    )
)


async def create() -> None:
    await run_sql(_POLICIES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
