"""How many runs of each scenario there have been, by day and status: kept beside them, whatever writes them and however long.

Triggers count, once a statement, so that no way to open, end, cancel or undo a run can forget to. Each writes small deltas, which
hold nobody up, and are folded into totals. What the history lets go stays counted.
"""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, engine_policy, tenant_table

ID = "2026-11-24T03:15:00:000000"
DESCRIPTION = "run_total, run_delta, and the triggers that count runs"

_TABLES: Final = """
create table run_delta (
    tenant_no int not null,
    id bigint generated always as identity,
    day date not null,
    runs bigint not null,
    scenario text collate "C" not null,
    status text collate "C" not null,
    primary key (tenant_no, id)
);
create table run_total (
    tenant_no int not null,
    day date not null,
    runs bigint not null,
    scenario text collate "C" not null,
    status text collate "C" not null,
    primary key (tenant_no, scenario, day, status)
) with (fillfactor = 70);
"""

# A run that was done and then undone counts twice: as done, and as undone.
_COUNTED: Final = """
select tenant_no, (created_at at time zone 'UTC')::date as day, {sign} as runs, scenario, status from {table}
union all
select tenant_no, (created_at at time zone 'UTC')::date, {sign}, scenario, 'undone' from {table}
where undone_by is not null and status = 'done'
"""

# Owners are forced under policies, too, and would see no run.
_SO_FAR: Final = f"""
alter table run no force row level security;
insert into run_total (tenant_no, day, runs, scenario, status)
    select tenant_no, day, sum(runs), scenario, status from ({_COUNTED.format(sign=1, table="run")}) as counted
    group by tenant_no, day, scenario, status;
alter table run force row level security;
"""

_FUNCTIONS: Final = f"""
create function count_opened_runs() returns trigger language plpgsql as $function$
begin
    insert into run_delta (tenant_no, day, runs, scenario, status)
        select tenant_no, day, sum(runs), scenario, status from ({_COUNTED.format(sign=1, table="opened")}) as counted
        group by tenant_no, day, scenario, status;
    return null;
end
$function$;
create function count_moved_runs() returns trigger language plpgsql as $function$
begin
    insert into run_delta (tenant_no, day, runs, scenario, status)
        select tenant_no, day, sum(runs), scenario, status from (
            {_COUNTED.format(sign=1, table="after")} union all {_COUNTED.format(sign=-1, table="before")}
        ) as counted
        group by tenant_no, day, scenario, status having sum(runs) <> 0;
    return null;
end
$function$;
create trigger count_opened after insert on run referencing new table as opened
    for each statement execute function count_opened_runs();
create trigger count_moved after update on run referencing old table as before new table as after
    for each statement execute function count_moved_runs();
"""

_POLICIES: Final = "\n".join(
    (
        tenant_table("run_delta", "select, insert, delete"),
        control_policy("run_delta", "select (tenant_no)"),
        engine_policy("run_delta", "insert"),
        tenant_table("run_total", "select, insert, update"),
    )
)


async def create() -> None:
    await run_sql(_TABLES + _SO_FAR + _FUNCTIONS + _POLICIES)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
