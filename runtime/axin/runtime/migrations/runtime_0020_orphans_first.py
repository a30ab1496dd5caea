"""Runs whose holder has died are found before those that nobody has begun, however many of these wait."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql

ID = "2026-11-23T23:52:00:000000"
DESCRIPTION = "index of run_due for what was claimed and not written down"


async def create() -> None:
    await run_sql("create index run_due_begun on run_due (tenant_no, due_at) where tries > 0 and not blocked")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
