"""For whom a job works: kept with the job, and judged by the role they have when a chunk is done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import ForbiddenError
from axin.runtime.records.events import actor_json
from axin.tenants import members, team_places
from axin.tenants.actor import Actor


def to_json(actor: Actor) -> dict[str, Any]:
    """Return the stored form."""
    return {**actor_json(actor), "teams": sorted(str(team) for team in actor.teams)}


def from_json(tenant_no: int, stored: Mapping[str, Any]) -> Actor:
    """Read the stored form."""
    person = stored.get("person")
    return Actor(
        tenant_no, stored["kind"], UUID(stored["id"]), stored["role"], None if person is None else UUID(person),
        stored.get("title", ""), stored.get("scenario"), frozenset(UUID(team) for team in stored.get("teams", ())),
    )  # fmt: skip


async def as_of_now(actor: Actor) -> Actor:
    """Return the actor with the role they have now; who has left, or a token withdrawn, does nothing more."""
    if actor.kind == "person":
        member = await members.get(actor.id)
        role = None if member is None else member.role
    elif actor.kind == "token":
        role = await connection().fetchval(
            """select role from api_token where tenant_no = $1 and id = $2 and revoked_at is null
               and (expires_at is null or expires_at > now())""",
            actor.tenant_no, actor.id,
        )  # fmt: skip
    else:
        return actor
    if role is None:
        raise ForbiddenError("Who started this has no access to the workspace any more.")
    return replace(actor, role=role, teams=await team_places.of_person(actor.person))
