"""Teams: people who share their records, and what becomes of them.

A team that is removed leaves its name to the records that name it, and reaches nothing more.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ForbiddenError, InvalidError, NotFoundError, Problem
from axin.platform.kernel.ids import new_id
from axin.tenants import audit, members
from axin.tenants.actor import Actor
from axin.tenants.team_places import set_members

LONGEST_TITLE: Final = 200
MOST_TEAMS: Final = 500
_COLUMNS: Final = """t.id, t.title, t.lead, array(select m.person_id from team_member m
    where m.tenant_no = t.tenant_no and m.team_id = t.id order by m.joined_at, m.person_id) as members"""


@dataclass(frozen=True, slots=True)
class Team:
    """A team: its lead is one of its members."""

    id: UUID
    title: str
    lead: UUID | None
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a team should be; what is None stays as it is."""

    title: str | None = None
    lead: UUID | None = None
    members: Collection[UUID] | None = None
    no_lead: bool = False


async def listing() -> list[Team]:
    """Return the teams by title."""
    rows = await connection().fetch(
        f"select {_COLUMNS} from team t where t.tenant_no = $1 and t.removed_at is null order by t.title, t.id", tenant_no()
    )
    return [_team(row) for row in rows]


async def get(team: UUID) -> Team:
    """Return a team."""
    row = await connection().fetchrow(
        f"select {_COLUMNS} from team t where t.tenant_no = $1 and t.id = $2 and t.removed_at is null", tenant_no(), team
    )
    if row is None:
        raise NotFoundError
    return _team(row)


async def existing(ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the ids that are teams now."""
    wanted = list(ids)
    if not wanted:
        return set()
    rows = await connection().fetch(
        "select id from team where tenant_no = $1 and id = any($2) and removed_at is null", tenant_no(), wanted
    )
    return {row["id"] for row in rows}


async def titles(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return how these teams are called, those removed included."""
    rows = await connection().fetch("select id, title from team where tenant_no = $1 and id = any($2)", tenant_no(), list(ids))
    return {row["id"]: row["title"] for row in rows}


async def create(actor: Actor, wish: Wish) -> Team:
    """Make a team."""
    _check_manages(actor)
    title = _checked_title(wish.title or "")
    if len(await listing()) >= MOST_TEAMS:
        raise InvalidError.at("", "too_many", f"A workspace has {MOST_TEAMS} teams at most.")
    people = await _checked_people(wish.members or (), wish.lead)
    team = new_id()
    await connection().execute(
        "insert into team (tenant_no, id, title, lead) values ($1, $2, $3, $4)", tenant_no(), team, title, wish.lead
    )
    await set_members(team, (), people)
    await audit.record(actor, "team.created", team, {"title": title})
    return await get(team)


async def change(actor: Actor, team: UUID, wish: Wish) -> Team:
    """Change a team's title, lead or members; its lead may change the members."""
    before = await get(team)
    renames = wish.title is not None or wish.lead is not None or wish.no_lead
    if renames or before.lead is None or actor.person != before.lead:
        _check_manages(actor)
    title = before.title if wish.title is None else _checked_title(wish.title)
    lead = None if wish.no_lead else wish.lead or before.lead
    people = await _checked_people(before.members if wish.members is None else wish.members, lead, known=before.members)
    await connection().execute(
        "update team set title = $3, lead = $4 where tenant_no = $1 and id = $2", tenant_no(), team, title, lead
    )
    await set_members(team, before.members, people)
    await audit.record(actor, "team.changed", team, {"title": title})
    return await get(team)


async def remove(actor: Actor, team: UUID) -> None:
    """Remove a team; its records stay with those responsible for them."""
    _check_manages(actor)
    before = await get(team)
    await connection().execute("update team set removed_at = now() where tenant_no = $1 and id = $2", tenant_no(), team)
    await set_members(team, before.members, ())
    await audit.record(actor, "team.removed", team, {"title": before.title})


def _check_manages(actor: Actor) -> None:
    if not actor.may_everything:
        raise ForbiddenError("Only owners and admins may do this; a team's lead may change who is in it.")


def _checked_title(title: str) -> str:
    text = title.strip()
    if not text:
        raise InvalidError.at("/title", "required", "This is required.")
    if len(text) > LONGEST_TITLE:
        raise InvalidError.at("/title", "too_long", f"This may have {LONGEST_TITLE} characters at most.")
    return text


async def _checked_people(wanted: Collection[UUID], lead: UUID | None, *, known: Collection[UUID] = ()) -> tuple[UUID, ...]:
    """Return the people of a team, its lead among them; refuse who is no member of the workspace."""
    there = {member.id for member in await members.listing()} | set(known)
    problems = [
        Problem(f"/members/{place}", "not_found", "There is no such member.")
        for place, person in enumerate(wanted)
        if person not in there
    ]
    if lead is not None and lead not in there:
        problems.append(Problem("/lead", "not_found", "There is no such member."))
    if problems:
        raise InvalidError(problems)
    return tuple(dict.fromkeys((*wanted, *((lead,) if lead is not None else ()))))


def _team(row: Any) -> Team:  # noqa: ANN401 - a row of the database
    return Team(row["id"], row["title"], row["lead"], tuple(row["members"]))
