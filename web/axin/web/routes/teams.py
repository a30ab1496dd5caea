"""Teams of a workspace."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, patch, post
from msgspec import UNSET, UnsetType

from axin.tenants import teams
from axin.tenants.actor import Actor
from axin.tenants.teams import Team, Wish

Title = Annotated[str, msgspec.Meta(max_length=1000)]
People = Annotated[list[UUID], msgspec.Meta(max_length=1000)]


class NewTeam(msgspec.Struct, forbid_unknown_fields=True):
    """A team to make."""

    title: Title
    lead: UUID | None = None
    members: People = []


class TeamChange(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes of a team; what is left out stays."""

    title: Title | UnsetType = UNSET
    lead: UUID | UnsetType | None = UNSET
    members: People | UnsetType = UNSET


class TeamItem(msgspec.Struct):
    """A team: the ids are people's."""

    id: UUID
    title: str
    lead: UUID | None
    members: list[UUID]


class TeamList(msgspec.Struct):
    """All teams, by title."""

    items: list[TeamItem]


class TeamsController(Controller):
    """Teams."""

    path = "/api/w/{slug:str}/teams"
    tags = ("members",)

    @get("/", operation_id="teams")
    async def listing(self, actor: Actor) -> TeamList:  # noqa: ARG002 - who was let in
        """Return the teams by title."""
        return TeamList([_item(team) for team in await teams.listing()])

    @post("/", operation_id="createTeam")
    async def create(self, actor: Actor, data: NewTeam) -> TeamItem:
        """Make a team."""
        return _item(await teams.create(actor, Wish(data.title, data.lead, data.members)))

    @patch("/{team_id:uuid}", operation_id="changeTeam")
    async def change(self, actor: Actor, team_id: UUID, data: TeamChange) -> TeamItem:
        """Change a team's title, lead or members."""
        return _item(await teams.change(actor, team_id, _wish(data)))

    @delete("/{team_id:uuid}", operation_id="removeTeam")
    async def remove(self, actor: Actor, team_id: UUID) -> None:
        """Remove a team; its records stay with those responsible for them."""
        await teams.remove(actor, team_id)


def _wish(data: TeamChange) -> Wish:
    return Wish(
        title=None if isinstance(data.title, UnsetType) else data.title,
        lead=None if isinstance(data.lead, UnsetType) else data.lead,
        members=None if isinstance(data.members, UnsetType) else data.members,
        no_lead=data.lead is None,
    )


def _item(team: Team) -> TeamItem:
    return TeamItem(team.id, team.title, team.lead, list(team.members))
