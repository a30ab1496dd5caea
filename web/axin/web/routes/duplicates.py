"""Duplicates: which records are the same one, and merging them."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.params import Parameter

from axin.builder.compiling.plan import Plan
from axin.runtime.records import duplicate_groups, merging, queries
from axin.tenants.actor import Actor
from axin.web.plugins import AxinResponse
from axin.web.routes.jobs import JobView, view
from axin.web.routes.record_shapes import RecordView

Limit = Annotated[int, Parameter(ge=1, le=duplicate_groups.MOST_GROUPS)]
Key = Annotated[str, msgspec.Meta(max_length=63)]


class DuplicatesView(msgspec.Struct):
    """Records that count as the same one, and the fields that say so."""

    fields: list[str]
    records: list[RecordView]


class GroupPage(msgspec.Struct):
    """A page of groups."""

    items: list[DuplicatesView]
    next: str | None


class MergeBody(msgspec.Struct, forbid_unknown_fields=True):
    """Which record stays, which others go into it, and for a field, whose value is taken."""

    keep: UUID
    others: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=merging.MOST_OTHERS)]
    choices: Annotated[dict[Key, UUID], msgspec.Meta(max_length=1_000)] = {}


class MergedView(msgspec.Struct):
    """The record that stayed, and the job by which the merge is undone."""

    record: RecordView
    job: JobView


class DuplicatesController(Controller):
    """Duplicates and merging."""

    path = "/api/w/{slug:str}/records/{entity:str}"
    tags = ("records",)

    @get("/duplicates", operation_id="duplicates")
    async def duplicates(
        self, *, actor: Actor, plan: Plan, entity: str, limit: Limit = 20, after: str | None = None
    ) -> Response[GroupPage]:
        """List groups of records that count as the same one, by the entity's matching fields."""
        items, following = await duplicate_groups.groups(plan, actor, entity, limit=limit, after=after)
        return AxinResponse({"items": items, "next": following})

    @post("/merge", status_code=200, operation_id="mergeRecords")
    async def merge(self, actor: Actor, plan: Plan, entity: str, data: MergeBody) -> Response[MergedView]:
        """Merge records into one: links, lines, tasks and history come along; undone by the job."""
        job = await merging.merge(actor, entity, data.keep, data.others, data.choices)
        record = await queries.get(plan, actor, entity, data.keep)
        return AxinResponse({"record": record.to_api(), "job": view(job)})
