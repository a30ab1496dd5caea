"""The scheduler: every second, what time itself makes due. One leads; the others stand by.

A tick is an idempotent function that finds what is due in Postgres and answers whether there is something to drain.
"""

import asyncio
import contextlib
import contextvars
import logging
import signal
from collections.abc import Sequence
from typing import Final

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.jobs.locks import Leader
from axin.platform.jobs.names import Job, resolve
from axin.platform.jobs.wake import wake
from axin.platform.kernel.settings import settings

log: Final = logging.getLogger(__name__)
TICK_SECONDS: Final = 1.0
_LEADERSHIP: Final = 0x417854  # "AxT"


async def run(ticks: Sequence[str]) -> None:
    """Tick until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    leader, jobs, opened = Leader(_LEADERSHIP), [resolve(name) for name in ticks], False
    while not stop.is_set():
        following = loop.time() + TICK_SECONDS
        if await leader.holds():
            opened = opened or await _open()
            await loop.create_task(_tick(jobs), context=contextvars.Context())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), max(0.0, following - loop.time()))
    await leader.resign()
    await close_engines()


async def _open() -> bool:
    url = settings().database_url
    if url is not None:
        await open_engines(url.get_secret_value(), max_size=4)
    return True


async def _tick(jobs: Sequence[Job]) -> None:
    due = False
    for job in jobs:
        try:
            due = bool(await job()) or due
        except Exception:
            log.exception("A tick failed; it is repeated in a second")
    if due:
        await wake()
