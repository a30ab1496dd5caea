"""Signing in and up: one answer and one amount of work, whether the address is known or not."""

from collections.abc import Mapping
from functools import partial

from axin.platform.data.unit_of_work import control_transaction
from axin.platform.kernel.errors import InvalidError
from axin.tenants import attempts, passwords, people, sessions, workspaces
from axin.tenants.errors import EmailTakenError, SignInFailedError
from axin.tenants.people import Person
from axin.tenants.sessions import Session
from axin.tenants.workspaces import Workspace


async def sign_in(email: str, password: str, address: str) -> Session:
    """Begin a session for the right e-mail and password; count the wrong ones."""
    known = email.strip().lower()
    await attempts.check("sign_in", (known, address), (known,), (address,))
    found = await people.by_email(known) if len(known) <= people.LONGEST_EMAIL else None
    if not await passwords.matches(password[: passwords.LONGEST + 1], found[1] if found else None) or found is None:
        await attempts.count("sign_in", (known, address), (known,), (address,))
        raise SignInFailedError
    async with control_transaction():
        return await sessions.start(found[0])


async def change_password(person: Person, current: str, new: str, address: str) -> Session:
    """Change a person's password; every session ends, and the one that goes on is a new one."""
    await attempts.check("sign_in", (person.email, address), (person.email,))
    known = await people.by_email(person.email)
    if not await passwords.matches(current[: passwords.LONGEST + 1], known[1] if known else None):
        await attempts.count("sign_in", (person.email, address), (person.email,))
        raise InvalidError.at("/current", "wrong_password", "This is not the present password.")
    if found := passwords.problems(new):
        raise InvalidError(found)
    async with control_transaction():
        await people.set_password(person.id, new)
        await sessions.end_all(person.id)
        return await sessions.start(person)


async def sign_up(
    *, email: str, password: str, name: str, title: str, locale: str, limits: Mapping[str, int], address: str
) -> tuple[Session, Workspace]:
    """Create a person with a workspace of their own, and sign them in."""
    await attempts.check("sign_up", (address,))
    await attempts.count("sign_up", (address,))
    email, name, title = _cleaned(email, password, name, title)
    if await people.by_email(email):
        raise EmailTakenError
    async with control_transaction():
        person = await people.insert(email, password, name, locale)
        workspace = await workspaces.insert(title, person, locale=locale, limits=limits)
        return await sessions.start(person), workspace


def _cleaned(email: str, password: str, name: str, title: str) -> list[str]:
    """Return e-mail, name and title as they are stored, or refuse all that is wrong with them and the password at once."""
    problems, cleaned = list(passwords.problems(password)), list[str]()
    for text, clean in (
        (email, people.clean_email),
        (name, partial(people.clean_text, pointer="/name")),
        (title, partial(people.clean_text, pointer="/workspace/title")),
    ):
        try:
            cleaned.append(clean(text))
        except InvalidError as error:
            problems += error.problems
    if problems:
        raise InvalidError(problems)
    return cleaned
