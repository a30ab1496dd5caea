"""The workspace itself: its title, language, time zone and currency."""

from typing import Annotated

import msgspec
from litestar import Controller, get, patch

from axin.tenants import roles, workspaces
from axin.tenants.actor import Actor
from axin.web.routes.auth import WorkspaceView, workspace_view

Text = Annotated[str, msgspec.Meta(max_length=1000)]


class WorkspaceChange(msgspec.Struct, forbid_unknown_fields=True):
    """What may be changed of a workspace; what is left out stays."""

    title: Text | None = None
    locale: Text | None = None
    timezone: Text | None = None
    currency: Text | None = None


class WorkspaceController(Controller):
    """The workspace."""

    path = "/api/w/{slug:str}"
    tags = ("workspace",)

    @get("/", operation_id="workspace")
    async def read(self, actor: Actor) -> WorkspaceView:  # noqa: ARG002 - who was let in
        """Return the workspace."""
        return workspace_view(await workspaces.current())

    @patch("/", operation_id="changeWorkspace")
    async def change(self, actor: Actor, data: WorkspaceChange) -> WorkspaceView:
        """Change the workspace's settings."""
        roles.check_manages(actor)
        return workspace_view(await workspaces.change(actor, msgspec.structs.asdict(data)))
