"""Connections: ways into other systems for scenarios, made and tried by those who manage the workspace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, patch, post

from axin.builder.compiling.plan import Plan
from axin.runtime.connectors import keeping, testing
from axin.runtime.connectors.connection import Connection
from axin.tenants.actor import Actor

Short = Annotated[str, msgspec.Meta(max_length=1000)]
Secret = Annotated[str, msgspec.Meta(max_length=4000)]
Hosts = Annotated[list[Short], msgspec.Meta(max_length=20)]
Roles = Annotated[list[Short], msgspec.Meta(max_length=100)]
Settings = Annotated[dict[str, Short], msgspec.Meta(max_length=10)]
PerSecond = Annotated[int, msgspec.Meta(ge=1, le=1000)]
AtOnce = Annotated[int, msgspec.Meta(ge=1, le=100)]


class NewConnection(msgspec.Struct, forbid_unknown_fields=True):
    """A connection to make. `kind` is none, basic, bearer, header, query or oauth2 (client credentials)."""

    key: Short
    title: Short
    kind: Short
    hosts: Hosts = msgspec.field(default_factory=list)
    settings: Settings = msgspec.field(default_factory=dict)
    secret: Secret | None = None
    roles: Roles = msgspec.field(default_factory=list)
    per_second: PerSecond | None = None
    at_once: AtOnce | None = None


class ConnectionChange(msgspec.Struct, forbid_unknown_fields=True):
    """What changes. Where the secret would go elsewhere (kind, hosts, settings), it is given again."""

    title: Short | msgspec.UnsetType = msgspec.UNSET
    kind: Short | msgspec.UnsetType = msgspec.UNSET
    hosts: Hosts | msgspec.UnsetType = msgspec.UNSET
    settings: Settings | msgspec.UnsetType = msgspec.UNSET
    secret: Secret | msgspec.UnsetType = msgspec.UNSET
    roles: Roles | msgspec.UnsetType = msgspec.UNSET
    per_second: PerSecond | msgspec.UnsetType | None = msgspec.UNSET
    at_once: AtOnce | msgspec.UnsetType | None = msgspec.UNSET


class ConnectionView(msgspec.Struct):
    """A connection, without its secret, which nobody can read again."""

    key: str
    title: str
    kind: str
    hosts: list[str]
    settings: dict[str, str]
    has_secret: bool
    roles: list[str]
    per_second: int | None
    at_once: int | None
    created_by: UUID
    created_at: datetime
    updated_at: datetime


class ConnectionList(msgspec.Struct):
    """All connections that the reader may use."""

    items: list[ConnectionView]


class ConnectionTrial(msgspec.Struct, forbid_unknown_fields=True):
    """Where to try it: an address of one of its hosts."""

    url: Short


class Tried(msgspec.Struct):
    """How the other side answered a GET."""

    ok: bool
    status: int | None
    milliseconds: int
    message: str | None


class ConnectionController(Controller):
    """Connections."""

    path = "/api/w/{slug:str}/connections"
    tags = ("connections",)

    @get("/", operation_id="connections")
    async def listing(self, actor: Actor) -> ConnectionList:
        """Return the connections that the reader's role may use; to owners and admins, all."""
        return ConnectionList([_view(each) for each in await keeping.listing(actor)])

    @post("/", operation_id="createConnection")
    async def create(self, actor: Actor, plan: Plan, data: NewConnection) -> ConnectionView:
        """Make a connection; its secret is sealed and never shown."""
        return _view(await keeping.create(actor, _given(data), tuple(plan.roles)))

    @patch("/{key:str}", operation_id="changeConnection")
    async def change(self, actor: Actor, plan: Plan, key: str, data: ConnectionChange) -> ConnectionView:
        """Change a connection."""
        return _view(await keeping.change(actor, key, _given(data), tuple(plan.roles)))

    @delete("/{key:str}", operation_id="removeConnection")
    async def remove(self, actor: Actor, key: str) -> None:
        """Remove a connection: steps that name it fail from now on."""
        await keeping.remove(actor, key)

    @post("/{key:str}/test", status_code=200, operation_id="testConnection")
    async def test(self, actor: Actor, key: str, data: ConnectionTrial) -> Tried:
        """Send one GET through the connection."""
        found = await testing.trial(actor, key, data.url)
        return Tried(found.ok, found.status, found.milliseconds, found.message)


def _given(data: msgspec.Struct) -> Mapping[str, Any]:
    return {name: value for name in data.__struct_fields__ if (value := getattr(data, name)) is not msgspec.UNSET}


def _view(found: Connection) -> ConnectionView:
    return ConnectionView(
        found.key, found.title, found.kind, list(found.hosts), dict(found.settings), found.has_secret, list(found.roles),
        found.per_second, found.at_once, found.created_by, found.created_at, found.updated_at,
    )  # fmt: skip
