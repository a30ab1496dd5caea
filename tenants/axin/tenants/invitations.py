"""Invitations: a link that one address can use once, for a while; the link is handed over by whoever invites."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from asyncpg import Record

from axin.platform.data.unit_of_work import connection, control_row, control_transaction
from axin.platform.kernel.errors import ForbiddenError, InvalidError, NotFoundError, UnauthenticatedError
from axin.platform.kernel.ids import new_id
from axin.tenants import audit, limits, passwords, people, roles, sessions
from axin.tenants.actor import Actor
from axin.tenants.errors import InvitationSpentError
from axin.tenants.people import Person
from axin.tenants.secrets import fingerprint, tenant_of, tenant_secret
from axin.tenants.sessions import Session

LIFETIME: Final = timedelta(days=7)
_COLUMNS: Final = "id, email, role, created_by, created_at, expires_at"
_OPEN: Final = "accepted_at is null and revoked_at is null and expires_at > now()"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that waits to be accepted."""

    id: UUID
    email: str
    role: str
    created_by: UUID
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What the holder of the link reads before they accept."""

    slug: str
    title: str
    email: str
    role: str
    has_account: bool
    expires_at: datetime


async def create(actor: Actor, *, email: str, role: str, solution_roles: Collection[str]) -> tuple[Invitation, str]:
    """Invite an address; return the invitation and the secret of its link. An older one to the same address ends."""
    roles.check_manages(actor)
    cleaned = people.clean_email(email)
    roles.check_known(role, solution_roles)
    roles.check_outranks(actor, role)
    await _check_not_member(actor.tenant_no, cleaned)
    await _end_earlier(actor.tenant_no, cleaned)
    await limits.require("seats", 1 + await _waiting(actor.tenant_no))
    secret = tenant_secret(actor.tenant_no)
    row = await connection().fetchrow(
        f"""insert into invitation (tenant_no, id, token_hash, email, role, created_by, expires_at)
            values ($1, $2, $3, $4, $5, $6, now() + $7) returning {_COLUMNS}""",
        actor.tenant_no,
        new_id(),
        fingerprint(secret),
        cleaned,
        role,
        actor.id,
        LIFETIME,
    )
    if row is None:
        raise NotFoundError
    invitation = Invitation(**dict(row.items()))
    await audit.record(actor, "member.invited", invitation.id, {"role": role})
    return invitation, secret


async def listing(actor: Actor) -> list[Invitation]:
    """Return the invitations that wait, newest first."""
    roles.check_manages(actor)
    rows = await connection().fetch(
        f"select {_COLUMNS} from invitation where tenant_no = $1 and {_OPEN} order by id desc", actor.tenant_no
    )
    return [Invitation(**dict(row.items())) for row in rows]


async def revoke(actor: Actor, invitation: UUID) -> None:
    """Withdraw an invitation."""
    roles.check_manages(actor)
    done = await connection().fetchval(
        f"update invitation set revoked_at = now() where tenant_no = $1 and id = $2 and {_OPEN} returning id",
        actor.tenant_no,
        invitation,
    )
    if done is None:
        raise NotFoundError
    await audit.record(actor, "member.invitation_withdrawn", invitation)


async def offer(secret: str) -> Offer:
    """Return what the link of `secret` offers."""
    row = await _find(secret)
    return Offer(row["slug"], row["title"], row["email"], row["role"], row["has_account"], row["expires_at"])


async def accept(secret: str, person: Person) -> str:
    """Let `person` in by their invitation; return the workspace's slug."""
    row = await _find(secret)
    if row["email"] != person.email:
        raise ForbiddenError("This invitation is for another address. Sign in with the account it was sent to.")
    async with control_transaction():
        await _join(row, person)
    return str(row["slug"])


async def accept_new(secret: str, *, name: str, password: str, locale: str) -> tuple[Session, str]:
    """Create the account of the invited address, let it in and sign it in."""
    row = await _find(secret)
    if row["has_account"]:
        raise UnauthenticatedError("This address has an account already: sign in, then open the link again.")
    cleaned = people.clean_text(name, "/name")
    if found := passwords.problems(password):
        raise InvalidError(found)
    async with control_transaction():
        person = await people.insert(row["email"], password, cleaned, locale)
        await _join(row, person)
        return await sessions.start(person), str(row["slug"])


async def _find(secret: str) -> Record:
    number = tenant_of(secret)
    if number is None:
        raise NotFoundError
    row = await control_row(
        """select i.tenant_no, i.id, i.email, i.role, i.expires_at, w.slug, w.title,
                  i.accepted_at is null and i.revoked_at is null and i.expires_at > now() as open,
                  exists (select 1 from person p where p.email = i.email) as has_account
           from invitation i join workspace w using (tenant_no) where i.tenant_no = $1 and i.token_hash = $2""",
        number,
        fingerprint(secret),
    )
    if row is None:
        raise NotFoundError
    if not row["open"]:
        raise InvitationSpentError
    return row


async def _join(row: Record, person: Person) -> None:
    """Spend the invitation and add the member, in the open control transaction: of two at once, one wins."""
    spent = await connection().fetchval(
        f"update invitation set accepted_at = now() where tenant_no = $1 and id = $2 and {_OPEN} returning id",
        row["tenant_no"],
        row["id"],
    )
    if spent is None:
        raise InvitationSpentError
    await limits.require_seat(row["tenant_no"])
    await connection().execute(
        """insert into membership (tenant_no, person_id, role, name, email) values ($1, $2, $3, $4, $5)
           on conflict (tenant_no, person_id) do update set role = excluded.role, name = excluded.name, left_at = null""",
        row["tenant_no"],
        person.id,
        row["role"],
        person.name,
        person.email,
    )
    actor = Actor(row["tenant_no"], "person", person.id, row["role"], person=person.id)
    await audit.record(actor, "member.joined", person.id, {"role": row["role"]})


async def _waiting(tenant_no: int) -> int:
    waiting = await connection().fetchval(f"select count(*) from invitation where tenant_no = $1 and {_OPEN}", tenant_no)
    return int(waiting or 0)


async def _end_earlier(tenant_no: int, email: str) -> None:
    await connection().execute(
        f"update invitation set revoked_at = now() where tenant_no = $1 and email = $2 and {_OPEN}", tenant_no, email
    )


async def _check_not_member(tenant_no: int, email: str) -> None:
    member = await connection().fetchval(
        "select 1 from membership where tenant_no = $1 and email = $2 and left_at is null", tenant_no, email
    )
    if member:
        raise InvalidError.at("/email", "already_member", "This person is a member already.")
