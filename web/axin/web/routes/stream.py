"""The stream of live events: each reader is told only of what they may see, and no longer than they may see it."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

from litestar import Controller, Request, get
from litestar.response import Stream

from axin.platform import live
from axin.platform.data.json import dumps_text
from axin.platform.jobs.valkey import Redis, RedisError, blocking_client
from axin.platform.kernel.errors import AxinError
from axin.platform.live import LiveEvent
from axin.tenants.access import Admission
from axin.web.middleware import admit
from axin.web.visibility import seen_by

_BEAT_SECONDS: Final = 10.0
_ASK_AGAIN_SECONDS: Final = 1.0
_RECONNECT_MILLISECONDS: Final = 2000


class StreamController(Controller):
    """Live events."""

    path = "/api/w/{slug:str}/stream"
    tags = ("stream",)

    @get("/", operation_id="stream", media_type="text/event-stream")
    async def stream(self, request: Request[Any, Any, Any], admission: Admission) -> Stream:
        """Follow the workspace: events record, run, task, notification, job; `Last-Event-ID` resumes."""
        seen = request.headers.get("last-event-id")
        reader = _Reader(request, admission)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return Stream(reader.follow(live.resume_point(seen)), media_type="text/event-stream", headers=headers)


class _Reader:
    """One open screen."""

    def __init__(self, request: Request[Any, Any, Any], admission: Admission) -> None:
        self._request = request
        self._admission = admission
        self._asked = time.monotonic()

    async def follow(self, seen: str | None) -> AsyncIterator[bytes]:
        """Yield the frames of the stream until the reader goes, or may no longer read."""
        valkey = blocking_client(_BEAT_SECONDS)
        try:
            if seen is None and valkey is not None:
                # Before the first byte: whoever reads the screens again once the stream is open misses nothing.
                with contextlib.suppress(RedisError, OSError):
                    seen = await live.latest(valkey, self._admission.actor.tenant_no)
            yield f"retry: {_RECONNECT_MILLISECONDS}\n\n".encode()
            async for events in self._batches(valkey, seen):
                if not await self._still_admitted():
                    return
                yield await self._frames(events) or b": still here\n\n"
        finally:
            if valkey is not None:
                with contextlib.suppress(RedisError, OSError):
                    await valkey.aclose()

    async def _batches(self, valkey: Redis | None, seen: str | None) -> AsyncIterator[Sequence[LiveEvent]]:
        """Yield what has come, or nothing at each beat; where Valkey is away, go on asking."""
        tenant = self._admission.actor.tenant_no
        while True:
            events: Sequence[LiveEvent] = ()
            try:
                if valkey is None:
                    await asyncio.sleep(_BEAT_SECONDS)
                else:
                    seen = seen or await live.latest(valkey, tenant)
                    events = await live.read(valkey, tenant, seen, _BEAT_SECONDS)
            except (RedisError, OSError):
                await asyncio.sleep(_ASK_AGAIN_SECONDS)
            seen = events[-1].id if events else seen
            yield events

    async def _still_admitted(self) -> bool:
        """Ask again who the reader is, once a second at most: a right withdrawn ends the stream."""
        if time.monotonic() - self._asked < _ASK_AGAIN_SECONDS:
            return True
        try:
            self._admission = await admit(self._request.scope, self._admission.slug)
        except AxinError:
            return False
        self._asked = time.monotonic()
        return True

    async def _frames(self, events: Sequence[LiveEvent]) -> bytes:
        if not events:
            return b""
        allowed = await seen_by(self._admission.actor, events)
        return "".join(f"id: {event.id}\nevent: {event.kind}\ndata: {dumps_text(event.data)}\n\n" for event in allowed).encode()
