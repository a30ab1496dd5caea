"""API tokens: made by those who manage the workspace, never stronger than their maker, shown once, revoked at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id
from axin.tenants import audit, people, roles
from axin.tenants.actor import Actor
from axin.tenants.secrets import API_TOKEN_PREFIX, fingerprint, tenant_secret

_COLUMNS: Final = "id, title, role, created_by, created_at, expires_at"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as it is listed: everything but the secret."""

    id: UUID
    title: str
    role: str
    created_by: UUID
    created_at: datetime
    expires_at: datetime | None


async def create(
    actor: Actor, *, title: str, role: str, solution_roles: Collection[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Create a token; return it and its secret, which nobody can read again."""
    roles.check_manages(actor)
    roles.check_known(role, solution_roles)
    roles.check_outranks(actor, role)
    cleaned = people.clean_text(title, "/title")
    if expires_at is not None and expires_at <= utc_now():
        raise InvalidError.at("/expires_at", "in_the_past", "The time of expiry must lie in the future.")
    secret = tenant_secret(actor.tenant_no, API_TOKEN_PREFIX)
    row = await connection().fetchrow(
        f"""insert into api_token (tenant_no, id, token_hash, title, role, created_by, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7) returning {_COLUMNS}""",
        actor.tenant_no,
        new_id(),
        fingerprint(secret),
        cleaned,
        role,
        actor.id,
        expires_at,
    )
    token = ApiToken(**dict(row.items())) if row else None
    if token is None:
        raise NotFoundError
    await audit.record(actor, "token.created", token.id, {"title": cleaned, "role": role})
    return token, secret


async def listing(actor: Actor) -> list[ApiToken]:
    """Return the tokens that are in force or have expired, newest first."""
    roles.check_manages(actor)
    rows = await connection().fetch(
        f"select {_COLUMNS} from api_token where tenant_no = $1 and revoked_at is null order by id desc", actor.tenant_no
    )
    return [ApiToken(**dict(row.items())) for row in rows]


async def revoke(actor: Actor, token: UUID) -> None:
    """Withdraw a token: the next request with it is refused."""
    roles.check_manages(actor)
    done = await connection().fetchrow(
        """update api_token set revoked_at = now() where tenant_no = $1 and id = $2 and revoked_at is null
           returning role""",
        actor.tenant_no,
        token,
    )
    if done is None:
        raise NotFoundError
    roles.check_outranks(actor, done["role"])
    await audit.record(actor, "token.revoked", token)
