"""The history of runs, parted by month: a run lies in the month of its id, whenever it ends, and its steps lie beside it.

Ids rise with time, so the id alone says where a run is: whoever asks by id asks one part, and a run that lasts from one month
into another moves nowhere. That an event opens a run of a scenario once is said by `run_of_event`, which has no months.
"""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.engine import CONTROL_ROLE
from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T22:20:00:000000"
DESCRIPTION = "run and run_step in monthly partitions, run_of_event; indexes of lanes and schedules"

# Who is forced under policies sees no row of the old tables; the copy is the owner's.
_ASIDE: Final = """
alter table run rename to run_before;
alter table run_before no force row level security;
alter table run_before drop constraint run_pkey;
alter table run_before drop constraint run_tenant_no_scenario_event_id_key;
drop index run_by_scenario, run_by_record, run_by_root;
alter table run_step rename to run_step_before;
alter table run_step_before no force row level security;
alter table run_step_before drop constraint run_step_pkey;
"""

_TABLES: Final = """
create table run (
    tenant_no int not null,
    id uuid not null,
    scenario text not null,
    version int not null,
    event_id uuid not null,
    status text not null default 'queued'
        check (status in ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
    entity text,
    record_id uuid,
    lane text,
    root uuid not null,
    depth smallint not null,
    event jsonb not null,
    actor jsonb not null,
    state jsonb,
    result jsonb,
    error jsonb,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    undone_by uuid,
    primary key (tenant_no, id)
) partition by range (id);
create index run_by_scenario on run (tenant_no, scenario, id);
create index run_by_record on run (tenant_no, record_id, id) where record_id is not null;
create index run_by_root on run (tenant_no, root) where depth > 0;
create table run_default partition of run default with (fillfactor = 85);

create table run_step (
    tenant_no int not null,
    run_id uuid not null,
    seq int not null,
    key text not null,
    index int,
    attempt smallint not null default 1,
    status text not null,
    input jsonb,
    output jsonb,
    error jsonb,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_no, run_id, seq)
) partition by range (run_id);
create table run_step_default partition of run_step default;

create table run_of_event (
    tenant_no int not null,
    event_id uuid not null,
    run_id uuid not null,
    scenario text collate "C" not null,
    primary key (tenant_no, event_id, scenario)
);
"""

# Both functions run as the tables' owner, since the application's role may neither make nor drop a table. The second one trusts
# no count of rows, which its own eyes might not see: a part is dropped when vacuum has left not one page of it.
_FUNCTIONS: Final = f"""
create function run_id_floor(at timestamptz) returns uuid language sql immutable strict parallel safe as $function$
    select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$function$;

create function run_partitions_ahead(months int) returns int
language plpgsql security definer set search_path = public, pg_temp as $function$
declare
    first timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
    month timestamptz;
    following timestamptz;
    parent text;
    name text;
    made int := 0;
begin
    for n in 0 .. least(months, 120) loop
        month := (first at time zone 'UTC' + make_interval(months => n)) at time zone 'UTC';
        following := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
        foreach parent in array array['run', 'run_step'] loop
            name := parent || to_char(month at time zone 'UTC', '_YYYY_MM');
            continue when to_regclass('public.' || name) is not null;
            begin
                execute format('create table public.%I partition of public.%I for values from (%L) to (%L) '
                    'with (fillfactor = %s)',
                    name, parent, run_id_floor(month), run_id_floor(following), case parent when 'run' then 85 else 100 end);
            exception when check_violation then
                continue;  -- the default partition already holds rows of this month: they stay where they are
            end;
            execute format('alter table public.%I enable row level security', name);
            execute format('alter table public.%I force row level security', name);
            execute format('create policy tenant on public.%I to axin_app using '
                '(tenant_no = nullif(current_setting(''app.tenant_no'', true), '''')::int) with check '
                '(tenant_no = nullif(current_setting(''app.tenant_no'', true), '''')::int)', name);
            made := made + 1;
        end loop;
    end loop;
    return made;
end
$function$;

create function run_partitions_drop() returns int
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '1s' as $function$
declare
    part record;
    dropped int := 0;
begin
    for part in
        select c.oid, c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('public.run'::regclass, 'public.run_step'::regclass)
          and c.relname ~ '_[0-9]{{4}}_[0-9]{{2}}$'
          and right(c.relname, 7) < to_char(now() at time zone 'UTC' - interval '1 month', 'YYYY_MM')
          and pg_relation_size(c.oid) = 0
    loop
        execute format('lock table public.%I in access exclusive mode', part.relname);
        if pg_relation_size(part.oid) = 0 then
            execute format('drop table public.%I', part.relname);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end
$function$;
revoke execute on function run_partitions_ahead(int), run_partitions_drop() from public;
grant execute on function run_partitions_ahead(int), run_partitions_drop() to {CONTROL_ROLE};
select run_partitions_ahead(2);
"""

_COLUMNS: Final = (
    "tenant_no, id, scenario, version, event_id, status, entity, record_id, lane, root, depth, event, actor, state, result, "
    "error, created_at, started_at, finished_at, undone_by"
)
_STEP_COLUMNS: Final = "tenant_no, run_id, seq, key, index, attempt, status, input, output, error, started_at, finished_at"
_COPY: Final = f"""
insert into run_of_event select tenant_no, event_id, id, scenario from run_before;
insert into run ({_COLUMNS}) select {_COLUMNS} from run_before;
insert into run_step ({_STEP_COLUMNS}) select {_STEP_COLUMNS} from run_step_before;
drop table run_before;
drop table run_step_before;
"""
_POLICIES: Final = "\n".join(
    (
        tenant_table("run"), tenant_table("run_step"), tenant_table("run_of_event"),
        tenant_table("run_default", "select"), tenant_table("run_step_default", "select"),
    )
)  # fmt: skip


# The next run of a lane, and whether one is in front, are found without a walk along the lane; the schedules that are due
# without a walk along the tenants.
_ROADS: Final = """
drop index run_due_lane, run_due_blocked, schedule_timer_due;
create index run_due_lane on run_due (tenant_no, lane, blocked, run_id) where lane is not null;
create index schedule_timer_due on schedule_timer (due_at, tenant_no);
"""


async def create() -> None:
    await run_sql(_ASIDE + _TABLES + _FUNCTIONS + _COPY + _POLICIES + _ROADS)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
