"""Views: saved ways to look at records, one's own, shared, and the solution's."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, patch, post, put
from msgspec import UNSET, UnsetType

from axin.builder.compiling.plan import Plan
from axin.builder.schemas.views import GREATEST_WIDTH, LEAST_WIDTH
from axin.runtime.views import saved
from axin.runtime.views.saved import View
from axin.runtime.views.spec import Kind, Spec, Total
from axin.tenants.actor import Actor
from axin.web.parameters import IfMatch, version_in

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=63)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Names = Annotated[tuple[Name, ...], msgspec.Meta(max_length=200)]
Formula = Annotated[str, msgspec.Meta(max_length=4_000)]
Sort = Annotated[str, msgspec.Meta(max_length=500)]
Width = Annotated[int, msgspec.Meta(ge=LEAST_WIDTH, le=GREATEST_WIDTH)]
Widths = Annotated[dict[Name, Width], msgspec.Meta(max_length=200)]
Totals = Annotated[dict[Name, Total], msgspec.Meta(max_length=20)]
Pinned = Annotated[int, msgspec.Meta(ge=0, le=5)]
Roles = Annotated[tuple[Key, ...], msgspec.Meta(max_length=100)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_SPEC: Final = Spec.__struct_fields__


class NewView(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A view to save."""

    title: Title
    entity: Key
    kind: Kind = "table"
    funnel: Key | None = None
    columns: Names = ()
    widths: Widths = {}
    pinned: Pinned = 1
    filter: Formula | None = None
    sort: Sort | None = None
    group: Name | None = None
    totals: Totals = {}
    date: Name | None = None
    shared: bool = False
    roles: Roles = ()


class ViewChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to change of a view; what is left out stays."""

    title: Title | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    funnel: Key | UnsetType | None = UNSET
    columns: Names | UnsetType = UNSET
    widths: Widths | UnsetType = UNSET
    pinned: Pinned | UnsetType = UNSET
    filter: Formula | UnsetType | None = UNSET
    sort: Sort | UnsetType | None = UNSET
    group: Name | UnsetType | None = UNSET
    totals: Totals | UnsetType = UNSET
    date: Name | UnsetType | None = UNSET
    shared: bool | UnsetType = UNSET
    roles: Roles | UnsetType = UNSET


class Preference(msgspec.Struct, forbid_unknown_fields=True):
    """The view with which the records of an entity open; none with null."""

    entity: Key
    view: Name | None


class SavedView(msgspec.Struct, kw_only=True):
    """A view as its reader may know it."""

    id: UUID | None
    key: str
    title: dict[str, str]
    source: Literal["solution", "saved"]
    entity: str
    kind: Kind
    funnel: str | None
    columns: list[str]
    widths: dict[str, int]
    pinned: int
    filter: str | None
    sort: str | None
    group: str | None
    totals: dict[str, Total]
    date: str | None
    shared: bool
    roles: list[str]
    mine: bool
    can_edit: bool
    preferred: bool
    version: int
    updated_at: datetime | None


class ViewPage(msgspec.Struct):
    """All views that the reader is offered."""

    items: list[SavedView]
    next: str | None = None


class ViewsController(Controller):
    """Views."""

    path = "/api/w/{slug:str}/views"
    tags = ("views",)

    @get("/", operation_id="listViews")
    async def listing(self, actor: Actor, plan: Plan, entity: str | None = None) -> ViewPage:
        """List the views one is offered: the solution's, those shared with one's role, one's own."""
        return ViewPage([_shown(view) for view in await saved.listing(plan, actor, entity)])

    @post("/", operation_id="createView")
    async def create(self, actor: Actor, plan: Plan, data: NewView) -> SavedView:
        """Save a view, for oneself or for others."""
        spec = msgspec.convert({name: getattr(data, name) for name in _SPEC}, Spec)
        return _shown(await saved.create(plan, actor, data.title, spec, shared=data.shared, roles=data.roles))

    @put("/preferred", operation_id="preferView", status_code=204)
    async def prefer(self, actor: Actor, plan: Plan, data: Preference) -> None:
        """Open the records of an entity with this view from now on."""
        await saved.prefer(plan, actor, data.entity, data.view)

    @get("/{view_id:uuid}", operation_id="getView")
    async def read(self, actor: Actor, plan: Plan, view_id: UUID) -> SavedView:
        """Return a saved view."""
        return _shown(await saved.get(plan, actor, view_id))

    @patch("/{view_id:uuid}", operation_id="changeView")
    async def change(self, *, actor: Actor, plan: Plan, view_id: UUID, data: ViewChange, if_match: IfMatch = None) -> SavedView:
        """Change a view; with If-Match, only the version that was read."""
        given = {name: value for name in data.__struct_fields__ if (value := getattr(data, name)) is not UNSET}
        found = await saved.change(
            plan, actor, view_id, {name: value for name, value in given.items() if name in _SPEC},
            title=given.get("title"), shared=given.get("shared"), roles=given.get("roles"), if_version=version_in(if_match),
        )  # fmt: skip
        return _shown(found)

    @delete("/{view_id:uuid}", operation_id="deleteView")
    async def remove(self, actor: Actor, plan: Plan, view_id: UUID) -> None:
        """Delete a view."""
        await saved.remove(plan, actor, view_id)


def _shown(view: View) -> SavedView:
    own = {name: getattr(view, name) for name in View.__struct_fields__ if name != "spec"}
    spec = msgspec.structs.asdict(view.spec)
    return msgspec.convert({**own, **spec, "title": dict(view.title)}, SavedView, from_attributes=True)
