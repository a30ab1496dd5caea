"""How often something may happen, counted in Valkey for all processes; where it is away, each process counts for itself."""

import logging
import time
from functools import cache
from typing import Final

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from redis.exceptions import RedisError

from axin.platform.kernel.errors import TooManyRequestsError
from axin.platform.kernel.settings import settings

log: Final = logging.getLogger(__name__)


async def hit(name: str, who: str, *, times: int, seconds: int) -> None:
    """Count one `name` by `who`; refuse it where there were more than `times` in the last `seconds`."""
    item = RateLimitItemPerSecond(times, seconds)
    url = settings().redis_url
    for limiter in (_limiter(url.get_secret_value() if url else None), _limiter(None)):
        try:
            if await limiter.hit(item, name, who):
                return
            raise await _refusal(limiter, item, name, who)
        except (RedisError, StorageError, OSError):
            log.warning("Valkey does not answer; this process counts for itself")


async def _refusal(limiter: SlidingWindowCounterRateLimiter, item: RateLimitItem, name: str, who: str) -> TooManyRequestsError:
    window = await limiter.get_window_stats(item, name, who)
    wait = max(1, round(window.reset_time - time.time()))
    return TooManyRequestsError("Too many requests at once. Wait a little, then try again.", headers={"Retry-After": str(wait)})


@cache
def _limiter(url: str | None) -> SlidingWindowCounterRateLimiter:
    storage: Storage = MemoryStorage() if url is None else RedisStorage(f"async+{url}", implementation="redispy")
    return SlidingWindowCounterRateLimiter(storage)
