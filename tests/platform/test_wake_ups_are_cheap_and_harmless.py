"""A wake-up reaches the loop through RQ, costs little, and may be lost."""

import asyncio
import threading
import time

import pytest
import redis

from axin.platform.jobs import wake as wake_module
from axin.platform.jobs import worker
from axin.platform.jobs.queue import QUEUE, WAKE_KEY, new_worker
from axin.platform.jobs.valkey import close
from axin.platform.jobs.wake import wake
from axin.platform.kernel.settings import Settings, settings, use


@pytest.fixture
def valkey(database):
    with redis.Redis.from_url(database.redis_url) as client:
        client.flushdb()
        yield client


async def test_many_nudges_are_one_job(valkey):
    while not valkey.llen(f"rq:queue:{QUEUE}"):  # a busy machine may lose one
        await wake()
    assert valkey.persist(WAKE_KEY)  # nor does it let the mark end meanwhile
    for _ in range(20):
        await wake()
    assert valkey.llen(f"rq:queue:{QUEUE}") == 1


async def test_the_job_drains_through_rq(valkey):
    drained = asyncio.Event()

    async def job():
        drained.set()

    loop = asyncio.get_running_loop()
    worker._active.append((loop, worker.Drains([job])))
    try:
        await wake()
        thread = threading.Thread(target=lambda: new_worker(valkey).work(burst=True, logging_level="CRITICAL"))
        thread.start()
        await asyncio.wait_for(drained.wait(), 10)
        await asyncio.to_thread(thread.join)
    finally:
        worker._active.clear()
    assert not valkey.exists(WAKE_KEY)
    assert not valkey.keys("rq:job:*")


async def test_a_drain_asked_for_meanwhile_follows():
    runs, gate, second = [], asyncio.Event(), asyncio.Event()

    async def job():
        runs.append(1)
        if len(runs) == 2:
            second.set()
        await gate.wait()

    drains = worker.Drains([job])
    drains.nudge()
    drains.nudge()
    await asyncio.sleep(0)
    assert len(runs) == 1
    gate.set()
    await asyncio.wait_for(second.wait(), 5)
    await drains.stop()


async def test_one_bad_drain_does_not_stop_the_next():
    done = asyncio.Event()

    async def bad():
        raise RuntimeError("on purpose")

    async def good():
        done.set()

    drains = worker.Drains([bad, good])
    drains.nudge()
    await asyncio.wait_for(done.wait(), 5)
    await drains.stop()


async def test_valkey_away_is_harmless_and_quick(database):
    before = settings()
    use(Settings(**{**before.model_dump(), "redis_url": "redis://127.0.0.1:1/0"}))
    try:
        start = time.monotonic()
        for _ in range(100):
            await wake()
        assert time.monotonic() - start < 1
    finally:
        await close()
        use(before)


async def test_a_wake_up_costs_under_a_millisecond(valkey):
    wake_module._skip_until[0] = 0
    await wake()
    start = time.perf_counter()
    for _ in range(200):
        await wake()
    assert (time.perf_counter() - start) / 200 < 0.003
