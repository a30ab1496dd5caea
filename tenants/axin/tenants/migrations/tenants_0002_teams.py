from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T19:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Teams and who is in them"

TABLES: Final = f"""
create table team (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    id uuid not null,
    title text not null,
    lead uuid,
    created_at timestamptz not null default now(),
    removed_at timestamptz,
    primary key (tenant_no, id)
);
{tenant_table("team", "select, insert, update (title, lead, removed_at)")}

create table team_member (
    tenant_no int not null,
    team_id uuid not null,
    person_id uuid not null,
    joined_at timestamptz not null default clock_timestamp(),
    primary key (tenant_no, team_id, person_id),
    foreign key (tenant_no, team_id) references team (tenant_no, id) on delete cascade
);
create index team_member_person on team_member (tenant_no, person_id);
{tenant_table("team_member", "select, insert, delete")}
{control_policy("team_member", "select")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="tenants", description=DESCRIPTION)

    async def create() -> None:
        await run_sql(TABLES)

    manager.add_raw(create)
    return manager
