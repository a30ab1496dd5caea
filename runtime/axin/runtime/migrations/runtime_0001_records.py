from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.engine import CONTROL_ROLE
from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, tenant_table

ID = "2026-11-23T12:00:00:000000"
DESCRIPTION = "records, their numbers, links and unique values, and the change log"

PARTITIONS = 16
SLOTS = (
    *((f"num_{n}", "bigint") for n in range(1, 7)),
    *((f"time_{n}", "timestamptz") for n in range(1, 5)),
    *((f"ref_{n}", "uuid") for n in range(1, 5)),
    *((f"text_{n}", 'text collate "C"') for n in range(1, 9)),
)


def _slots(*kinds: str) -> str:
    return "".join(f"{name} {kind},\n    " for name, kind in SLOTS if name.startswith(kinds))


# Columns stand in the order of their alignment: a row of many narrow columns pays for padding otherwise.
_RECORD = f"""
create table record (
    tenant_no int not null,
    entity_no int not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    number bigint not null,
    stage_since timestamptz,
    deleted_at timestamptz,
    {_slots("num", "time")}version int not null,
    id uuid not null,
    responsible uuid,
    team uuid,
    created_by uuid,
    updated_by uuid,
    {_slots("ref")}funnel text collate "C",
    stage text collate "C",
    {_slots("text")}data jsonb not null,
    primary key (tenant_no, entity_no, id)
) partition by hash (tenant_no);
{tenant_table("record", "select, insert, update")}
create index record_number_key on record (tenant_no, entity_no, number);
create index record_responsible on record (tenant_no, entity_no, responsible, id) where responsible is not null;
create index record_stage on record (tenant_no, entity_no, funnel, stage, id) where funnel is not null;
""" + "\n".join(
    f"create index record_{name} on record (tenant_no, entity_no, {name}, id) where {name} is not null;" for name, _ in SLOTS
)

# A partition is a table of its own: whoever could name one must meet the same policy.
_RECORD_PARTITIONS = "\n".join(
    f"""
create table record_p{n:02d} partition of record for values with (modulus {PARTITIONS}, remainder {n}) with (fillfactor = 90);
{tenant_table(f"record_p{n:02d}", "select")}
"""
    for n in range(PARTITIONS)
)

_BESIDE = f"""
create table record_number (
    tenant_no int not null,
    entity_no int not null,
    next bigint not null,
    primary key (tenant_no, entity_no)
);
{tenant_table("record_number", "select")}
{control_policy("record_number", "select, insert, update")}

create table record_unique (
    tenant_no int not null,
    entity_no int not null,
    value_hash uuid not null,
    record_id uuid not null,
    rule text collate "C" not null,
    primary key (tenant_no, entity_no, rule, value_hash)
);
{tenant_table("record_unique")}
create index record_unique_record on record_unique (tenant_no, entity_no, record_id);

create table record_link (
    tenant_no int not null,
    entity_no int not null,
    field_no int not null,
    position int not null,
    record_id uuid not null,
    target_id uuid not null,
    primary key (tenant_no, entity_no, field_no, record_id, target_id)
);
{tenant_table("record_link")}
create index record_link_target on record_link (tenant_no, entity_no, field_no, target_id, record_id);
"""

_CHANGE = f"""
create table change (
    tenant_no int not null,
    entity_no int not null,
    at timestamptz not null,
    version int not null,
    id uuid not null,
    record_id uuid not null,
    event_id uuid,
    kind text not null,
    changes jsonb not null,
    actor jsonb not null,
    cause jsonb not null,
    primary key (tenant_no, id, at)
) partition by range (at);
{tenant_table("change", "select, insert")}
create index change_record on change (tenant_no, entity_no, record_id, version);
create table change_default partition of change default;
{tenant_table("change_default", "select")}
"""

# The scheduler calls it now and then; the application's role may not create tables, so the function runs as its owner.
_AHEAD = f"""
create function change_partitions_ahead(months int) returns int
language plpgsql security definer set search_path = public, pg_temp as $function$
declare
    first date := date_trunc('month', now())::date;
    month date;
    name text;
    made int := 0;
begin
    for n in 0 .. least(months, 120) loop
        month := (first + make_interval(months => n))::date;
        name := 'change_' || to_char(month, 'YYYY_MM');
        continue when to_regclass('public.' || name) is not null;
        begin
            execute format('create table public.%I partition of public.change for values from (%L) to (%L)',
                name, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
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
    return made;
end
$function$;
revoke execute on function change_partitions_ahead(int) from public;
grant execute on function change_partitions_ahead(int) to {CONTROL_ROLE};
select change_partitions_ahead(18);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)

    async def run() -> None:
        await run_sql(_RECORD + _RECORD_PARTITIONS + _BESIDE + _CHANGE + _AHEAD)

    manager.add_raw(run)
    return manager
