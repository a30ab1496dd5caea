"""What the plans allow besides: steps, records and seconds of a run, and the milliseconds of code a month."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql

ID = "2026-11-23T23:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Limits of run_steps, run_records, run_seconds and code for the workspaces that are there"

# The owner of tables that force their policies sees no rows of theirs: the two are opened for this statement.
FILL: Final = """
alter table workspace no force row level security;
alter table subscription no force row level security;
alter table tenant_limit no force row level security;
insert into tenant_limit (tenant_no, metric, maximum)
select w.tenant_no, l.metric, case coalesce(s.plan, 'free') when 'team' then l.team else l.free end
from workspace w left join subscription s on s.tenant_no = w.tenant_no
cross join (values ('run_steps', 10000, 50000), ('run_records', 20000, 200000), ('run_seconds', 300, 3600),
                    ('code', 3600000, 360000000)) as l (metric, free, team)
on conflict do nothing;
alter table workspace force row level security;
alter table subscription force row level security;
alter table tenant_limit force row level security;
"""


async def fill() -> None:
    await run_sql(FILL)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="billing", description=DESCRIPTION)
    manager.add_raw(fill)
    return manager
