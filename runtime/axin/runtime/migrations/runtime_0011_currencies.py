"""Which other currencies the amounts of a money field are in."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:11:00:000000"
DESCRIPTION = "record_currency"

# What is there already is noted with all its currencies: the workspace's own among them does no harm.
_TABLE: Final = f"""
create table record_currency (
    tenant_no int not null,
    entity_no int not null,
    field_no int not null,
    currency text collate "C" not null,
    primary key (tenant_no, entity_no, field_no, currency)
);
insert into record_currency
select distinct r.tenant_no, r.entity_no, d.key::int, d.value->>'c'
from record r, jsonb_each(r.data) d
where jsonb_typeof(d.value) = 'object' and d.value ? 'a' and d.value ? 'c';
{tenant_table("record_currency", "select, insert")}
"""


async def create() -> None:
    await run_sql(_TABLE)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
