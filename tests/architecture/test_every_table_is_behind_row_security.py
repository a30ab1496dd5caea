"""Generated from the database itself, so that a new table cannot forget: no road leads to a tenant's rows but its policy."""

import pytest

from axin.platform.data import json
from axin.platform.data.engine import APP_ROLE, CONTROL_ROLE, ENGINE_ROLE
from axin.platform.data.unit_of_work import connection, control_transaction

# The tables whose rows the control role may see across tenants: ids and routing, no content. Adding one is a decision.
CONTROL_READS = {
    "workspace", "person", "session", "membership", "team_member", "api_token", "invitation", "attempt",  # who asks
    "tenant_limit", "usage_total", "usage_delta", "subscription", "stripe_event",  # what is paid for
    "outbox", "run_due", "schedule_timer", "hook", "record_number", "job_due", "trash_due", "funnel_delta",  # what is due,
    "stage_timer", "date_timer", "task", "file_loose",  # and for whom
}  # fmt: skip
# What the engine's role sees of the tenants whose runs it has in hand: the queue, the journal, how many may be in hand at once.
ENGINE_REACHES = {"outbox", "run", "run_delta", "run_due", "run_step", "tenant_limit"}

_TABLES = """
select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, c.relispartition as part,
       pg_get_userbyid(c.relowner) as owner,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_no' and a.attnotnull) as tenant_no,
       coalesce((select jsonb_object_agg(p.polname, jsonb_build_object(
           'roles', (select array_agg(pg_get_userbyid(r)) from unnest(p.polroles) r),
           'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)))
         from pg_policy p where p.polrelid = c.oid), '{}')::text as policies,
       has_table_privilege($1, c.oid, 'select') as app_reads,
       has_table_privilege($1, c.oid, 'truncate, references, trigger') as app_may_more,
       has_table_privilege($2, c.oid, 'truncate, references, trigger') as control_may_more,
       has_table_privilege($2, c.oid, 'select') as control_reads,
       has_table_privilege($3, c.oid, 'select, insert, update, delete') as engine_reaches,
       has_table_privilege($3, c.oid, 'truncate, references, trigger') as engine_may_more
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1
"""
# Indexes of look-ups that cross tenants by nature: the control role's own roads.
ACROSS_TENANTS = {
    ("api_token", "api_token_by_hash"),
    ("date_timer", "date_timer_due"),
    ("membership", "membership_person"),
    ("run_due", "run_due_ready"),
    ("schedule_timer", "schedule_timer_due"),
    ("stage_timer", "stage_timer_due"),
    ("task", "task_coming_due"),
    ("workspace", "workspace_id_key"),
    ("workspace", "workspace_slug_key"),
}
OWNERS_FUNCTIONS = {
    "search_records",  # finds ids under trigram indexes, which the policies would keep from being used
    "change_partitions_ahead",  # makes the coming months' partitions, a matter of the table's owner
    "run_partitions_ahead",  # likewise
    "run_partitions_drop",  # drops those of past months that hold nothing any more
}
_ROWS_IN_HAND = (
    "(tenant_no = ANY (( SELECT (string_to_array(current_setting('app.tenants'::text, true), ','::text))::integer[] "
    "AS string_to_array)::integer[]))"
)
_OWN_ROWS = "(tenant_no = (NULLIF(current_setting('app.tenant_no'::text, true), ''::text))::integer)"


@pytest.fixture(scope="module")
async def tables(database):
    async with control_transaction():
        rows = await connection().fetch(_TABLES, APP_ROLE, CONTROL_ROLE, ENGINE_ROLE)
    return [{**dict(row), "policies": json.loads(row["policies"])} for row in rows]


def test_there_are_tables(tables):
    assert len(tables) > 10


def test_row_security_is_enabled_and_forced_everywhere(tables):
    assert [table["name"] for table in tables if not (table["enabled"] and table["forced"])] == []


def test_the_application_owns_nothing(tables):
    assert [table["name"] for table in tables if table["owner"] in {APP_ROLE, CONTROL_ROLE, ENGINE_ROLE}] == []


def test_what_the_application_reads_has_a_tenant_and_its_policy(tables):
    for table in tables:
        if table["app_reads"]:
            assert table["tenant_no"], f"{table['name']} has no column tenant_no"
            policies = [policy for policy in table["policies"].values() if APP_ROLE in policy["roles"]]
            assert policies, f"{table['name']} has no policy of the application"
            for policy in policies:
                assert {policy["using"], policy["check"]} - {None} == {_OWN_ROWS}, table["name"]


def test_a_table_without_tenant_is_the_control_roles_alone(tables):
    for table in tables:
        if not table["tenant_no"]:
            roles = {role for policy in table["policies"].values() for role in policy["roles"]}
            assert roles <= {CONTROL_ROLE}, table["name"]
            assert not table["app_reads"], table["name"]


def test_the_control_role_reads_the_named_tables_only(tables):
    assert {table["name"] for table in tables if table["control_reads"]} - CONTROL_READS == set()


def test_the_engines_role_reaches_the_queue_and_the_journal_of_the_tenants_in_hand_only(tables):
    assert {table["name"] for table in tables if table["engine_reaches"]} == ENGINE_REACHES
    for table in tables:
        policies = [policy for policy in table["policies"].values() if ENGINE_ROLE in policy["roles"]]
        assert bool(policies) is table["engine_reaches"], table["name"]
        for policy in policies:
            assert {policy["using"], policy["check"]} - {None} == {_ROWS_IN_HAND}, table["name"]


def test_nobody_may_truncate_or_refer(tables):
    assert [
        table["name"] for table in tables if table["app_may_more"] or table["control_may_more"] or table["engine_may_more"]
    ] == []


async def test_every_key_and_index_of_a_tenant_table_begins_with_the_tenant(database):
    async with control_transaction():
        rows = await connection().fetch(
            """select c.relname as table, i.relname as index, a.attname as first
               from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
               join pg_namespace n on n.oid = c.relnamespace
               join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_no'
               left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
               where n.nspname = 'public' and has_table_privilege($1, c.oid, 'select')""",
            APP_ROLE,
        )
    wrong = {(row["table"], row["index"]) for row in rows if row["first"] != "tenant_no"}
    assert wrong - ACROSS_TENANTS == set()


async def test_roles_can_neither_sign_in_nor_pass_the_policies(database):
    async with control_transaction():
        rows = await connection().fetch(
            "select rolname, rolcanlogin, rolbypassrls, rolsuper, rolcreaterole from pg_roles where rolname = any($1)",
            [APP_ROLE, CONTROL_ROLE, ENGINE_ROLE],
        )
    assert len(rows) == 3
    assert not any(value for row in rows for value in tuple(row)[1:])


async def test_functions_that_run_as_their_owner_are_known(database):
    async with control_transaction():
        rows = await connection().fetch(
            """select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where n.nspname = 'public' and prosecdef"""
        )
    assert {row["proname"] for row in rows} <= OWNERS_FUNCTIONS


async def test_no_view_is_read_with_its_owners_eyes(database):
    async with control_transaction():
        rows = await connection().fetch(
            """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'public' and c.relkind in ('v', 'm')
               and not coalesce('security_invoker=true' = any(c.reloptions), false)"""
        )
    assert rows == []
