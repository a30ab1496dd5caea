"""Open tables of running imports: kept from chunk to chunk in the process that works on them; elsewhere opened anew."""

import asyncio
import time
from collections import OrderedDict
from contextlib import AsyncExitStack
from typing import Final
from uuid import UUID

from axin.platform import storage
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.imports.table import Form, Table

_MOST: Final = 4
_IDLE_SECONDS: Final = 300.0


class _Opened:
    """A table, and what must be let go of with it."""

    def __init__(self, stack: AsyncExitStack, table: Table) -> None:
        self.stack = stack
        self.table = table
        self.used = time.monotonic()


_opened: Final[OrderedDict[UUID, _Opened]] = OrderedDict()


async def open_table(blob: str, form: Form) -> tuple[AsyncExitStack, Table]:
    """Open a stored file as a table; the caller closes the stack."""
    stack = AsyncExitStack()
    try:
        path = await stack.enter_async_context(storage.local_copy(blob))
        table = await asyncio.to_thread(Table, path, form)
        stack.callback(table.close)
    except FileNotFoundError:
        await stack.aclose()
        raise NotFoundError from None
    except BaseException:
        await stack.aclose()
        raise
    return stack, table


async def rows_at(job: UUID, blob: str, form: Form, row: int, amount: int) -> tuple[Table, list[list[str]]]:
    """Return the rows of a job's table from `row` on."""
    await _let_go_of_idle()
    kept = _opened.get(job)
    if kept is not None and kept.table.row > row:  # an earlier chunk was undone
        await close(job)
        kept = None
    if kept is None:
        kept = _opened[job] = _Opened(*await open_table(blob, form))
    kept.used = time.monotonic()
    _opened.move_to_end(job)
    try:
        return kept.table, await asyncio.to_thread(_read, kept.table, row, amount)
    except BaseException:
        await close(job)
        raise


def _read(table: Table, row: int, amount: int) -> list[list[str]]:
    table.skip_to(row)
    return table.read(amount)


async def close(job: UUID) -> None:
    """Let go of a job's table."""
    kept = _opened.pop(job, None)
    if kept is not None:
        await kept.stack.aclose()


async def _let_go_of_idle() -> None:
    now = time.monotonic()
    for job, kept in list(_opened.items()):
        if len(_opened) > _MOST or now - kept.used > _IDLE_SECONDS:
            await close(job)
