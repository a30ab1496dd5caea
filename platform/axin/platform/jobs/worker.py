"""The process that runs scenarios: one event loop and one pool; wake-ups by RQ, and Postgres asked every second besides.

RQ's blocking loop lives in a thread of its own and only says "drain"; the loop drains. Losing Valkey wholly costs a second
of latency; losing Postgres costs as long as it is away.
"""

import asyncio
import contextlib
import contextvars
import logging
import os
import signal
import threading
import time
from collections.abc import Sequence
from typing import Final

from redis import Redis
from redis.exceptions import RedisError

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.jobs.names import Job, resolve
from axin.platform.jobs.queue import WAKE_KEY, new_worker
from axin.platform.kernel.settings import settings

log: Final = logging.getLogger(__name__)
POLL_SECONDS: Final = 1.0
# A drain that waits for an outside system must not hold up the others; so many may be under way at once.
_MOST_DRAINS: Final = 4
_BUSY_SECONDS: Final = 0.02
_PATIENCE_SECONDS: Final = 0.1
_GLANCE_SECONDS: Final = 0.004
_TURN_SECONDS: Final = 1.0
_RETRY_SECONDS: Final = 0.5
_STOP_SECONDS: Final = 8.0


class Drains:
    """The drains under way in this process, and whether another is wanted."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._running: set[asyncio.Task[None]] = set()
        self._youngest = 0.0
        self._again = False
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether a drain is under way."""
        return bool(self._running)

    def nudge(self) -> None:
        """Drain now, or once more when the present drain ends."""
        now = time.monotonic()
        if self._stopping:
            return
        if self._running and (len(self._running) >= _MOST_DRAINS or now - self._youngest < _BUSY_SECONDS):
            self._again = True
            return
        self._youngest = now
        task = asyncio.get_running_loop().create_task(self._drain(), context=contextvars.Context())
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Start nothing more, and let what runs come to its next commit."""
        self._stopping = True
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_STOP_SECONDS)
            for task in late:
                task.cancel()

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        if self._again:
            self._again = False
            self.nudge()

    async def _drain(self) -> None:
        """Drain until nothing is left to do; the kinds of work take turns, so that none waits for another's end."""
        while any([await self._is_left(job) for job in self._jobs]) and not self._stopping:
            pass

    async def _is_left(self, job: Job) -> bool:
        """Drain one kind of work for a moment; return whether some of it is left."""
        until = time.monotonic() + _TURN_SECONDS
        try:
            while await job() and not self._stopping:
                if time.monotonic() > until:
                    return True
        except Exception:
            log.exception("A drain failed; it is repeated within a second")
        return False


_active: list[tuple[asyncio.AbstractEventLoop, Drains]] = []


def drain_requested() -> None:
    """RQ's job: pass the wake-up to the event loop. The pending mark goes first, so that no later commit is missed.

    While a drain is under way it finds new work by itself; the mark then stays a moment, and RQ, whose jobs cost more than
    most steps, is spared one for every commit.
    """
    patience = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < patience and any(drains.busy for _, drains in _active):
        time.sleep(_GLANCE_SECONDS)
    url = settings().redis_url
    if url is not None:
        _synchronous_client(url.get_secret_value()).delete(WAKE_KEY)
    for loop, drains in _active:
        loop.call_soon_threadsafe(drains.nudge)


async def run(drains: Sequence[str], *, pool_size: int = 10) -> None:
    """Drain until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await _open_database(pool_size)
    active = Drains([resolve(name) for name in drains])
    _active.append((loop, active))
    threading.Thread(target=_listen, name="rq", daemon=True).start()
    while not stop.is_set():
        active.nudge()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), POLL_SECONDS)
    await active.stop()
    await close_engines()
    os._exit(0)  # RQ's thread waits in Valkey and is no reason to stay


async def _open_database(pool_size: int) -> None:
    """Connect, waiting for a database that is still starting."""
    url = settings().database_url
    if url is None:
        raise RuntimeError("no database is configured")
    while True:
        try:
            await open_engines(url.get_secret_value(), max_size=pool_size)
        except (OSError, TimeoutError) as error:
            log.warning("Postgres does not answer (%s); trying again", type(error).__name__)
            await close_engines()
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            return


def _listen() -> None:
    """Work for RQ for ever: whatever happens to Valkey, begin again."""
    url = settings().redis_url
    if url is None:
        return
    while True:
        try:
            new_worker(Redis.from_url(url.get_secret_value())).work(logging_level="CRITICAL")
        except (RedisError, OSError, ValueError):
            log.warning("Valkey does not answer; Postgres is asked every second meanwhile")
        time.sleep(_RETRY_SECONDS)


_clients: dict[str, "Redis"] = {}


def _synchronous_client(url: str) -> "Redis":
    if url not in _clients:
        _clients[url] = Redis.from_url(url)
    return _clients[url]
