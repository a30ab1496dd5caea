"""The scheduler's work for this folder: fold the usage deltas, forget sessions and tries that are over."""

import time
from typing import Final

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.tenants import usage

_FOLD_EVERY: Final = 5.0
_CLEAN_EVERY: Final = 600.0
_last: Final[dict[str, float]] = {}


async def tick() -> None:
    """Do what is due; called about every second by every scheduler, harmless when repeated."""
    if _due("fold", _FOLD_EVERY):
        await fold_usage()
    if _due("clean", _CLEAN_EVERY):
        await forget_what_is_over()


async def fold_usage() -> None:
    """Fold the deltas of every workspace that has some."""
    async with control_transaction() as control:
        tenants = await control.fetch("select distinct tenant_no from usage_delta")
    for row in tenants:
        async with tenant_transaction(row["tenant_no"]):
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
