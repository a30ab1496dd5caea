"""How often something was tried: wrong sign-ins and sign-ups are counted in Postgres, for all web processes together.

A key is hashed, so the counters name nobody.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from axin.platform.data.unit_of_work import control_row, control_transaction
from axin.platform.kernel.errors import TooManyRequestsError
from axin.tenants.secrets import fingerprint


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many tries in how long, by how many parts the key has."""

    tries: int
    window: timedelta


_ALLOWED: Final = {
    # One address against one account: the owner who forgot a password never meets it, a guesser does soon.
    ("sign_in", 2): Allowance(10, timedelta(minutes=5)),
    ("sign_in", 1): Allowance(1500, timedelta(minutes=5)),
    # An office behind one address may sign up together.
    ("sign_up", 1): Allowance(600, timedelta(minutes=5)),
}


async def check(what: str, *keys: tuple[str, ...]) -> None:
    """Refuse where one of the keys has used up its tries."""
    for key in keys:
        allowed = _ALLOWED[what, len(key)]
        row = await control_row(
            "select tries, ends_at - now() as rest from attempt where key = $1 and ends_at > now()", _hash(what, key)
        )
        if row and row["tries"] >= allowed.tries:
            seconds = max(1, int(row["rest"].total_seconds()) + 1)
            raise TooManyRequestsError("Too many tries. Wait a little, then try again.", headers={"Retry-After": str(seconds)})


async def count(what: str, *keys: tuple[str, ...]) -> None:
    """Count one try under each key."""
    async with control_transaction() as control:
        for key in sorted(keys):
            await control.execute(
                """insert into attempt (key, tries, ends_at) values ($1, 1, now() + $2)
                   on conflict (key) do update set
                     tries = case when attempt.ends_at > now() then attempt.tries + 1 else 1 end,
                     ends_at = case when attempt.ends_at > now() then attempt.ends_at else excluded.ends_at end""",
                _hash(what, key),
                _ALLOWED[what, len(key)].window,
            )


def _hash(what: str, key: tuple[str, ...]) -> bytes:
    return fingerprint("\x1f".join((what, *key)))
