"""Accounts: sign up, sign in, sign out, who am I."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, patch, post
from litestar.datastructures import Cookie

from axin.billing import entitlements
from axin.platform.kernel.errors import UnauthenticatedError
from axin.tenants import people, sessions, sign_in
from axin.tenants.people import Person
from axin.tenants.workspaces import Workspace
from axin.web import context, cookies
from axin.web.plugins import AxinResponse

Text = Annotated[str, msgspec.Meta(max_length=1000)]


class NewWorkspace(msgspec.Struct, forbid_unknown_fields=True):
    """The workspace that a sign-up opens."""

    title: Text


class SignUp(msgspec.Struct, forbid_unknown_fields=True):
    """A new account."""

    email: Text
    password: Text
    name: Text
    workspace: NewWorkspace
    locale: Text | None = None


class SignIn(msgspec.Struct, forbid_unknown_fields=True):
    """An e-mail and its password."""

    email: Text
    password: Text
    code: Text | None = None


class ProfileChange(msgspec.Struct, forbid_unknown_fields=True):
    """What a person may change of themselves."""

    name: Text | None = None
    locale: Text | None = None


class PasswordChange(msgspec.Struct, forbid_unknown_fields=True):
    """The present password and the new one."""

    current: Text
    password: Text


class User(msgspec.Struct):
    """A person as they see themselves."""

    id: UUID
    email: str
    name: str
    locale: str
    operator: bool


class WorkspaceItem(msgspec.Struct):
    """A workspace of the person, and their role in it."""

    slug: str
    title: str
    role: str


class Me(msgspec.Struct):
    """Who is signed in, and where they belong."""

    user: User
    workspaces: list[WorkspaceItem]


class WorkspaceView(msgspec.Struct):
    """A workspace."""

    id: UUID
    slug: str
    title: str
    locale: str
    timezone: str
    currency: str


class SignedUp(msgspec.Struct):
    """The new account and its workspace."""

    user: User
    workspace: WorkspaceView


def user_of(person: Person) -> User:
    """Return a person's own view of themselves."""
    return User(person.id, person.email, person.name, person.locale, person.operator)


def workspace_view(workspace: Workspace) -> WorkspaceView:
    """Return a workspace as its members see it."""
    return WorkspaceView(workspace.id, workspace.slug, workspace.title, workspace.locale, workspace.timezone, workspace.currency)


def signed_in(request: Request[Any, Any, Any], content: Any, token: str, status: int = 200) -> Response[Any]:  # noqa: ANN401
    """Return a response that gives the browser a session, and the CSRF token that fits it."""
    secure = context.secure(request.scope)
    month = int(sessions.LIFETIME.total_seconds())
    given = [
        cookies.cookie(cookies.SESSION, token, secure=secure, max_age=month),
        cookies.cookie(cookies.CSRF, cookies.csrf_token(token), secure=secure, readable=True),
    ]
    return cookies_response(content, given, status)


def cookies_response(content: Any, given: list[Cookie], status: int = 200) -> Response[Any]:  # noqa: ANN401
    """Return a JSON response that sets cookies."""
    response = AxinResponse(content, status_code=status, headers={"cache-control": "no-store"})
    for cookie in given:
        response.set_cookie(cookie)
    return response


async def me_of(person: Person) -> Me:
    """Return the person and their workspaces."""
    found = await people.workplaces(person.id)
    return Me(user_of(person), [WorkspaceItem(place.slug, place.title, place.role) for place in found])


class AuthController(Controller):
    """Accounts."""

    path = "/api/auth"
    tags = ("auth",)

    @post("/sign-up", operation_id="signUp")
    async def sign_up(self, request: Request[Any, Any, Any], data: SignUp) -> Response[SignedUp]:
        """Create a person and a workspace of their own; signed in at once."""
        session, workspace = await sign_in.sign_up(
            email=data.email,
            password=data.password,
            name=data.name,
            title=data.workspace.title,
            locale=data.locale if data.locale in people.LANGUAGES else context.locale(request.scope),
            limits=entitlements.default_limits(),
            address=context.peer(request.scope),
        )
        return signed_in(request, SignedUp(user_of(session.person), workspace_view(workspace)), session.token, 201)

    @post("/sign-in", status_code=200, operation_id="signIn")
    async def sign_in(self, request: Request[Any, Any, Any], data: SignIn) -> Response[Me]:
        """Begin a session."""
        session = await sign_in.sign_in(data.email, data.password, context.peer(request.scope))
        await self._end_session(request)
        return signed_in(request, await me_of(session.person), session.token)

    @post("/sign-out", status_code=200, operation_id="signOut")
    async def sign_out(self, request: Request[Any, Any, Any], person: Person) -> Response[dict[str, str]]:  # noqa: ARG002 - who proves it
        """End the session, everywhere this cookie is used."""
        await self._end_session(request)
        secure = context.secure(request.scope)
        return cookies_response({}, [cookies.cookie(cookies.SESSION, "", secure=secure, max_age=0)])

    @get("/me", operation_id="me")
    async def me(self, request: Request[Any, Any, Any]) -> Me:
        """Say who is signed in."""
        token = cookies.read(request.scope, cookies.SESSION)
        person = await sessions.find(token) if token else None
        if person is None:
            raise UnauthenticatedError
        return await me_of(person)

    @patch("/me", operation_id="changeMe")
    async def change_me(self, data: ProfileChange, person: Person) -> User:
        """Change one's name or language."""
        return user_of(await people.change(person, name=data.name, locale=data.locale))

    @post("/password", status_code=200, operation_id="changePassword")
    async def change_password(
        self, request: Request[Any, Any, Any], person: Person, data: PasswordChange
    ) -> Response[dict[str, str]]:
        """Change one's password; every other session ends."""
        address = context.peer(request.scope)
        session = await sign_in.change_password(person, data.current, data.password, address)
        return signed_in(request, {}, session.token)

    async def _end_session(self, request: Request[Any, Any, Any]) -> None:
        if token := cookies.read(request.scope, cookies.SESSION):
            await sessions.end(token)
