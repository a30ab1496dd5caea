"""Health: alive (the process answers) and ready (it can do its work)."""

import asyncio
from typing import Final

import asyncpg
from redis.exceptions import RedisError

from axin.platform.data.engine import CONTROL
from axin.platform.jobs.valkey import client

_SECONDS: Final = 3.0


async def readiness() -> dict[str, bool]:
    """Return which of the servers answer. Ready means Postgres: without Valkey everything works, a second later."""
    postgres, valkey = await asyncio.gather(_postgres(), _valkey())
    return {"ready": postgres, "postgres": postgres, "valkey": valkey}


async def _postgres() -> bool:
    if CONTROL.pool is None:
        return False
    try:
        async with asyncio.timeout(_SECONDS):
            return bool(await CONTROL.pool.fetchval("select true"))
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False


async def _valkey() -> bool:
    valkey = client()
    if valkey is None:
        return False
    try:
        async with asyncio.timeout(_SECONDS):
            return bool(await valkey.ping())
    except (OSError, TimeoutError, RedisError):
        return False
