"""Workspaces to test in: made by the product's own functions, or through its API as a client would."""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from axin.builder.compiling.plan import Plan
from axin.builder.versions import live_plan
from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.tenants import people, workspaces
from axin.tenants.actor import Actor
from axin.tenants.people import Person

PASSWORD = "a good password"
_numbers = itertools.count(1)


def fresh_email(name: str = "person") -> str:
    return f"{name}.{next(_numbers)}.{new_id().hex[-8:]}@example.az"


@dataclass
class World:
    """A workspace, its owner, and its live plan."""

    tenant_no: int
    slug: str
    owner: Actor
    person: Person
    plan: Plan

    async def member(self, role: str, name: str = "Aysel") -> Actor:
        """Add a person with a role."""
        async with control_transaction() as control:
            person = await people.insert(fresh_email(name.lower()), PASSWORD, name, "az")
            await control.execute(
                "insert into membership (tenant_no, person_id, role, name, email) values ($1, $2, $3, $4, $5)",
                self.tenant_no,
                person.id,
                role,
                person.name,
                person.email,
            )
        return Actor(self.tenant_no, "person", person.id, role, person=person.id, title=name)

    async def publish(self, document: dict[str, Any]) -> Plan:
        """Publish a solution as the owner."""
        from axin.builder.publish import publish  # noqa: PLC0415 - the builder's room is needed only here

        async with tenant_transaction(self.tenant_no):
            await publish(self.owner, document, note="test")
        async with tenant_transaction(self.tenant_no):
            self.plan = await live_plan()
        return self.plan


async def new_world(limits: dict[str, int] | None = None) -> World:
    async with control_transaction():
        person = await people.insert(fresh_email("owner"), PASSWORD, "Owner", "az")
        title = f"Workspace {next(_numbers)} {new_id().hex[-6:]}"
        workspace = await workspaces.insert(title, person, locale="az", limits=limits or {})
    owner = Actor(workspace.tenant_no, "person", person.id, "owner", person=person.id, title=person.name)
    async with tenant_transaction(workspace.tenant_no):
        plan = await live_plan()
    return World(workspace.tenant_no, workspace.slug, owner, person, plan)


@pytest.fixture
def make_workspace(database) -> Callable[..., Awaitable[World]]:
    """Make a workspace; with `solution=document` it is published at once."""

    async def make(solution: dict[str, Any] | None = None, limits: dict[str, int] | None = None) -> World:
        world = await new_world(limits)
        if solution is not None:
            await world.publish(solution)
        return world

    return make


class Client(httpx.AsyncClient):
    """A client of the real application. A browser keeps cookies and sends the CSRF token; a program has a bearer token."""

    def __init__(self, app: Any, **options: Any) -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        super().__init__(transport=transport, base_url="http://testserver.local", **options)
        self.app = app
        self.slug = ""
        self.email = ""
        self.user: dict[str, Any] = {}

    async def request(self, method, url, **options):
        if method not in {"GET", "HEAD", "OPTIONS"} and "csrftoken" in self.cookies and "authorization" not in self.headers:
            headers = httpx.Headers(options.pop("headers", None))
            headers.setdefault("x-csrftoken", self.cookies["csrftoken"])
            options["headers"] = headers
        return await super().request(method, url, **options)

    def at(self, path: str) -> str:
        """Return the address of something in the client's workspace."""
        return f"/api/w/{self.slug}/{path.lstrip('/')}"

    async def sign_up(self, title: str = "Workspace", name: str = "Owner", email: str | None = None) -> "Client":
        """Open an account with a workspace, and go on as its owner."""
        self.email = email or fresh_email()
        body = {"email": self.email, "password": PASSWORD, "name": name, "workspace": {"title": title}}
        answer = await self.post("/api/auth/sign-up", json=body)
        assert answer.status_code == 201, answer.text
        self.slug = answer.json()["workspace"]["slug"]
        self.user = answer.json()["user"]
        return self

    async def sign_in(self, email: str, password: str = PASSWORD) -> "Client":
        """Sign in, in the first workspace of the person."""
        answer = await self.post("/api/auth/sign-in", json={"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        self.email, self.user = email, answer.json()["user"]
        self.slug = next((place["slug"] for place in answer.json()["workspaces"]), "")
        return self

    async def token(self, role: str = "admin", title: str = "Program") -> "Client":
        """Return a program's client with a new token of this workspace."""
        answer = await self.post(self.at("tokens"), json={"title": title, "role": role})
        assert answer.status_code == 201, answer.text
        return self.program(answer.json()["token"])

    def program(self, token: str) -> "Client":
        """Return a program's client with this token."""
        client = Client(self.app, headers={"authorization": f"Bearer {token}"})
        client.slug = self.slug
        return client

    def stranger(self) -> "Client":
        """Return a client that is nobody yet."""
        return Client(self.app)

    async def member(self, role: str, name: str = "Aysel") -> "Client":
        """Invite somebody with a role, and return their browser."""
        email = fresh_email(name.lower())
        answer = await self.post(self.at("invitations"), json={"email": email, "role": role})
        assert answer.status_code == 201, answer.text
        secret = answer.json()["link"].rsplit("/", 1)[1]
        other = self.stranger()
        joined = await other.post(f"/api/invitations/{secret}/accept", json={"name": name, "password": PASSWORD})
        assert joined.status_code == 200, joined.text
        other.slug, other.email, other.user = self.slug, email, joined.json()["user"]
        return other

    async def publish(self, document: dict[str, Any]) -> int:
        """Save and publish a solution; return its version."""
        saved = await self.put(self.at("draft"), json=document)
        assert saved.status_code == 200, saved.text
        answer = await self.post(self.at("publish"), json={"note": "test"})
        assert answer.status_code == 201, answer.text
        return answer.json()["version"]


@pytest.fixture
async def api(database) -> AsyncIterator[Client]:
    """A browser that is nobody yet, on the real application."""
    from axin.web.app import app  # noqa: PLC0415 - made once the settings are in use

    async with Client(app) as client:
        yield client
