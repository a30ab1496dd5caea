"""Events of the tenant's own: what a program reports, scenarios take up."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, post

from axin.builder.compiling.plan import Plan
from axin.runtime.triggers import inbound, own_events
from axin.tenants.actor import Actor
from axin.web.routes.hooks import TooLargeError

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class NewEvent(msgspec.Struct, forbid_unknown_fields=True):
    """What has happened; with `key` it happens once, however often it is reported."""

    name: Name
    data: Any = None
    key: Name | None = None


class EventView(msgspec.Struct):
    """An event that was taken."""

    id: UUID
    name: str


class EventTaken(msgspec.Struct):
    """The event; what it sets off runs from now on."""

    event: EventView


@post("/api/w/{slug:str}/events", status_code=202, operation_id="reportEvent", tags=["events"])
async def report_event(request: Request[Any, Any, Any], plan: Plan, actor: Actor, data: NewEvent) -> EventTaken:
    """Report an event."""
    if len(await request.body()) > inbound.LARGEST_BODY:
        raise TooLargeError
    return EventTaken(EventView(await own_events.report(plan, actor, data.name, data.data, data.key), data.name))
