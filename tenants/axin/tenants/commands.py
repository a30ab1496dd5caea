"""What the command line does for this folder."""

from axin.platform.data.unit_of_work import connection, control_transaction
from axin.platform.kernel.errors import InvalidError
from axin.tenants import passwords, people
from axin.tenants.secrets import new_secret


async def create_operator(email: str, password: str | None = None) -> str | None:
    """Make the person of this address an operator; create the account where there is none.

    Returns:
        The password made up for a new account when none was given, else None.
    """
    cleaned = people.clean_email(email)
    if password is not None and (found := passwords.problems(password)):
        raise InvalidError(found)
    known = await people.by_email(cleaned)
    made_up = new_secret()[:20] if known is None and password is None else None
    async with control_transaction():
        person = known[0] if known else await people.insert(cleaned, password or made_up or "", cleaned.split("@")[0], "az")
        await connection().execute("update person set operator = true where id = $1", person.id)
        if known and password:
            hashed = await passwords.hash_password(password)
            await connection().execute("update person set password_hash = $2 where id = $1", person.id, hashed)
    return made_up
