"""What records are searched by: a narrow table beside them, and the one function that looks into it."""

from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.engine import APP_ROLE
from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import tenant_table

ID = "2026-11-23T19:07:00:000000"
DESCRIPTION = "record_search, search_records"

_TABLE: Final = f"""
create table record_search (
    tenant_no int not null,
    entity_no int not null,
    record_id uuid not null,
    text text collate "C" not null,
    primary key (tenant_no, entity_no, record_id)
) with (fillfactor = 90);
{tenant_table("record_search")}
create index record_search_text on record_search using gin (tenant_no, entity_no, text gin_trgm_ops);
create policy search on record_search for select to current_user using (true);
"""

# Under the application's policy a trigram index may not be used: LIKE is not leakproof. So the function runs as the table's
# owner. It takes the tenant from the transaction itself, answers ids alone, and no more than it is asked for; whoever asked
# reads the records again under the policies.
_FUNCTION: Final = f"""
create function search_records(entities int[], words text[], alike boolean, most int)
returns table (entity_no int, record_id uuid)
language plpgsql stable security definer
set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $function$
declare
    tenant int := nullif(current_setting('app.tenant_no', true), '')::int;
    conditions text := '';
    closeness text := '0';
begin
    if tenant is null or cardinality(words) = 0 then
        return;
    end if;
    if alike and (select min(length(word)) from unnest(words) as word) < 6 then
        perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);  -- a slip takes more of a short word
    end if;
    for place in 1 .. least(cardinality(words), 6) loop
        if alike then
            conditions := conditions || format(' and $3[%s] <%% s.text', place);
            closeness := closeness || format(' + word_similarity($3[%s], s.text)', place);
        else
            conditions := conditions || format(' and s.text like $3[%s]', place);
        end if;
    end loop;
    if alike then
        return query execute 'select q.entity_no, q.record_id from (select s.entity_no, s.record_id, ' || closeness ||
            ' as close from record_search s where s.tenant_no = $1 and s.entity_no = any($2)' || conditions ||
            ' limit 600) q order by q.close desc, q.record_id desc limit $4' using tenant, entities, words, most;
    else
        return query execute 'select s.entity_no, s.record_id from record_search s where s.tenant_no = $1 and '
            's.entity_no = any($2)' || conditions || ' limit $4' using tenant, entities, words, most;
    end if;
end
$function$;
revoke execute on function search_records(int[], text[], boolean, int) from public;
grant execute on function search_records(int[], text[], boolean, int) to {APP_ROLE};
"""


async def create() -> None:
    await run_sql(_TABLE + _FUNCTION)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="runtime", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
