"""Who is asking: a session or a token, and a workspace's slug, become an Actor; in one look-up, never cached.

A session is looked up by the control role, for it says no workspace. A token names its own, so it is looked up in the
transaction that does the work: as that tenant, and in no round trip of its own where something else is asked for beside it.
Nothing about a session, a membership or a token is remembered between requests, so a revocation holds from the next one on.
A workspace that is not there and one that is not yours are the same NotFoundError.
"""

from dataclasses import dataclass
from typing import Any, Final

from axin.platform.data.unit_of_work import connection, control_row, tenant_no
from axin.platform.kernel.errors import NotFoundError, UnauthenticatedError
from axin.tenants.actor import Actor
from axin.tenants.people import Person
from axin.tenants.secrets import API_TOKEN_PREFIX, fingerprint, tenant_of


@dataclass(frozen=True, slots=True)
class Admission:
    """An actor let into a workspace; `person` where a browser's session let them in."""

    actor: Actor
    slug: str
    locale: str
    person: Person | None = None
    beside: Any = None
    """The value that was asked for in the same look-up."""


_INVALID: Final = "The token is not valid: it never was, has expired, or was withdrawn."


async def by_session(token: str, slug: str) -> Admission:
    """Admit the person of a session to the workspace of `slug`."""
    row = await control_row(
        """select p.id, p.email, p.name, p.locale, p.operator, m.role, m.tenant_no,
                  array(select t.team_id from team_member t where t.tenant_no = m.tenant_no and t.person_id = p.id) as teams
           from session s join person p on p.id = s.person_id
           left join workspace w on w.slug = $2
           left join membership m on m.tenant_no = w.tenant_no and m.person_id = p.id and m.left_at is null
           where s.token_hash = $1 and s.expires_at > now()""",
        fingerprint(token),
        slug,
    )
    if row is None:
        raise UnauthenticatedError
    if row["role"] is None:
        raise NotFoundError
    person = Person(row["id"], row["email"], row["name"], row["locale"], row["operator"])
    teams = frozenset(row["teams"])
    actor = Actor(row["tenant_no"], "person", person.id, row["role"], person=person.id, title=person.name, teams=teams)
    return Admission(actor, slug, person.locale, person)


def tenant_of_token(token: str) -> int:
    """Return the tenant whose transaction `by_token` is to be asked in."""
    tenant = tenant_of(token, API_TOKEN_PREFIX)
    if not tenant:
        raise UnauthenticatedError(_INVALID)
    return tenant


async def by_token(token: str, slug: str, beside: str = "null") -> Admission:
    """Admit a program with an API token to the workspace of `slug`, if that is the open transaction's and the token of it.

    `beside` is an SQL expression over the tenant $1, our own: its value comes along.
    """
    row = await connection().fetchrow(
        f"""select t.id, t.title, t.role, w.slug, w.locale, {beside} as beside from api_token t join workspace w using (tenant_no)
            where t.tenant_no = $1 and t.token_hash = $2 and t.revoked_at is null
              and (t.expires_at is null or t.expires_at > now())""",
        tenant_no(),
        fingerprint(token),
    )
    if row is None:
        raise UnauthenticatedError(_INVALID)
    if row["slug"] != slug:
        raise NotFoundError
    actor = Actor(tenant_no(), "token", row["id"], row["role"], title=row["title"])
    return Admission(actor, slug, row["locale"], beside=row["beside"])
