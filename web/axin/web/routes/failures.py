"""Failures by their cause: seen together, tried again together."""

from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post

from axin.builder.compiling.plan import Plan
from axin.runtime.runs import failure_listing, rerunning
from axin.runtime.runs.failure_listing import FailureView
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.routes.jobs import JobStarted, started

AnyRequest = Request[Any, Any, Any]


class FailureList(msgspec.Struct):
    """The causes for which runs stand failed, the latest first."""

    items: list[FailureView]


class Again(msgspec.Struct, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Where to take the runs up: at the step that failed, or from the start."""

    from_: Literal["failed", "start"] = "failed"


class FailuresController(Controller):
    """Failures, for owners and admins."""

    path = "/api/w/{slug:str}/failures"
    tags = ("runs",)

    @get("/", operation_id="listFailures")
    async def listing(self, plan: Plan, actor: Actor, request: AnyRequest, *, scenario: str | None = None) -> FailureList:
        """List why runs stand failed: each cause once, with how many there are and since when."""
        return FailureList(await failure_listing.listing(plan, actor, scenario, context.locale(request.scope)))

    @post("/{failure_id:uuid}/rerun", status_code=202, operation_id="rerunFailed")
    async def rerun(self, plan: Plan, actor: Actor, failure_id: UUID, data: Again | None = None) -> JobStarted:
        """Try every run that failed for this cause again."""
        found = await failure_listing.get(plan, actor, failure_id)
        return started(await rerunning.start(actor, found, (data or Again()).from_))

    @post("/{failure_id:uuid}/mended", status_code=204, operation_id="mendFailure")
    async def mended(self, actor: Actor, failure_id: UUID) -> None:
        """Say that the cause is mended: what failed stays as it ended, what fails next is told of anew."""
        await failure_listing.mended(actor, failure_id)
