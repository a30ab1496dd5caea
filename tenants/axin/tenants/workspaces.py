"""Workspaces: a tenant, its number for the database and its slug for people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import available_timezones

from asyncpg import Record

from axin.platform.data.unit_of_work import connection, control_row, tenant_no
from axin.platform.kernel.errors import InvalidError, NotFoundError, Problem
from axin.platform.kernel.ids import new_id
from axin.tenants import audit, people, slugs
from axin.tenants.actor import OWNER, Actor
from axin.tenants.people import Person

_CURRENCY: Final = re.compile(r"[A-Z]{3}")  # ISO 4217
_COLUMNS: Final = "tenant_no, id, slug, title, locale, timezone, currency, created_at"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A tenant."""

    tenant_no: int
    id: UUID
    slug: str
    title: str
    locale: str
    timezone: str
    currency: str
    created_at: datetime


def workspace_of(row: Record) -> Workspace:
    """Return the workspace of a row."""
    return Workspace(**dict(row.items()))


async def insert(title: str, owner: Person, *, locale: str, limits: Mapping[str, int], slug: str | None = None) -> Workspace:
    """Create a workspace with its owner and limits, in the open control transaction."""
    workspace = await _insert(title, slug or slugs.slug_of(title), locale)
    await connection().execute(
        "insert into membership (tenant_no, person_id, role, name, email) values ($1, $2, $3, $4, $5)",
        workspace.tenant_no,
        owner.id,
        OWNER,
        owner.name,
        owner.email,
    )
    await connection().executemany(
        "insert into tenant_limit (tenant_no, metric, maximum) values ($1, $2, $3)",
        [(workspace.tenant_no, metric, maximum) for metric, maximum in limits.items()],
    )
    return workspace


async def _insert(title: str, slug: str, locale: str) -> Workspace:
    wanted = slug
    while True:
        row = await connection().fetchrow(
            f"""insert into workspace (id, slug, title, locale) values ($1, $2, $3, $4)
                on conflict (slug) do nothing returning {_COLUMNS}""",
            new_id(),
            wanted,
            title,
            locale,
        )
        if row is not None:
            return workspace_of(row)
        wanted = slugs.with_suffix(slug)


async def by_slug(slug: str) -> Workspace | None:
    """Return the workspace of this slug, if there is one."""
    row = await control_row(f"select {_COLUMNS} from workspace where slug = $1", slug)
    return workspace_of(row) if row else None


async def current() -> Workspace:
    """Return the workspace of the open transaction."""
    row = await connection().fetchrow(f"select {_COLUMNS} from workspace where tenant_no = $1", tenant_no())
    if row is None:
        raise NotFoundError
    return workspace_of(row)


async def change(actor: Actor, changes: Mapping[str, Any]) -> Workspace:
    """Change title, language, time zone or currency of the workspace."""
    wanted = {key: value for key, value in changes.items() if value is not None}
    _check(wanted)
    if "title" in wanted:
        wanted["title"] = people.clean_text(wanted["title"], "/title")
    for column, value in wanted.items():
        await connection().execute(f"update workspace set {column} = $2 where tenant_no = $1", tenant_no(), value)
    await audit.record(actor, "workspace.changed", details=wanted)
    return await current()


def _check(wanted: Mapping[str, str]) -> None:
    problems = []
    if wanted.get("locale", people.LANGUAGES[0]) not in people.LANGUAGES:
        problems.append(Problem("/locale", "unknown_locale", "The languages are az, ru and en."))
    if "timezone" in wanted and wanted["timezone"] not in available_timezones():
        problems.append(Problem("/timezone", "unknown_timezone", "This is not the name of a time zone.", "Asia/Baku"))
    if not _CURRENCY.fullmatch(wanted.get("currency", "AZN")):
        problems.append(Problem("/currency", "unknown_currency", "A currency is three capital letters.", "AZN"))
    if problems:
        raise InvalidError(problems)
