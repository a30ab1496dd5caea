"""Real servers for tests: one Postgres and one Valkey for everything that tests this checkout now, a fresh database for each.

The first test process starts them, the last one ends them; a template database holds the migrated form, so a fresh database
costs a copy. Durability is off: a test that needs it starts servers of its own.
"""

import asyncio
import hashlib
import json
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import redis

from axin.platform.data.migrate import migrate
from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import FolderLock, prepare
from axin.platform.embedded.postgres import EmbeddedPostgres
from axin.platform.embedded.process import ServerUser
from axin.platform.embedded.valkey import EmbeddedValkey

CHECKOUT = Path(__file__).parents[2]
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "400",
    "autovacuum_naptime": "10min",
}
_VALKEY_DATABASES = 1000
_WAIT_SECONDS = 120
_started: list[object] = []


@dataclass(frozen=True)
class Database:
    """Where a test's own database and its own Valkey database are."""

    dsn: str
    redis_url: str


@contextmanager
def shared_servers() -> Iterator[Database]:
    """Give a fresh, migrated database on the shared servers."""
    folder = prepare(_folder(), ServerUser.current())
    start, users = FolderLock(folder / "start.lock"), FolderLock(folder / "users.lock")
    with _held(start):
        if not users.acquire(shared=True):
            raise RuntimeError("the test servers are being ended")
        addresses = _running(folder) or _start(folder)
        template = asyncio.run(_template(addresses["postgres"]))
        name = asyncio.run(_fresh(addresses["postgres"], template))
    try:
        yield Database(_on(addresses["postgres"], name), _fresh_valkey(addresses["valkey"]))
    finally:
        asyncio.run(_execute(addresses["postgres"], f"drop database if exists {name} with (force)"))
        with _held(start):
            users.release()
            if users.acquire():
                _stop(folder, addresses)
                users.release()


def _folder() -> Path:
    mark = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"axin-tests-{os.getuid()}-{mark}"


@contextmanager
def _held(lock: FolderLock) -> Iterator[None]:
    if not lock.wait(_WAIT_SECONDS):
        raise RuntimeError("another test process does not finish starting the servers")
    try:
        yield
    finally:
        lock.release()


def _running(folder: Path) -> dict | None:
    try:
        addresses = json.loads((folder / "servers.json").read_text())
    except (OSError, ValueError):
        return None
    return addresses if _answers(addresses["postgres"]) and _answers(addresses["valkey"]) else None


def _answers(url: str) -> bool:
    try:
        socket.create_connection(("127.0.0.1", urlsplit(url).port), timeout=5).close()
    except OSError:
        return False
    return True


def _start(folder: Path) -> dict:
    postgres, valkey = _start_postgres(folder), EmbeddedValkey(folder, databases=_VALKEY_DATABASES)
    valkey.start(outlive_parent=True)
    _started.extend((postgres, valkey))  # or Python would warn that they still run, as they should
    addresses = {
        "postgres": postgres.url("postgres"),
        "valkey": valkey.url(),
        "pids": [postgres.process.pid, valkey.process.pid],
    }
    (folder / "servers.json").touch(mode=0o600)
    (folder / "servers.json").write_text(json.dumps(addresses))
    asyncio.run(_drop_leftovers(addresses["postgres"]))
    return addresses


def _start_postgres(folder: Path) -> EmbeddedPostgres:
    postgres = EmbeddedPostgres(folder, _SETTINGS)
    try:
        postgres.start(outlive_parent=True)
    except StartError:  # without fsync a crash may have cost the data: nothing in it is worth keeping
        postgres.data.rename(folder / f"postgres.broken.{os.getpid()}")
        postgres = EmbeddedPostgres(folder, _SETTINGS)
        postgres.start(outlive_parent=True)
    return postgres


def _stop(folder: Path, addresses: dict) -> None:
    (folder / "servers.json").unlink(missing_ok=True)
    for pid, number in zip(addresses["pids"], (signal.SIGINT, signal.SIGTERM), strict=True):
        os.kill(pid, number)


def _on(dsn: str, database: str) -> str:
    return dsn.rsplit("/", 1)[0] + f"/{database}"


async def _execute(dsn: str, *statements: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _names(dsn: str) -> set[str]:
    connection = await asyncpg.connect(dsn)
    try:
        return {row[0] for row in await connection.fetch("select datname from pg_database")}
    finally:
        await connection.close()


async def _drop_leftovers(dsn: str) -> None:
    """Drop what killed test processes left; nobody else is here yet."""
    kept = f"axin_template_{_fingerprint()}"
    for name in sorted(await _names(dsn)):
        if name.startswith("axin_") and name != kept:
            await _execute(dsn, f"drop database if exists {name} with (force)")


def _fingerprint() -> str:
    """Return a mark of everything the schema is made from."""
    digest = hashlib.sha256()
    folders = ("*/axin/*/migrations", "platform/axin/platform/data")
    for path in sorted(path for folder in folders for path in CHECKOUT.glob(f"{folder}/*.py")):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


async def _template(dsn: str) -> str:
    name = f"axin_template_{_fingerprint()}"
    if name not in await _names(dsn):
        building = f"{name}_building"
        await _execute(dsn, f"drop database if exists {building} with (force)", f"create database {building}")
        await migrate(_on(dsn, building))
        await _execute(dsn, f"alter database {building} rename to {name}")
    return name


async def _fresh(dsn: str, template: str) -> str:
    name = f"axin_test_{os.getpid()}_{os.urandom(3).hex()}"
    await _execute(dsn, f"create database {name} template {template} strategy file_copy")
    return name


def _fresh_valkey(url: str) -> str:
    with redis.Redis.from_url(url) as root:
        number = root.incr("axin-tests") % (_VALKEY_DATABASES - 1) + 1
    own = url.rsplit("/", 1)[0] + f"/{number}"
    with redis.Redis.from_url(own) as mine:
        mine.flushdb()
    return own
