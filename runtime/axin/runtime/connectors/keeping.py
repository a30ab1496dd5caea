"""Connections of a workspace: made and changed by those who manage it, their secrets sealed and never shown again."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import asyncpg

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection as database
from axin.platform.data.unit_of_work import tenant_no
from axin.platform.kernel.errors import ConflictError, InvalidError, NotFoundError
from axin.platform.security.secrets import open_sealed, seal
from axin.runtime.connectors.connection import Connection, Credentials, check
from axin.tenants import audit, people, roles
from axin.tenants.actor import Actor

MOST: Final = 200
_COLUMNS: Final = (
    "key, title, kind, hosts, settings, sealed is not null as has_secret, roles, per_second, at_once, created_by, created_at, "
    "updated_at"
)
_BOUND: Final = ("kind", "hosts", "settings")
"""What says where the secret goes and how: whoever changes it gives the secret again."""


class ConnectionTakenError(ConflictError):
    """There is a connection of this key."""

    code = "duplicate_key"

    def __init__(self) -> None:
        super().__init__("There is a connection with this key already.")


async def listing(actor: Actor) -> list[Connection]:
    """Return the connections, by title; to who does not manage the workspace, those that their role may use."""
    rows = await database().fetch(f"select {_COLUMNS} from connection where tenant_no = $1 order by title, key", tenant_no())
    found = [_read(row) for row in rows]
    return [each for each in found if each.may_be_used_by(actor)]


async def get(key: str) -> Connection:
    """Return a connection."""
    row = await database().fetchrow(f"select {_COLUMNS} from connection where tenant_no = $1 and key = $2", tenant_no(), key)
    if row is None:
        raise NotFoundError
    return _read(row)


async def credentials(key: str) -> Credentials:
    """Return a connection with its secret, for sending."""
    found = await get(key)
    sealed = await database().fetchval("select sealed from connection where tenant_no = $1 and key = $2", tenant_no(), key)
    return Credentials(found, "" if sealed is None else open_sealed(sealed, _context(key)).decode())


async def create(actor: Actor, given: Mapping[str, Any], solution_roles: Sequence[str]) -> Connection:
    """Make a connection."""
    roles.check_manages(actor)
    wanted = _cleaned(given, solution_roles)
    check(wanted["key"], wanted["kind"], wanted["hosts"], wanted["settings"], wanted["secret"])
    if await database().fetchval("select count(*) from connection where tenant_no = $1", tenant_no()) >= MOST:
        raise InvalidError.at("", "too_many", f"A workspace may have {MOST} connections.")
    try:
        await database().execute(
            """insert into connection
                   (tenant_no, key, title, kind, hosts, settings, sealed, roles, per_second, at_once, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
            tenant_no(), *_columns(wanted, _sealed(wanted)), actor.id,
        )  # fmt: skip
    except asyncpg.UniqueViolationError as error:
        raise ConnectionTakenError from error
    await audit.record(actor, "connection.created", wanted["key"], _told(wanted))
    return await get(wanted["key"])


async def change(actor: Actor, key: str, given: Mapping[str, Any], solution_roles: Sequence[str]) -> Connection:
    """Change a connection; where its secret would go elsewhere, that is given again."""
    roles.check_manages(actor)
    before = await get(key)
    kept = {name: getattr(before, name) for name in ("title", "kind", "hosts", "settings", "roles", "per_second", "at_once")}
    wanted = _cleaned({"secret": None, **kept, **given, "key": key}, solution_roles)
    moved = any(wanted[name] != kept[name] for name in _BOUND)
    stays = before.has_secret and not moved and wanted["secret"] is None
    check(key, wanted["kind"], wanted["hosts"], wanted["settings"], "kept" if stays else wanted["secret"])
    await database().execute(
        """update connection set title = $3, kind = $4, hosts = $5, settings = $6, sealed = case when $11 then sealed else $7 end,
               roles = $8, per_second = $9, at_once = $10, updated_at = clock_timestamp()
           where tenant_no = $1 and key = $2""",
        tenant_no(), *_columns(wanted, _sealed(wanted)), stays,
    )  # fmt: skip
    await audit.record(actor, "connection.changed", key, _told(wanted))
    return await get(key)


async def remove(actor: Actor, key: str) -> None:
    """Remove a connection: steps that name it fail from now on."""
    roles.check_manages(actor)
    done = await database().execute("delete from connection where tenant_no = $1 and key = $2", tenant_no(), key)
    if done == "DELETE 0":
        raise NotFoundError
    await audit.record(actor, "connection.removed", key)


def _cleaned(given: Mapping[str, Any], solution_roles: Sequence[str]) -> dict[str, Any]:
    for index, role in enumerate(given["roles"]):
        if role not in solution_roles:
            raise InvalidError.at(f"/roles/{index}", "unknown_role", "There is no such role.")
    return {
        **given,
        "title": people.clean_text(given["title"], "/title"),
        "hosts": tuple(host.strip().lower() for host in given["hosts"]),
        "settings": {name: value.strip() for name, value in given["settings"].items() if value.strip()},
        "roles": tuple(given["roles"]),
    }


def _columns(wanted: Mapping[str, Any], sealed: bytes | None) -> tuple[Any, ...]:
    return (
        wanted["key"], wanted["title"], wanted["kind"], list(wanted["hosts"]), json.dumps_text(wanted["settings"]), sealed,
        list(wanted["roles"]), wanted["per_second"], wanted["at_once"],
    )  # fmt: skip


def _sealed(wanted: Mapping[str, Any]) -> bytes | None:
    secret = wanted["secret"]
    return seal(secret.encode(), _context(wanted["key"])) if secret and wanted["kind"] != "none" else None


def _told(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: wanted[name] for name in ("title", "kind", "hosts", "roles")} | {"secret_changed": wanted["secret"] is not None}


def _context(key: str) -> str:
    return f"connection:{tenant_no()}:{key}"


def _read(row: asyncpg.Record) -> Connection:
    found = dict(row.items())
    lists = {"hosts": tuple(found["hosts"]), "roles": tuple(found["roles"])}
    return Connection(**{**found, **lists, "settings": json.loads(found["settings"])})
