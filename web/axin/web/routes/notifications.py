"""Notifications: what a person was told."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, get, post

from axin.platform.kernel.errors import InvalidError
from axin.runtime.actions import worklist
from axin.runtime.actions.worklist import NotificationView
from axin.tenants.actor import Actor
from axin.web.parameters import Limit


class NotificationPage(msgspec.Struct):
    """A page of notifications, and how many are unread in all."""

    items: list[NotificationView]
    next: str | None
    unread: int


class Read(msgspec.Struct, forbid_unknown_fields=True):
    """Which ones are read: these, or all."""

    ids: Annotated[list[UUID], msgspec.Meta(max_length=1000)] | None = None
    all: bool = False


class ReadCount(msgspec.Struct):
    """How many were unread."""

    read: int


class NotificationsController(Controller):
    """One's own notifications."""

    path = "/api/w/{slug:str}/notifications"
    tags = ("notifications",)

    @get("/", operation_id="listNotifications")
    async def list_notifications(
        self, actor: Actor, *, unread: bool = False, limit: Limit = 50, after: str | None = None
    ) -> NotificationPage:
        """List one's notifications, newest first."""
        items, following, count = await worklist.notifications(actor, unread=unread, limit=limit, after=after)
        return NotificationPage(items, following, count)

    @post("/read", status_code=200, operation_id="readNotifications")
    async def read(self, actor: Actor, data: Read) -> ReadCount:
        """Mark notifications as read."""
        if data.ids is None and not data.all:
            raise InvalidError.at("/ids", "required", "Name the notifications, or say `all`.")
        return ReadCount(await worklist.read(actor, None if data.all else data.ids))
