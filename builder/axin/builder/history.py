"""The published versions as people read them: who, when, why, and what changed between two."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from axin.builder.diff import Change, differences
from axin.builder.drafts import check_builds
from axin.builder.versions import document_of
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.tenants import members
from axin.tenants.actor import Actor

LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Version:
    """A published version, without its document."""

    version: int
    hash: str
    note: str
    author: UUID
    author_name: str
    published_at: datetime


async def listing(actor: Actor, limit: int = 50, before: int | None = None) -> list[Version]:
    """Return versions, newest first."""
    await check_builds(actor)
    return await _versions("number < $2 order by number desc limit $3", before or 2**31 - 1, limit)


async def get(actor: Actor, number: int) -> tuple[Version, dict[str, Any]]:
    """Return one version and its document."""
    await check_builds(actor)
    found = await _versions("number = $2", number) if number < 2**31 else []
    if not found:
        raise NotFoundError
    return found[0], await document_of(number)


async def diff(actor: Actor, first: int, second: int) -> list[Change]:
    """Return what differs between two versions; version 0 is nothing at all."""
    before = (await get(actor, first))[1] if first else {}
    after = (await get(actor, second))[1] if second else {}
    return differences(before, after)


async def _versions(condition: str, *values: int) -> list[Version]:
    rows = await connection().fetch(
        f"select number, hash, note, author, published_at from solution_version where tenant_no = $1 and {condition}",
        tenant_no(),
        *values,
    )
    names = await members.names({row["author"] for row in rows})
    return [
        Version(row["number"], row["hash"], row["note"], row["author"], names.get(row["author"], ""), row["published_at"])
        for row in rows
    ]
