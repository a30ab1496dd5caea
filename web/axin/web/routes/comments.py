"""What people say about a record and do with it: comments with mentions, activities done and planned."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, patch, post
from msgspec import UNSET, UnsetType

from axin.builder.compiling.plan import Plan
from axin.runtime.comments import activities, comments
from axin.runtime.comments.activities import Activity, ActivityKind
from axin.runtime.comments.comments import MOST_MENTIONED, Comment
from axin.runtime.comments.subject import Subject
from axin.tenants.actor import Actor
from axin.web.parameters import Limit

Said = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, pattern=r"\S")]
Text = Annotated[str, msgspec.Meta(max_length=10_000)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"\S")]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
People = Annotated[list[UUID], msgspec.Meta(max_length=MOST_MENTIONED)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class NewComment(msgspec.Struct, forbid_unknown_fields=True):
    """What to say, and who is mentioned in it."""

    text: Said
    mentions: People = []


class CommentChange(msgspec.Struct, forbid_unknown_fields=True):
    """What to say instead."""

    text: Said
    mentions: People | UnsetType = UNSET


class CommentPage(msgspec.Struct):
    """A page of comments."""

    items: list[Comment]
    next: str | None


class NewActivity(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Something done, or, with a time that lies ahead, planned."""

    kind: ActivityKind
    title: Title
    text: Text = ""
    at: Moment | UnsetType = UNSET
    minutes: Minutes | None = None
    responsible: UUID | None = None
    done: bool | None = None


class ActivityChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to change; what is left out stays."""

    kind: ActivityKind | UnsetType = UNSET
    title: Title | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    at: Moment | UnsetType = UNSET
    minutes: Minutes | UnsetType | None = UNSET
    responsible: UUID | UnsetType = UNSET
    done: bool | None = None


class ActivityPage(msgspec.Struct):
    """A page of activities."""

    items: list[Activity]
    next: str | None


class CommentsController(Controller):
    """Comments on a record."""

    path = "/api/w/{slug:str}/records/{entity:str}/{record_id:uuid}/comments"
    tags = ("comments",)

    @get("/", operation_id="listComments")
    async def listing(
        self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, limit: Limit = 50, after: str | None = None
    ) -> CommentPage:
        """List what was said about a record, newest first."""
        return CommentPage(*await comments.listing(Subject(plan, actor, entity, record_id), limit=limit, after=after))

    @post("/", operation_id="createComment")
    async def create(self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, data: NewComment) -> Comment:
        """Say something about a record; who is mentioned and may see it is told."""
        return await comments.create(Subject(plan, actor, entity, record_id), data.text, data.mentions)

    @patch("/{comment_id:uuid}", operation_id="changeComment")
    async def change(
        self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, comment_id: UUID, data: CommentChange
    ) -> Comment:
        """Change a comment of one's own."""
        mentions = None if isinstance(data.mentions, UnsetType) else data.mentions
        return await comments.change(Subject(plan, actor, entity, record_id), comment_id, data.text, mentions)

    @delete("/{comment_id:uuid}", operation_id="deleteComment")
    async def remove(self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, comment_id: UUID) -> None:
        """Delete a comment of one's own, or, as an owner or admin, anybody's."""
        await comments.remove(Subject(plan, actor, entity, record_id), comment_id)


class ActivitiesController(Controller):
    """Activities of a record."""

    path = "/api/w/{slug:str}/records/{entity:str}/{record_id:uuid}/activities"
    tags = ("activities",)

    @get("/", operation_id="listActivities")
    async def listing(
        self,
        *,
        actor: Actor,
        plan: Plan,
        entity: str,
        record_id: UUID,
        planned: bool | None = None,
        limit: Limit = 50,
        after: str | None = None,
    ) -> ActivityPage:
        """List a record's activities, newest first."""
        found = await activities.listing(Subject(plan, actor, entity, record_id), planned=planned, limit=limit, after=after)
        return ActivityPage(*found)

    @post("/", operation_id="createActivity")
    async def create(self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, data: NewActivity) -> Activity:
        """Note what was done about a record, or plan what comes."""
        return await activities.create(Subject(plan, actor, entity, record_id), _given(data), done=data.done)

    @patch("/{activity_id:uuid}", operation_id="changeActivity")
    async def change(
        self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, activity_id: UUID, data: ActivityChange
    ) -> Activity:
        """Change an activity of one's own, or say that one's planned one is done."""
        return await activities.change(Subject(plan, actor, entity, record_id), activity_id, _given(data), done=data.done)

    @delete("/{activity_id:uuid}", operation_id="deleteActivity")
    async def remove(self, *, actor: Actor, plan: Plan, entity: str, record_id: UUID, activity_id: UUID) -> None:
        """Delete an activity of one's own, or, as an owner or admin, anybody's."""
        await activities.remove(Subject(plan, actor, entity, record_id), activity_id)


def _given(data: NewActivity | ActivityChange) -> dict[str, Any]:
    names = [name for name in data.__struct_fields__ if name != "done"]
    return {name: value for name in names if (value := getattr(data, name)) is not UNSET}
