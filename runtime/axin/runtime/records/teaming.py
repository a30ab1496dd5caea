"""The team a record belongs to: the one it is given, else that of who is responsible for it."""

from collections.abc import Iterable
from uuid import UUID

from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.commands import Unset
from axin.tenants import team_places, teams


async def team_of(given: UUID | Unset | None, responsible: UUID | None) -> UUID | None:
    """Return the team of a record that was given this team, or none, and has this responsible."""
    if not isinstance(given, Unset):
        return given
    return (await team_places.homes()).get(responsible) if responsible is not None else None


async def check_teams(rows: Iterable[tuple[UUID | Unset | None, str]]) -> None:
    """Refuse a team that is not there; each row says where its record stands in the input."""
    named = [(team, place) for team, place in rows if isinstance(team, UUID)]
    known = await teams.existing({team for team, _ in named})
    strangers = [Problem(f"{place}/team", "not_found", "There is no such team.") for team, place in named if team not in known]
    if strangers:
        raise InvalidError(strangers)
