"""Timers: what time will set going; let it come now, or pass."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, get, post
from litestar.params import Parameter

from axin.builder.compiling.plan import Plan
from axin.runtime.triggers import upcoming
from axin.runtime.triggers.upcoming import TimerView
from axin.tenants.actor import Actor
from axin.web.parameters import Limit

Timer = Annotated[str, Parameter(max_length=200)]


class TimerPage(msgspec.Struct):
    """A page of timers."""

    items: list[TimerView]
    next: str | None


class TimersController(Controller):
    """Timers, for owners and admins."""

    path = "/api/w/{slug:str}/timers"
    tags = ("timers",)

    @get("/", operation_id="listTimers")
    async def list_timers(
        self,
        plan: Plan,
        actor: Actor,
        *,
        scenario: str | None = None,
        record: UUID | None = None,
        limit: Limit = 50,
        after: str | None = None,
    ) -> TimerPage:
        """List what is ahead, the nearest first."""
        items, following = await upcoming.page(plan, actor, scenario=scenario, record=record, limit=limit, after=after)
        return TimerPage(items, following)

    @post("/{timer:str}/run", status_code=204, operation_id="runTimer")
    async def run_now(self, plan: Plan, actor: Actor, timer: Timer, data: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - an empty body
        """Set it going now, once."""
        await upcoming.run_now(plan, actor, timer)

    @post("/{timer:str}/skip", status_code=204, operation_id="skipTimer")
    async def skip(self, plan: Plan, actor: Actor, timer: Timer, data: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - an empty body
        """Let it pass this time."""
        await upcoming.skip(plan, actor, timer)
