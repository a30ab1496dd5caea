"""Leadership: of many processes, one at a time does a thing. Held in Postgres, so it ends with its holder's connection."""

import asyncpg

from axin.platform.kernel.settings import settings


class Leader:
    """A claim to lead in `number`; ask `holds` before each turn."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None

    async def holds(self) -> bool:
        """Say whether we lead now, taking the lead where it is free."""
        try:
            if self._connection is not None:
                await self._connection.execute("select 1", timeout=5)
                return True
            return await self._claim()
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await self.resign()
            return False

    async def resign(self) -> None:
        """Let go."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()

    async def _claim(self) -> bool:
        url = settings().database_url
        if url is None:
            return False
        connection = await asyncpg.connect(url.get_secret_value(), timeout=5, command_timeout=5)
        if await connection.fetchval("select pg_try_advisory_lock($1)", self.number):
            self._connection = connection
            return True
        connection.terminate()
        return False
