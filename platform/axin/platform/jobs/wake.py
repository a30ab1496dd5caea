"""The nudge after a commit: "something is due". Deduplicated, cheap, and harmless to lose.

One round trip of a script: if no wake-up is pending, mark one and push a drain job for RQ. Where Valkey is away the nudge is
skipped for a moment; processes that run scenarios ask Postgres themselves every second.
"""

import time
from functools import cache
from typing import Any, Final
from uuid import uuid4

from redis.exceptions import RedisError

from axin.platform.jobs.queue import JOB_SECONDS, QUEUE, WAKE_KEY, drain_job
from axin.platform.jobs.valkey import client
from axin.platform.kernel.sharing import Shared

# A pending mark whose job was lost must not silence later nudges for long.
_PENDING_MILLISECONDS: Final = 1000
_PAUSE_AFTER_FAILURE_SECONDS: Final = 0.5
_SCRIPT: Final = """
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 0 end
redis.call('HSET', 'rq:job:' .. ARGV[2], unpack(ARGV, 4))
redis.call('EXPIRE', 'rq:job:' .. ARGV[2], ARGV[3])
redis.call('SADD', 'rq:queues', KEYS[2])
redis.call('LPUSH', KEYS[2], ARGV[2])
return 1
"""
_skip_until: list[float] = [0.0]


async def wake() -> None:
    """Ask for a drain soon. Call it after the commit: `after_commit(wake)`."""
    await _waking.hand_in((None,))


async def _wake(_: list[None]) -> None:
    valkey = client()
    if valkey is None or time.monotonic() < _skip_until[0]:
        return
    arguments = [_PENDING_MILLISECONDS, uuid4().hex, JOB_SECONDS, *_job_fields()]
    try:
        await valkey.eval(_SCRIPT, 2, WAKE_KEY, f"rq:queue:{QUEUE}", *arguments)
    except (RedisError, OSError):
        _skip_until[0] = time.monotonic() + _PAUSE_AFTER_FAILURE_SECONDS


_waking: Final = Shared(_wake)


@cache
def _job_fields() -> tuple[Any, ...]:
    return tuple(part for field in drain_job().items() for part in field)
