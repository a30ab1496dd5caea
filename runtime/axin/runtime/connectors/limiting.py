"""Limits of a connection, over all processes: so many requests a second, so many at once. Who is too early waits.

The counts live in Valkey; without it everybody goes ahead, since the other side has limits of its own.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from axin.platform.jobs import valkey
from axin.platform.jobs.valkey import Redis, RedisError
from axin.platform.kernel.ids import new_id
from axin.runtime.connectors.connection import Connection
from axin.runtime.runs.errors import StepError

_PATIENCE: Final = 25.0
_LONGEST_CALL: Final = 90
_PAUSE: Final = 0.05


@asynccontextmanager
async def turn(tenant: int, connection: Connection) -> AsyncIterator[None]:
    """Wait for a turn on this connection, and hold it."""
    client = valkey.client()
    if client is None or (connection.per_second is None and connection.at_once is None):
        yield
        return
    until = time.monotonic() + _PATIENCE
    name, mine = f"connection:{tenant}:{connection.key}", new_id().hex
    try:
        try:
            if connection.at_once is not None:
                await _stand(client, f"{name}:at_once", mine, connection.at_once, until)
            if connection.per_second is not None:
                await _count(client, name, connection.per_second, until)
        except (RedisError, OSError):
            pass
        yield
    finally:
        if connection.at_once is not None:
            await _leave(client, f"{name}:at_once", mine)


async def _stand(client: Redis, line: str, mine: str, most: int, until: float) -> None:
    """Stand in line until one is among the first; whoever was lost on the way leaves the line by itself."""
    now = time.time()
    await client.zadd(line, {mine: now})
    await client.expire(line, _LONGEST_CALL)
    while True:
        await client.zremrangebyscore(line, 0, time.time() - _LONGEST_CALL)
        place = await client.zrank(line, mine)
        if not isinstance(place, int) or place < most:
            return
        await _wait(_PAUSE, until)


async def _count(client: Redis, name: str, most: int, until: float) -> None:
    while True:
        now = time.time()
        second = f"{name}:{int(now)}"
        count = await client.incr(second)
        await client.expire(second, 5)
        if count <= most:
            return
        await _wait(int(now) + 1 - now, until)


async def _wait(seconds: float, until: float) -> None:
    if time.monotonic() + seconds > until:
        raise StepError("connection_busy", "The connection has more to do than its limits allow.")
    await asyncio.sleep(seconds)


async def _leave(client: Redis, line: str, mine: str) -> None:
    try:
        await client.zrem(line, mine)
    except (RedisError, OSError):
        return
