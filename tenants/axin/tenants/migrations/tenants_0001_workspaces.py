from typing import Final

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from axin.platform.data.engine import APP_ROLE, CONTROL_ROLE
from axin.platform.data.migrations import run_sql
from axin.platform.data.row_security import control_policy, control_table, tenant_table

ID = "2026-11-23T10:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Workspaces, people, sessions, memberships, tokens, invitations, audit, usage and limits"

TABLES: Final = f"""
create table workspace (
    tenant_no int generated always as identity primary key,
    id uuid not null unique,
    slug text collate "C" not null unique,
    title text not null,
    locale text not null default 'az',
    timezone text not null default 'Asia/Baku',
    currency text not null default 'AZN',
    created_at timestamptz not null default now()
);
{tenant_table("workspace", "select, update (title, locale, timezone, currency)")}
{control_policy("workspace", "select, insert")}
grant usage on sequence workspace_tenant_no_seq to {CONTROL_ROLE};

create table person (
    id uuid primary key,
    email text collate "C" not null unique,
    name text not null,
    password_hash text not null,
    locale text not null default 'az',
    operator boolean not null default false,
    created_at timestamptz not null default now()
);
{control_table("person")}

create table session (
    token_hash bytea primary key,
    person_id uuid not null references person (id) on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_person on session (person_id);
create index session_expires on session (expires_at);
{control_table("session")}

create table attempt (
    key bytea primary key,
    tries int not null,
    ends_at timestamptz not null
);
create index attempt_ends on attempt (ends_at);
{control_table("attempt")}

create table membership (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    person_id uuid not null references person (id) on delete cascade,
    role text collate "C" not null,
    name text not null,
    email text collate "C" not null,
    joined_at timestamptz not null default now(),
    left_at timestamptz,
    primary key (tenant_no, person_id)
);
create index membership_person on membership (person_id);
create index membership_role on membership (tenant_no, role) where left_at is null;
{tenant_table("membership")}
{control_policy("membership", "select, insert, update (role, name, email, left_at)")}

create table api_token (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    id uuid not null,
    token_hash bytea not null,
    title text not null,
    role text collate "C" not null,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    primary key (tenant_no, id),
    unique (tenant_no, token_hash)
);
{tenant_table("api_token")}
{control_policy("api_token")}

create table invitation (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    id uuid not null,
    token_hash bytea not null,
    email text collate "C" not null,
    role text collate "C" not null,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz,
    primary key (tenant_no, id),
    unique (tenant_no, token_hash)
);
{tenant_table("invitation")}
{control_policy("invitation", "select, update (accepted_at)")}

create table audit (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    id uuid not null,
    at timestamptz not null default now(),
    actor_kind text not null,
    actor_id uuid,
    action text not null,
    target text not null default '',
    details jsonb not null default '{{}}',
    primary key (tenant_no, id)
);
{tenant_table("audit", "select, insert")}
{control_policy("audit", "insert")}

create table usage_total (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    metric text collate "C" not null,
    period date not null,
    amount bigint not null,
    primary key (tenant_no, metric, period)
);
{tenant_table("usage_total")}
{control_policy("usage_total")}

create table usage_delta (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    id bigint generated always as identity,
    metric text collate "C" not null,
    period date not null,
    amount bigint not null,
    primary key (tenant_no, id)
);
create index usage_delta_sum on usage_delta (tenant_no, metric, period) include (amount);
{tenant_table("usage_delta", "select, insert, delete")}
{control_policy("usage_delta")}
grant usage on sequence usage_delta_id_seq to {APP_ROLE};

create table tenant_limit (
    tenant_no int not null references workspace (tenant_no) on delete cascade,
    metric text collate "C" not null,
    maximum bigint not null,
    primary key (tenant_no, metric)
);
{tenant_table("tenant_limit")}
{control_policy("tenant_limit", "select, insert, update, delete")}
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="tenants", description=DESCRIPTION)

    async def create() -> None:
        await run_sql(TABLES)

    manager.add_raw(create)
    return manager
