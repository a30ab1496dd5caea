"""Sessions: in Postgres, found by the hash of a random token; signing out ends one everywhere at once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection, control_row, control_transaction
from axin.tenants.people import Person, person_of
from axin.tenants.secrets import fingerprint, new_secret

LIFETIME: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in, and the secret their browser keeps."""

    person: Person
    token: str


async def start(person: Person) -> Session:
    """Begin a session, in the open control transaction, always under a new token."""
    token = new_secret()
    await connection().execute(
        "insert into session (token_hash, person_id, expires_at) values ($1, $2, now() + $3)",
        fingerprint(token),
        person.id,
        LIFETIME,
    )
    return Session(person, token)


async def find(token: str) -> Person | None:
    """Return whose session this is, or None where it is over or never was."""
    row = await control_row(
        """select p.id, p.email, p.name, p.locale, p.operator from session s join person p on p.id = s.person_id
           where s.token_hash = $1 and s.expires_at > now()""",
        fingerprint(token),
    )
    return person_of(row) if row else None


async def end(token: str) -> None:
    """End the session of `token`, if it is one."""
    async with control_transaction() as control:
        await control.execute("delete from session where token_hash = $1", fingerprint(token))


async def end_all(person: UUID) -> None:
    """End every session of a person, in the open control transaction."""
    await connection().execute("delete from session where person_id = $1", person)
