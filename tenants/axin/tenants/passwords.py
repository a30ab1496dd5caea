"""Passwords: argon2id, off the event loop, a few at a time so that a burst of sign-ins cannot take the memory."""

import asyncio
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from axin.platform.kernel.errors import Problem

SHORTEST: Final = 8
LONGEST: Final = 200
# OWASP's least for argon2id: 19 MiB, two passes, one lane.
_hasher: Final = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_at_once: Final = 4


async def hash_password(password: str) -> str:
    """Return the argon2id hash of `password`."""
    async with _gate():
        return await asyncio.to_thread(_hasher.hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Say whether `password` is the stored one; for an account that is not there do the same work and say no."""
    async with _gate():
        return await asyncio.to_thread(_matches, password, stored)


def problems(password: str, pointer: str = "/password") -> list[Problem]:
    """Return what is wrong with a new password."""
    if len(password) < SHORTEST:
        return [Problem(pointer, "too_short", f"A password has at least {SHORTEST} characters.")]
    if len(password) > LONGEST:
        return [Problem(pointer, "too_long", f"A password has at most {LONGEST} characters.")]
    return []


def _matches(password: str, stored: str | None) -> bool:
    try:
        return _hasher.verify(stored or _nobody(), password) and stored is not None
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def _gate() -> asyncio.Semaphore:
    return _gates.setdefault(id(asyncio.get_running_loop()), asyncio.Semaphore(_at_once))


_gates: Final[dict[int, asyncio.Semaphore]] = {}
