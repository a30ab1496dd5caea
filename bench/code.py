"""What a step of code costs: a program through the process that runs code, start to answer; and how well the hostile are held.

The hostile ones run to their deadline: what is printed is the longest of them as a part of its limit.
"""

import asyncio
import statistics
import time
from contextlib import suppress
from typing import Any, Final

from axin.platform.kernel.clock import utc_now
from axin.runtime.runs.errors import StepError
from axin.runtime.sandbox import code

_PROGRAMS: Final = 500
_SECONDS: Final = 0.5
_PRICES: Final = {"items": [{"price": "12.50", "count": number} for number in range(20)]}
_SUM: Final = "input.items.reduce((sum, item) => sum + Number(item.price) * item.count, 0)"
_ENDLESS: Final = (
    "while (true) {}",
    "/^(a+)+$/.test('a'.repeat(60) + '!')",
    "2n ** 100_000_000n",
    "for (;;) Array(1e6).join('x')",
    "new Proxy({}, { get() { for (;;); } }).x",
)


def measure() -> dict[str, Any]:
    """Return the figures."""
    return asyncio.run(_measured())


async def _measured() -> dict[str, Any]:
    await code.compute(1, "1", None, utc_now())
    taken = sorted([await _timed(_SUM) for _ in range(_PROGRAMS)])
    held = [await _held(source) for source in _ENDLESS]
    return {
        "p50_ms": round(statistics.median(taken) * 1000, 2),
        "p95_ms": round(taken[int(len(taken) * 0.95)] * 1000, 2),
        "hostile_held_at_most": round(max(held) / _SECONDS, 2),
    }


async def _held(source: str) -> float:
    """Return how long a hostile program was let run; a process that an earlier one has cost is there again before."""
    await asyncio.gather(*(code.compute(tenant, "1", None, utc_now()) for tenant in range(4)))
    return await _timed(source, fuel=10**13)


async def _timed(source: str, fuel: int = 3_000_000_000) -> float:
    begun = time.perf_counter()
    with suppress(StepError):
        await code.compute(1, source, _PRICES, utc_now(), seconds=_SECONDS, fuel=fuel)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(measure())  # noqa: T201 - the figures are what is asked for
