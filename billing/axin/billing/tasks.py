"""The scheduler's work for this folder: events of the payment service whose first try failed."""

import time
from typing import Final

from axin.billing import webhooks

_EVERY_SECONDS: Final = 5.0
_last: Final[list[float]] = [0.0]


async def tick() -> None:
    """Apply what waits; called about every second, harmless when repeated."""
    if time.monotonic() - _last[0] >= _EVERY_SECONDS:
        _last[0] = time.monotonic()
        await webhooks.apply_waiting()
