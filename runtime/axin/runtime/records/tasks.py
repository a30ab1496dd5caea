"""What the scheduler does for records: late cards and dates that have come are told of, totals folded, months prepared."""

import time
from typing import Final

from axin.platform.data.unit_of_work import control_row
from axin.runtime.records import date_timers, stage_timers, totals

MONTHS_AHEAD: Final = 18
_EVERY_SECONDS: Final = 24 * 3600
_FOLD_SECONDS: Final = 5.0
_next: Final[list[float]] = [0.0]
_fold: Final[list[float]] = [0.0]


async def tick() -> None:
    """Tell of what has come; now and then fold totals; once a day, and after the start, make the partitions that are missing."""
    await stage_timers.fire()
    await date_timers.fire()
    if time.monotonic() >= _fold[0]:
        _fold[0] = time.monotonic() + _FOLD_SECONDS
        await totals.fold()
    if time.monotonic() >= _next[0]:
        _next[0] = time.monotonic() + _EVERY_SECONDS
        await control_row("select change_partitions_ahead($1)", MONTHS_AHEAD)
