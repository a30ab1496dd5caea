"""Calls to outside systems under way in this process. They hold up nobody: neither the drain that met them, nor each other.

Their claims are renewed meanwhile. Answers that come while a commit is under way share the next one. What is lost with the
process is repeated under its key by whoever takes the run up when its lease has ended.
"""

import asyncio
import contextvars
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Final
from uuid import UUID

import asyncpg

from axin.runtime.runs import claims, outside
from axin.runtime.runs.claims import Claimed
from axin.runtime.runs.effects import Outside
from axin.runtime.runs.errors import NOBODYS_FAULT

log: Final = logging.getLogger(__name__)
MOST_OF_TENANT: Final = 100
"""While so many calls of one tenant are under way, no more of its runs are begun here."""
Answered = Callable[[int, Sequence[tuple[Claimed, outside.Answer]]], Awaitable[None]]

_under_way: Final[dict[UUID, tuple[int, int]]] = {}
"""The tenant and epoch of each run whose call is under way, or whose answer waits."""
_of_tenant: Final[Counter[int]] = Counter()
_answers: Final[defaultdict[int, list[tuple[Claimed, outside.Answer]]]] = defaultdict(list)
_settling: Final[set[int]] = set()
_tasks: Final[set["asyncio.Task[None]"]] = set()
_keepers: Final[list["asyncio.Task[None]"]] = []


def full(tenant: int) -> bool:
    """Whether the tenant has as many calls under way as it may."""
    return _of_tenant[tenant] >= MOST_OF_TENANT


def begin(tenant: int, claimed: Claimed, waiting: Outside, answered: Answered) -> None:
    """Begin a call; its answer is handed to `answered`, together with others that come at the same time."""
    _under_way[claimed.id] = (tenant, claimed.epoch)
    _of_tenant[tenant] += 1
    _start(_perform(tenant, claimed, waiting, answered))
    if not _keepers or _keepers[0].done():
        _keepers[:] = [asyncio.get_running_loop().create_task(_keep(), context=contextvars.Context())]


async def finished() -> bool:
    """Wait until no call is under way; return whether any was."""
    waited = bool(_tasks)
    while _tasks:
        await asyncio.wait(set(_tasks))
    return waited


def _start(work: Coroutine[None, None, None]) -> None:
    task = asyncio.get_running_loop().create_task(work, context=contextvars.Context())
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _perform(tenant: int, claimed: Claimed, waiting: Outside, answered: Answered) -> None:
    answer = await outside.perform(waiting)
    _answers[tenant].append((claimed, answer))
    if tenant in _settling:
        return
    _settling.add(tenant)
    try:
        while _answers[tenant]:
            answers, _answers[tenant] = _answers[tenant][: claims.BATCH], _answers[tenant][claims.BATCH :]
            await _hand_over(tenant, answers, answered)
    finally:
        _settling.discard(tenant)


async def _hand_over(tenant: int, answers: Sequence[tuple[Claimed, outside.Answer]], answered: Answered) -> None:
    for claimed, _ in answers:
        _under_way.pop(claimed.id, None)
        _of_tenant[tenant] -= 1
    try:
        await answered(tenant, answers)
    except NOBODYS_FAULT:
        log.warning("Answers of outside systems could not be noted; their runs are taken up again when the leases end")
    except Exception:  # the answers behind these must not wait for ever, their claims renewed
        log.exception("Answers of outside systems could not be noted, by a fault of ours")


async def _keep() -> None:
    """Renew the claims of all calls under way."""
    while _under_way:
        await asyncio.sleep(claims.RENEW_SECONDS)
        by_tenant: defaultdict[int, list[tuple[UUID, int]]] = defaultdict(list)
        for run, (tenant, epoch) in _under_way.items():
            by_tenant[tenant].append((run, epoch))
        for tenant, kept in by_tenant.items():
            try:
                await claims.renew(tenant, kept)
            except (*NOBODYS_FAULT, asyncpg.PostgresError):
                log.warning("Claims could not be renewed; tried again in a moment")
