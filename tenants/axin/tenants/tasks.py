"""The scheduler's work for this folder: fold the usage deltas, forget sessions and tries that are over."""

import time
from collections import deque
from typing import Final

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.tenants import usage

_FOLD_EVERY: Final = 5.0
_FOLD_SECONDS: Final = 0.2
"""So long a tick folds at most."""
_CLEAN_EVERY: Final = 600.0
_last: Final[dict[str, float]] = {}
_left: Final[deque[int]] = deque()


async def tick() -> None:
    """Do what is due; called about every second by every scheduler, harmless when repeated."""
    await _fold_for_a_moment()
    if _due("clean", _CLEAN_EVERY):
        await forget_what_is_over()


async def _fold_for_a_moment() -> None:
    """Go on folding, workspace after workspace; of many a rest is left for the next tick, so that other work need not wait."""
    if not _left and _due("fold", _FOLD_EVERY):
        _left.extend(await _with_deltas())
    until = time.monotonic() + _FOLD_SECONDS
    while _left and time.monotonic() < until:
        await _fold(_left.popleft())


async def fold_usage() -> None:
    """Fold the deltas of every workspace that has some."""
    for tenant in await _with_deltas():
        await _fold(tenant)


async def _with_deltas() -> list[int]:
    async with control_transaction() as control:
        return [row["tenant_no"] for row in await control.fetch("select distinct tenant_no from usage_delta")]


async def _fold(tenant: int) -> None:
    async with tenant_transaction(tenant):
        await usage.fold()


async def forget_what_is_over() -> None:
    """Delete expired sessions and counters of tries."""
    async with control_transaction() as control:
        await control.execute("delete from session where expires_at < now() - interval '1 day'")
        await control.execute("delete from attempt where ends_at < now()")


def _due(what: str, every: float) -> bool:
    now = time.monotonic()
    if now - _last.get(what, -every) < every:
        return False
    _last[what] = now
    return True
