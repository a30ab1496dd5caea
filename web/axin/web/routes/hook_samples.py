"""Listening for a sample: the next call of a scenario's address, for its builder to map."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, get, post

from axin.platform.kernel.settings import settings
from axin.runtime.triggers import samples
from axin.runtime.triggers.samples import Sample
from axin.tenants.actor import Actor


class HookSample(msgspec.Struct):
    """The address to call, until when it is listened to, and the call that came, if one has."""

    url: str
    until: datetime | None
    at: datetime | None
    body: Any


class HookSampleController(Controller):
    """Samples of calls."""

    path = "/api/w/{slug:str}/scenarios/{key:str}/sample"
    tags = ("hooks",)

    @post("/", status_code=200, operation_id="listenForSample")
    async def listen(self, actor: Actor, key: str) -> HookSample:
        """Keep the next call for ten minutes; the scenario need not be published."""
        return _view(await samples.listen(actor, key))

    @get("/", operation_id="hookSample")
    async def sample(self, actor: Actor, key: str) -> HookSample:
        """Return what came."""
        return _view(await samples.sample_of(actor, key))


def _view(found: Sample) -> HookSample:
    return HookSample(f"{settings().address}/hooks/{found.hook.token}", found.until, found.at, found.body)
