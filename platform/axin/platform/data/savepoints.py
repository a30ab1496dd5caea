"""A part of the open transaction that can be undone alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from axin.platform.data.unit_of_work import connection


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Undo what is done inside where it ends with an error; the error passes on, the transaction goes on."""
    await connection().execute("savepoint part")
    try:
        yield
    except Exception:
        await connection().execute("rollback to savepoint part; release savepoint part")
        raise
    await connection().execute("release savepoint part")
