"""The outermost layer: a number for each request, security headers, who is asking, and one tenant transaction per request.

Under /api/w/{slug}/ the actor is resolved before the application runs, the transaction is opened, and the response is held
back until the commit; a refusal (400 and above) rolls back. Streams and files hold no transaction.
"""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final, cast
from urllib.parse import parse_qsl

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from axin.builder import versions
from axin.platform.data.unit_of_work import PLANNED_ANEW, tenant_transaction
from axin.platform.kernel.errors import AxinError, InvalidError, NotFoundError, UnauthenticatedError
from axin.platform.observability.metrics import observe_request
from axin.tenants import access
from axin.tenants.access import Admission
from axin.tenants.actor import Actor
from axin.tenants.errors import CsrfError
from axin.web import context, cookies, idempotency, problems, spa
from axin.web.held import HeldResponse

_WORKSPACE: Final = "/api/w/"
_WITHOUT_TRANSACTION: Final = frozenset({"stream", "files"})
"""Where a response, or a body, may take long: a transaction is opened by the handler, if at all."""
_OURS: Final = ("/api", "/hooks", "/forms", "/health", "/metrics")
_LONGEST_TARGET: Final = 16_000
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class _Undo(Exception):  # noqa: N818 - it is no error: it ends a transaction without effect
    """Leave the transaction by rolling it back."""


class Front:
    """The product as one ASGI application: the studio's files, and the API behind its guards."""

    def __init__(self, api: ASGIApp) -> None:
        self.api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other protocols go straight to the API."""
        if scope["type"] != ScopeType.HTTP:
            await self.api(scope, receive, send)
            return
        await self._http(scope, receive, send)

    async def _http(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        context.set_request_id(scope, secrets.token_hex(8))
        if scope["method"] == "HEAD" and not scope["path"].endswith("/stream"):  # what GET would say, without its body
            scope, send = cast("HTTPScope", {**scope, "method": "GET"}), _without_body(send)
        outlet = _Outlet(scope, send)
        began = time.perf_counter()
        try:
            await self._serve(scope, receive, outlet)
        except Exception as error:
            if outlet.status:
                raise
            await refuse(scope, outlet, error)
        finally:
            observe_request(scope["method"], _pattern(scope), outlet.status, time.perf_counter() - began)

    async def _serve(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        _check_target(scope)
        path = scope["path"]
        if path.startswith(_WORKSPACE):
            await _in_workspace(self.api, scope, receive, send)
        elif any(path == root or path.startswith(f"{root}/") for root in _OURS):
            await self.api(scope, receive, send)
        else:
            await spa.serve(scope, receive, send)


async def _in_workspace(api: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> None:
    slug, _, rest = scope["path"].removeprefix(_WORKSPACE).partition("/")
    if rest.strip("/").partition("/")[0] in _WITHOUT_TRANSACTION:
        context.admit(scope, await admit(scope, slug))
        await api(scope, receive, send)
        return
    held = HeldResponse()
    with suppress(_Undo):
        async with _admitted(scope, slug) as admission:
            context.admit(scope, admission)
            await _work(api, scope, receive, held, admission.actor)
    await held.release(send)


async def _work(api: ASGIApp, scope: HTTPScope, receive: Receive, held: HeldResponse, actor: Actor) -> None:
    """Do what is asked, in the open transaction; once only, where the request has a key."""
    key = idempotency.key_of(scope)
    inlet = idempotency.Replayable(receive)
    body = await inlet.read() if key else b""
    if key and (kept := await idempotency.claim(actor, key, scope, body)):
        await kept.release(held)
        return
    await api(scope, cast("Receive", inlet), held)
    if held.refused:
        raise _Undo
    if key:
        await idempotency.keep(actor, key, held)


@asynccontextmanager
async def _admitted(scope: HTTPScope, slug: str) -> AsyncIterator[Admission]:
    """Open the transaction of a request, for who is asking. A request with a query searches: its plans are its own."""
    settings = (PLANNED_ANEW,) if scope["query_string"] else ()
    token = _bearer(scope)
    if token is None:
        admission = await _by_session(scope, slug)
        async with tenant_transaction(admission.actor.tenant_no, *settings):
            yield admission
    else:
        async with tenant_transaction(access.tenant_of_token(token), *settings):
            yield await access.by_token(token, slug, beside=versions.LIVE)


async def admit(scope: HTTPScope, slug: str) -> Admission:
    """Find out who is asking, by token or session, where no transaction is to stay open."""
    async with _admitted(scope, slug) as admission:
        return admission


def _bearer(scope: HTTPScope) -> str | None:
    """Return the request's token, if it brings one."""
    authorization = cookies.header(scope, b"authorization")
    if authorization is None:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise UnauthenticatedError("Use a bearer token, or sign in.")
    return token.strip()


async def _by_session(scope: HTTPScope, slug: str) -> Admission:
    session = cookies.read(scope, cookies.SESSION)
    if not session:
        raise UnauthenticatedError
    admission = await access.by_session(session, slug)
    if scope["method"] not in cookies.SAFE_METHODS and not cookies.csrf_holds(scope, session):
        raise CsrfError
    return admission


async def refuse(scope: Scope, send: Send, error: Exception) -> None:
    """Answer with the problem an exception stands for."""
    found = problems.refusal_of(error) or problems.fault(error, context.request_id(scope))
    await send_problem(scope, send, found)


async def send_problem(scope: Scope, send: Send, error: AxinError) -> None:
    """Send the problem details of a refusal."""
    status, headers, body = problems.render(error, context.locale(scope), context.request_id(scope))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _check_target(scope: HTTPScope) -> None:
    """Refuse addresses that name nothing: too long, or with characters that no name here has."""
    query = scope["query_string"]
    if len(scope["path"]) + len(query) > _LONGEST_TARGET:
        raise NotFoundError
    # A doubled slash would name a route here and not there: what guards a path must read it as the router does.
    if any(part in scope["path"] for part in ("\x00", "\ufffd", "//")):
        raise NotFoundError
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True) if b"%00" in query else ():
        if "\x00" in name or "\x00" in value:
            place = "/query" if "\x00" in name else f"/query/{name}"
            raise InvalidError.at(place, "invalid_character", "A text may not contain the character U+0000.")


def _pattern(scope: HTTPScope) -> str:
    """Return the route's pattern for the figures: a path would name tenants and records."""
    return str(scope.get("path_template") or ("studio" if not scope["path"].startswith(_OURS) else "none"))


def _without_body(send: Send) -> Send:
    async def head(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return head


class _Outlet:
    """Adds to every response what all of them carry."""

    def __init__(self, scope: HTTPScope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            present = {name.lower() for name, _ in message["headers"]}
            own = [*_HEADERS, (b"x-request-id", context.request_id(self._scope).encode()), *self._csrf(present)]
            extra = [pair for pair in own if pair[0] not in present or pair[0] == b"set-cookie"]
            message = {**message, "headers": [*message["headers"], *extra]}
        await self._send(message)

    def _csrf(self, present: set[bytes]) -> list[tuple[bytes, bytes]]:
        """Give the browser its CSRF token with every GET, except for files that are kept for ever."""
        asset = self._scope["path"].startswith(spa.ASSETS)
        bearer = cookies.header(self._scope, b"authorization") is not None
        if self._scope["method"] != "GET" or asset or bearer or b"set-cookie" in present:
            return []
        session = cookies.read(self._scope, cookies.SESSION)
        token = cookies.csrf_token(session, cookies.read(self._scope, cookies.CSRF))
        cookie = cookies.cookie(cookies.CSRF, token, secure=context.secure(self._scope), readable=True)
        return [cookie.to_encoded_header()]
