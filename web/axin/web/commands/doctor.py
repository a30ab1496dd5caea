"""`axin doctor`: look at everything a deployment needs, and say what is wrong."""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

import asyncpg
from pydantic import SecretStr

from axin.platform.data.engine import APP_ROLE, CONTROL_ROLE, ENGINE_ROLE
from axin.platform.data.migrate import MIGRATIONS_SCHEMA, check_server
from axin.platform.embedded import binaries
from axin.platform.embedded.process import ServerUser
from axin.platform.jobs import valkey
from axin.platform.kernel.errors import AxinError
from axin.platform.kernel.settings import PREFIX, Settings
from axin.web.commands.starting import begin

_LEAST_FREE_BYTES: Final = 1_000_000_000


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this form
    """Print the settings and each finding; exit 1 where one is bad."""
    settings = begin("doctor")
    for line in _settings(settings):
        sys.stdout.write(f"{line}\n")
    results = asyncio.run(_examine(settings))
    for what, trouble in results:
        sys.stdout.write(f"{'bad ' if trouble else 'good'}  {what}{f': {trouble}' if trouble else ''}\n")
    return 1 if any(trouble for _, trouble in results) else 0


def _settings(settings: Settings) -> Iterator[str]:
    for name in sorted(Settings.model_fields):
        value = getattr(settings, name)
        secret = isinstance(value, SecretStr) or (isinstance(value, tuple) and any(isinstance(part, SecretStr) for part in value))
        shown = "(set)" if secret else value if value not in {None, ()} else "(not set)"
        yield f"{PREFIX}{name.upper()} = {shown}"


async def _examine(settings: Settings) -> list[tuple[str, str]]:
    checks: list[tuple[str, Callable[[Settings], Awaitable[str]]]] = [
        ("the database answers and is new enough", _database),
        ("the database is migrated, with its roles", _migrations),
        ("Valkey answers", _valkey),
        ("there is a secret key", _secret_key),
        ("the data folder has room", _room),
    ]
    return [(what, await _trouble(check, settings)) for what, check in checks]


async def _trouble(check: Callable[[Settings], Awaitable[str]], settings: Settings) -> str:
    try:
        return await check(settings)
    except AxinError as error:
        return str(error)
    except (OSError, asyncpg.PostgresError) as error:
        return type(error).__name__


async def _database(settings: Settings) -> str:
    if settings.database_url is None:
        binaries.postgres_programs(None, ServerUser.current())
        return ""
    await check_server(settings.database_url.get_secret_value())
    return ""


_ROLES: Final = [APP_ROLE, CONTROL_ROLE, ENGINE_ROLE]


async def _migrations(settings: Settings) -> str:
    if settings.database_url is None:
        return ""
    connection = await asyncpg.connect(settings.database_url.get_secret_value(), timeout=10)
    try:
        roles = await connection.fetchval("select count(*) from pg_roles where rolname = any($1)", _ROLES)
        migrated = await connection.fetchval("select to_regclass($1) is not null", f"{MIGRATIONS_SCHEMA}.migration")
    finally:
        await connection.close()
    return "" if roles == len(_ROLES) and migrated else "run `axin migrate`"


async def _valkey(settings: Settings) -> str:
    if settings.redis_url is None:
        binaries.valkey_program(ServerUser.current())
        return ""
    await valkey.check_server()
    return ""


async def _secret_key(settings: Settings) -> str:
    embedded = settings.database_url is None
    return "" if settings.secret_key or embedded else "set AXIN_SECRET_KEY to a long random text, the same on every machine"


async def _room(settings: Settings) -> str:
    folder = settings.data or Path.cwd()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return "" if free > _LEAST_FREE_BYTES else f"only {free // 1_000_000} MB are free"
