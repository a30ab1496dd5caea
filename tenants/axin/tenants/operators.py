"""Operators: the people who run this installation. They see tenants, plans and usage, never a tenant's records."""

from typing import Final

from axin.platform.data.unit_of_work import connection, control_transaction
from axin.platform.kernel.errors import InvalidError
from axin.tenants import passwords, people
from axin.tenants.secrets import new_secret

_MADE_UP: Final = 20


async def create_operator(email: str, password: str | None = None) -> str:
    """Make the person of this address an operator, with a new account where there is none; return what to tell them."""
    cleaned = people.clean_email(email)
    if password is not None and (found := passwords.problems(password)):
        raise InvalidError(found)
    known = await people.by_email(cleaned)
    secret = password or (None if known else new_secret()[:_MADE_UP])
    async with control_transaction():
        person = known[0] if known else await people.insert(cleaned, secret or "", cleaned.split("@")[0], "az")
        await connection().execute("update person set operator = true where id = $1", person.id)
        if known and password:
            await people.set_password(person.id, password)
    if known:
        return f"{cleaned} is an operator now; the password is the one they have."
    return f"{cleaned} is an operator now. Sign in with the password {'you gave' if password else secret}."
