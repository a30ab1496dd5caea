"""Bring a database to the form this version needs: the roles, then every folder's migrations, once and in order."""

import contextlib
import io
import os
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import urlsplit

import asyncpg
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.tables import Migration

from axin.platform.data.engine import APP_ROLE, CONTROL_ROLE, ENGINE_ROLE, OWNER
from axin.platform.embedded.errors import StartError

MINIMUM_VERSION: Final = 150000
REGISTRY: Final = "axin.web.piccolo_conf"  # the composition names the folders; the platform knows none
EXTENSIONS: Final = ("pg_trgm", "btree_gin", "citext", "unaccent")
# Beside the tables of the product, so that "every table of ours has a policy" needs no exception.
MIGRATIONS_SCHEMA: Final = "migrations"
_LOCK: Final = 0x4178696E  # "Axin": one migration at a time on a database

_ROLES: Final = (APP_ROLE, CONTROL_ROLE, ENGINE_ROLE)
_PREPARE: Final = f"""
do $$ declare name text; begin
    foreach name in array array{list(_ROLES)} loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I nologin nobypassrls nosuperuser', name);
        end if;
        if not pg_has_role(current_user, name, 'member') then
            execute format('grant %I to current_user', name);
        end if;
    end loop;
exception when duplicate_object or unique_violation then null;
end $$;
create schema if not exists {MIGRATIONS_SCHEMA};
grant usage on schema public to {", ".join(_ROLES)};
"""


async def migrate(dsn: str) -> None:
    """Migrate the database at `dsn`. Safe to repeat, and to run from many machines at once."""
    os.environ.setdefault("PICCOLO_CONF", REGISTRY)
    Migration._meta.schema = MIGRATIONS_SCHEMA  # noqa: SLF001 - Piccolo offers no other way to place its table
    async with _only_one(dsn) as connection:
        await _prepare(connection)
        await OWNER.open(dsn, max_size=2)
        try:
            await _run_all()
        finally:
            await OWNER.close()


async def check_server(dsn: str) -> None:
    """Refuse, in one sentence, a database that is not there or too old."""
    connection = await _connect(dsn)
    try:
        version = int(await connection.fetchval("select current_setting('server_version_num')"))
    finally:
        await connection.close()
    if version < MINIMUM_VERSION:
        found, needed = version // 10000, MINIMUM_VERSION // 10000
        raise StartError(f"The Postgres at {_place(dsn)} is version {found}; Axin needs {needed} or later.")


async def _connect(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    try:
        return await asyncpg.connect(dsn, timeout=10)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError, ValueError) as error:
        number = (error.errno or 0) if isinstance(error, OSError) else 0
        reason = os.strerror(number) if number > 0 else type(error).__name__
        raise StartError(f"The Postgres at {_place(dsn)} cannot be used: {reason}.") from error


def _place(dsn: str) -> str:
    """Return host and port of the address: never its password."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(dsn)
        return f"{parts.hostname}:{parts.port or 5432}"
    return "the given address"


@contextlib.asynccontextmanager
async def _only_one(dsn: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await _connect(dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        yield connection
    finally:
        await connection.close()


async def _prepare(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Make the roles (the whole server's, so another database's migration may be making them too) and the extensions."""
    try:
        await connection.execute(_PREPARE)
    except asyncpg.InternalServerError:  # "tuple concurrently updated": the other was first
        await connection.execute(_PREPARE)
    for extension in EXTENSIONS:
        await connection.execute(f"create extension if not exists {extension}")


async def _run_all() -> None:
    progress = io.StringIO()
    with contextlib.redirect_stdout(progress):  # Piccolo reports with print
        result = await run_forwards("all")
    if not result.success:
        raise StartError(f"The database could not be migrated: {result.message or progress.getvalue().strip()}")
