"""What the scheduler does for records: the change log's partitions are made before their month comes."""

import time
from typing import Final

from axin.platform.data.unit_of_work import control_row

MONTHS_AHEAD: Final = 18
_EVERY_SECONDS: Final = 24 * 3600
_next: Final[list[float]] = [0.0]


async def tick() -> None:
    """Once a day, and once after the start, make the partitions that are missing."""
    if time.monotonic() >= _next[0]:
        _next[0] = time.monotonic() + _EVERY_SECONDS
        await control_row("select change_partitions_ahead($1)", MONTHS_AHEAD)
