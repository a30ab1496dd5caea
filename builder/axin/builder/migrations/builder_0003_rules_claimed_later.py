"""Rules of uniqueness whose values are still being claimed: added to a version while many records were there."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T22:30:00:000000"
DESCRIPTION = "rule_unclaimed"

_TABLE: Final = f"""
create table rule_unclaimed (
    tenant_no int not null,
    entity_no int not null,
    rule text collate "C" not null,
    primary key (tenant_no, entity_no, rule)
);
{tenant_table("rule_unclaimed", "select, insert, delete")}
"""


async def create() -> None:
    await run_sql(_TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="builder", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
