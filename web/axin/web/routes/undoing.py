"""Undo of edits, and the trash: what was deleted, and how it comes back."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.params import Parameter

from axin.builder.compiling.plan import Plan
from axin.runtime.records import trash, undo
from axin.tenants.actor import Actor
from axin.web.plugins import AxinResponse
from axin.web.routes.record_shapes import RecordView

Limit = Annotated[int, Parameter(ge=1, le=trash.MOST_ROWS)]
Ids = Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=trash.MOST_ROWS)]
Key = Annotated[str, msgspec.Meta(max_length=63)]


class UndoBody(msgspec.Struct, forbid_unknown_fields=True):
    """Which change of the record to undo: the one that made `version`, by default the newest."""

    version: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)] | None = None
    keep_newer: bool = False
    """Whether what was changed since stays, and the rest goes back; else nothing is undone then."""


class ConflictView(msgspec.Struct):
    """What stayed, because it was changed since, or cannot go back."""

    entity: str
    id: str
    code: str
    field: str | None
    version: int | None
    at: str | None
    by: dict[str, Any] | None


class UndoneView(msgspec.Struct):
    """The record after the undo; none, where the undo has deleted it."""

    record: RecordView | None
    conflicts: list[ConflictView]


class DiscardedView(msgspec.Struct):
    """A deleted record."""

    entity: str
    id: UUID
    number: int
    display: str | None
    deleted_at: datetime
    deleted_by: dict[str, Any] | None
    purged_at: datetime


class TrashPage(msgspec.Struct):
    """A page of deleted records."""

    items: list[DiscardedView]
    next: str | None
    counts: dict[str, int]


class TrashBody(msgspec.Struct, forbid_unknown_fields=True):
    """Deleted records of an entity."""

    entity: Key
    ids: Ids


class RefusalView(msgspec.Struct):
    """A record that stays in the trash, and why."""

    id: UUID
    code: str


class RestoredView(msgspec.Struct):
    """What came back, of the entity and of those that went with it; and what did not."""

    restored: list[UUID]
    refused: list[RefusalView]


class PurgedView(msgspec.Struct):
    """How many records are gone for good."""

    purged: int


class UndoController(Controller):
    """Undo of one edit."""

    path = "/api/w/{slug:str}/records/{entity:str}/{record_id:uuid}/undo"
    tags = ("records",)

    @post("/", status_code=200, operation_id="undoEdit")
    async def undo(
        self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, data: UndoBody | None = None
    ) -> Response[UndoneView]:
        """Undo one change of a record; 409 with the conflicts where something newer is in the way."""
        asked = data or UndoBody()
        found = await undo.undo_edit(plan, actor, entity, record_id, asked.version, keep_newer=asked.keep_newer)
        shown = found.record.to_api() if found.record is not None else None
        return AxinResponse({"record": shown, "conflicts": [one.to_json() for one in found.conflicts]})


class TrashController(Controller):
    """The trash."""

    path = "/api/w/{slug:str}/trash"
    tags = ("trash",)

    @get("/", operation_id="listTrash")
    async def listing(
        self, *, actor: Actor, plan: Plan, entity: str | None = None, limit: Limit = 50, after: str | None = None
    ) -> TrashPage:
        """List an entity's deleted records, the last deleted first; without an entity, only how many each has."""
        counts = await trash.counts(plan, actor)
        if entity is None:
            return TrashPage([], None, counts)
        items, following = await trash.page(plan, actor, entity, limit=limit, after=after)
        return TrashPage([DiscardedView(**asdict(item)) for item in items], following, counts)

    @post("/restore", status_code=200, operation_id="restoreRecords")
    async def restore(self, actor: Actor, plan: Plan, data: TrashBody) -> RestoredView:
        """Bring records back, with their lines and all that went with them."""
        found = await trash.restore(plan, actor, data.entity, data.ids)
        refused = [RefusalView(id_, code) for id_, code in found.refused.items()]
        return RestoredView([record.id for record in found.records], refused)

    @post("/purge", status_code=200, operation_id="purgeRecords")
    async def purge(self, actor: Actor, plan: Plan, data: TrashBody) -> PurgedView:
        """End deleted records for good, before their thirty days are over."""
        return PurgedView(await trash.destroy(plan, actor, data.entity, data.ids))
