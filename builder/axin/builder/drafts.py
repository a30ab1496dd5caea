"""The draft: the one document of a workspace that is being worked on. It need not be valid.

A revision counts every save, so that nobody overwrites what they have not seen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from asyncpg import Record

from axin.builder.errors import MayNotBuildError
from axin.builder.versions import document_of, live_plan, live_version
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, StaleVersionError
from axin.tenants import members, workspaces
from axin.tenants.actor import Actor

LARGEST_DOCUMENT: Final = 2_000_000
"""Bytes of JSON."""
_FRESH_KEY: Final = "workspace"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document being worked on, how often it was saved, and the version it began from."""

    document: dict[str, Any]
    revision: int
    base_version: int


@dataclass(frozen=True, slots=True)
class Saved:
    """How often the draft was saved, and who saved it last; nobody, where nobody has."""

    revision: int
    base_version: int
    author: UUID | None = None
    author_name: str | None = None
    saved_at: datetime | None = None


class StaleDraftError(StaleVersionError):
    """Somebody else saved the draft meanwhile; who, and when, is told."""

    def __init__(self, saved: Saved) -> None:
        super().__init__()
        author = None if saved.author is None else {"id": str(saved.author), "name": saved.author_name}
        self.details = {"revision": saved.revision, "author": author, "saved_at": saved.saved_at}


async def check_builds(actor: Actor) -> None:
    """Refuse who may not see or change the workspace's solution."""
    if not await may_build(actor):
        raise MayNotBuildError


async def may_build(actor: Actor) -> bool:
    """Return whether the actor is an owner, an admin, or has a role that builds."""
    if actor.may_everything:
        return True
    role = (await live_plan()).roles.get(actor.role)
    return role is not None and role.builder


async def read(actor: Actor) -> Draft:
    """Return the draft; where nobody has saved one, the live version or a fresh solution."""
    await check_builds(actor)
    row = await _row("")
    return _draft(row) if row is not None else await _untouched()


async def state(actor: Actor) -> Saved:
    """Return who saved the draft last, and when."""
    await check_builds(actor)
    return await _saved()


async def _saved() -> Saved:
    row = await connection().fetchrow(
        "select revision, base_version, author, updated_at from draft where tenant_no = $1", tenant_no()
    )
    if row is None:
        return Saved(0, await live_version())
    author = row["author"]
    member = None if author is None else await members.get(author)
    return Saved(row["revision"], row["base_version"], author, None if member is None else member.name, row["updated_at"])


async def save(actor: Actor, document: dict[str, Any], if_revision: int | None = None) -> Draft:
    """Save the draft, where it still is the revision that its writer has seen."""
    await check_builds(actor)
    text = json.dumps_text(document)
    if len(text.encode()) > LARGEST_DOCUMENT:
        raise InvalidError.at("", "too_large", "A solution document has two million bytes at most.")
    base = await live_version()
    await connection().execute(
        """insert into draft (tenant_no, document, revision, base_version) values ($1, '{}', 0, $2) on conflict do nothing""",
        tenant_no(),
        base,
    )
    row = await _row("for update")
    revision = row["revision"] if row else 0
    if if_revision is not None and if_revision != revision:
        raise StaleDraftError(await _saved())
    return await _write(text, revision + 1, row["base_version"] if row else base, actor)


async def rebase(version: int) -> None:
    """Note that the draft now begins from `version`; its content, and so its revision, stay."""
    await connection().execute("update draft set base_version = $2 where tenant_no = $1", tenant_no(), version)


async def put(actor: Actor, document: dict[str, Any], base_version: int, if_revision: int | None = None) -> Draft:
    """Make `document` the draft, as one that begins from `base_version`."""
    saved = await save(actor, document, if_revision)
    return await _write(json.dumps_text(document), saved.revision, base_version, actor)


async def discard(actor: Actor, if_revision: int | None = None) -> Draft:
    """Drop what was changed since the live version: the draft is that version again, or, where there is none, a fresh one."""
    await check_builds(actor)
    fresh = await _untouched()
    return await put(actor, fresh.document, fresh.base_version, if_revision)


async def _write(text: str, revision: int, base_version: int, actor: Actor) -> Draft:
    row = await connection().fetchrow(
        """update draft set document = $2, revision = $3, base_version = $4, author = $5, updated_at = now()
           where tenant_no = $1 returning document, revision, base_version""",
        tenant_no(),
        text,
        revision,
        base_version,
        actor.id,
    )
    return _draft(row) if row is not None else await _untouched()


async def _row(lock: str) -> Record | None:
    return await connection().fetchrow(
        f"select document, revision, base_version from draft where tenant_no = $1 {lock}", tenant_no()
    )


def _draft(row: Record) -> Draft:
    return Draft(json.loads(row["document"]), row["revision"], row["base_version"])


async def _untouched() -> Draft:
    version = await live_version()
    return Draft(await document_of(version) if version else await fresh_document(), 0, version)


async def fresh_document() -> dict[str, Any]:
    """Return the solution a new workspace begins with: nothing but its name and settings."""
    workspace = await workspaces.current()
    return {
        "axin": 1,
        "key": _FRESH_KEY,
        "title": workspace.title,
        "entities": [],
        "funnels": [],
        "scenarios": [],
        "roles": [],
        "views": [],
        "forms": [],
        "documents": [],
        "messages": [],
        "dashboards": [],
        "settings": {"locale": workspace.locale, "timezone": workspace.timezone, "currency": workspace.currency},
    }
