"""Members: who belongs to the workspace and as what. Who leaves keeps a name in the history, and nothing else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.tenants import audit, limits, roles, team_places
from axin.tenants.actor import OWNER, Actor
from axin.tenants.errors import LastOwnerError

_COLUMNS: Final = "person_id as id, name, email, role"


@dataclass(frozen=True, slots=True)
class Member:
    """A person in the workspace; `id` is the person's, which records name as responsible."""

    id: UUID
    name: str
    email: str
    role: str


async def listing() -> list[Member]:
    """Return the members by name."""
    rows = await connection().fetch(
        f"select {_COLUMNS} from membership where tenant_no = $1 and left_at is null order by name, person_id", tenant_no()
    )
    return [Member(**dict(row.items())) for row in rows]


async def with_role(role: str) -> list[Member]:
    """Return the members with exactly this role, in a steady order."""
    rows = await connection().fetch(
        f"select {_COLUMNS} from membership where tenant_no = $1 and role = $2 and left_at is null order by person_id",
        tenant_no(),
        role,
    )
    return [Member(**dict(row.items())) for row in rows]


async def get(person: UUID) -> Member | None:
    """Return the member of this person's id, or None."""
    row = await connection().fetchrow(
        f"select {_COLUMNS} from membership where tenant_no = $1 and person_id = $2 and left_at is null", tenant_no(), person
    )
    return Member(**dict(row.items())) if row else None


async def with_email(email: str) -> Member | None:
    """Return the member whose address this is, or None."""
    row = await connection().fetchrow(
        f"select {_COLUMNS} from membership where tenant_no = $1 and lower(email) = lower($2) and left_at is null",
        tenant_no(),
        email,
    )
    return Member(**dict(row.items())) if row else None


async def names(people: Iterable[UUID]) -> dict[UUID, str]:
    """Return how these people are called, those who left included."""
    rows = await connection().fetch(
        "select person_id, name from membership where tenant_no = $1 and person_id = any($2)", tenant_no(), list(people)
    )
    return {row["person_id"]: row["name"] for row in rows}


async def change_role(actor: Actor, person: UUID, role: str, solution_roles: Collection[str]) -> Member:
    """Give a member another role."""
    roles.check_manages(actor)
    member = await _locked(person)
    roles.check_known(role, solution_roles)
    roles.check_outranks(actor, role)
    roles.check_outranks(actor, member.role)
    if role != OWNER:
        await _check_other_owner(member)
    await connection().execute(
        "update membership set role = $3 where tenant_no = $1 and person_id = $2", tenant_no(), person, role
    )
    await audit.record(actor, "member.role_changed", person, {"from": member.role, "to": role})
    return Member(member.id, member.name, member.email, role)


async def remove(actor: Actor, person: UUID) -> None:
    """Take a member out of the workspace; everyone may leave it themselves."""
    if actor.person != person:
        roles.check_manages(actor)
    member = await _locked(person)
    roles.check_outranks(actor, member.role)
    await _check_other_owner(member)
    await connection().execute(
        "update membership set left_at = now() where tenant_no = $1 and person_id = $2", tenant_no(), person
    )
    await team_places.leave_all(person)
    limits.forget(tenant_no())
    await audit.record(actor, "member.removed", person, {"role": member.role})


async def _locked(person: UUID) -> Member:
    """Lock every owner first, then the member: two owners who remove each other at once must not both succeed."""
    await connection().execute(
        "select 1 from membership where tenant_no = $1 and role = $2 and left_at is null order by person_id for update",
        tenant_no(),
        OWNER,
    )
    member = await get(person)
    if member is None:
        raise NotFoundError
    return member


async def _check_other_owner(member: Member) -> None:
    if member.role == OWNER and len(await with_role(OWNER)) == 1:
        raise LastOwnerError
