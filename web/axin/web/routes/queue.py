"""The queue of runs: how many wait for their turn."""

import msgspec
from litestar import get

from axin.runtime.runs import pressure


class QueueView(msgspec.Struct):
    """How many runs and events wait for their turn, and how many may; while it is full, new calls and events are refused."""

    waiting: int
    maximum: int | None
    full: bool


@get("/api/w/{slug:str}/runs/queue", operation_id="runQueue", tags=["runs"])
async def run_queue() -> QueueView:
    """Say how long the queue of runs is."""
    found = await pressure.queue()
    return QueueView(found.waiting, found.maximum, found.full)
