"""A limit refuses the one too many, with the time to wait; without Valkey each process counts for itself."""

from uuid import uuid4

import pytest

from axin.platform.http import rate_limit
from axin.platform.kernel.errors import TooManyRequestsError
from axin.platform.kernel.settings import settings, use


async def test_the_one_too_many_is_refused_with_a_time_to_wait(database):
    who = uuid4().hex
    for _ in range(3):
        await rate_limit.hit("test", who, times=3, seconds=60)
    with pytest.raises(TooManyRequestsError) as refused:
        await rate_limit.hit("test", who, times=3, seconds=60)
    assert 1 <= int(refused.value.headers["Retry-After"]) <= 120
    await rate_limit.hit("test", uuid4().hex, times=3, seconds=60)


async def test_without_valkey_the_process_counts_for_itself(database):
    before = settings()
    use(before.model_copy(update={"redis_url": None}))
    try:
        who = uuid4().hex
        await rate_limit.hit("test", who, times=1, seconds=60)
        with pytest.raises(TooManyRequestsError):
            await rate_limit.hit("test", who, times=1, seconds=60)
    finally:
        use(before)
