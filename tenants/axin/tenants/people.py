"""People: one account for all workspaces of a person, found by e-mail."""

import re
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from asyncpg import Record

from axin.platform.data.unit_of_work import connection, control_row, control_transaction
from axin.platform.kernel.errors import InvalidError, Problem
from axin.platform.kernel.ids import new_id
from axin.tenants import passwords
from axin.tenants.errors import EmailTakenError

LANGUAGES: Final = ("az", "ru", "en")
LONGEST_EMAIL: Final = 254
LONGEST_NAME: Final = 200
_EMAIL: Final = re.compile(r"[^@\s\x00-\x1f<>,;:\"()\[\]\\]+@[^@\s\x00-\x1f<>,;:\"()\[\]\\]+\.[^@\s.\x00-\x1f<>,;:\"()\[\]\\]+")
_COLUMNS: Final = "id, email, name, locale, operator"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    id: UUID
    email: str
    name: str
    locale: str
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workspace a person belongs to, and as what."""

    slug: str
    title: str
    role: str


def person_of(row: Record) -> Person:
    """Return the person of a row."""
    return Person(row["id"], row["email"], row["name"], row["locale"], row["operator"])


def clean_email(email: str, pointer: str = "/email") -> str:
    """Return the address as it is stored, or refuse what is none."""
    cleaned = email.strip().lower()
    if len(cleaned) > LONGEST_EMAIL or not _EMAIL.fullmatch(cleaned):
        raise InvalidError.at(pointer, "email", "This is not an e-mail address.")
    return cleaned


def clean_text(text: str, pointer: str, longest: int = LONGEST_NAME) -> str:
    """Return a name or title without control characters and outer blanks, or refuse it."""
    cleaned = "".join(letter for letter in text if letter.isprintable()).strip()
    if not cleaned:
        raise InvalidError.at(pointer, "required", "This may not be empty.")
    if len(cleaned) > longest:
        raise InvalidError.at(pointer, "too_long", f"At most {longest} characters.")
    return cleaned


async def insert(email: str, password: str, name: str, locale: str) -> Person:
    """Create the account, in the open control transaction."""
    hashed = await passwords.hash_password(password)
    person = Person(new_id(), email, name, locale)
    done = await connection().fetchval(
        """insert into person (id, email, name, password_hash, locale) values ($1, $2, $3, $4, $5)
           on conflict (email) do nothing returning id""",
        person.id,
        email,
        name,
        hashed,
        locale,
    )
    if done is None:
        raise EmailTakenError
    return person


async def set_password(person: UUID, password: str) -> None:
    """Replace the password, in the open control transaction."""
    hashed = await passwords.hash_password(password)
    await connection().execute("update person set password_hash = $2 where id = $1", person, hashed)


async def by_email(email: str) -> tuple[Person, str] | None:
    """Return the person of this address and their password's hash."""
    row = await control_row(f"select {_COLUMNS}, password_hash from person where email = $1", email)
    return (person_of(row), row["password_hash"]) if row else None


async def workplaces(person: UUID) -> list[Workplace]:
    """Return the workspaces of a person, by title."""
    async with control_transaction() as control:
        rows: list[Any] = await control.fetch(
            """select w.slug, w.title, m.role from membership m join workspace w using (tenant_no)
               where m.person_id = $1 and m.left_at is null order by w.title, w.slug""",
            person,
        )
    return [Workplace(row["slug"], row["title"], row["role"]) for row in rows]


async def change(person: Person, *, name: str | None = None, locale: str | None = None) -> Person:
    """Change how a person is called, or their language; every workspace of theirs sees the new name."""
    if locale is not None and locale not in LANGUAGES:
        problem = Problem("/locale", "unknown_locale", "The languages are az, ru and en.", LANGUAGES[0])
        raise InvalidError([problem])
    cleaned = clean_text(name, "/name") if name is not None else None
    async with control_transaction() as control:
        row = await control.fetchrow(
            f"""update person set name = coalesce($2, name), locale = coalesce($3, locale) where id = $1
                returning {_COLUMNS}""",
            person.id,
            cleaned,
            locale,
        )
        if cleaned is not None:
            await control.execute("update membership set name = $2 where person_id = $1", person.id, cleaned)
    return person_of(row) if row else person
