"""When a failed step is tried again: later each time, and not at the same moment as everybody else."""

import random
from typing import Final

from axin.builder.compiling.plan import RetryPlan

_LEAST_PART: Final = 0.5


def pause(retry: RetryPlan, attempt: int) -> float:
    """Return how many seconds to wait after the failed attempt of this number (the first is 1)."""
    full = retry.first if retry.backoff == "fixed" else min(retry.first * 2.0 ** min(attempt - 1, 60), retry.max)
    return full * random.uniform(_LEAST_PART, 1.0)  # noqa: S311 - spreads load, guards nothing
