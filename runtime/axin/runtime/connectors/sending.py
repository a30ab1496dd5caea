"""A request through a connection: its credentials are added at the last moment, and taken out of whatever comes back."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from axin.platform.http import client
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.connectors import keeping, limiting, oauth2
from axin.runtime.connectors.connection import Credentials
from axin.runtime.runs.errors import StepError
from axin.tenants.actor import Actor

MASK: Final = "•••"
_UNAUTHORIZED: Final = 401
_SHORTEST_HIDDEN: Final = 4
"""A shorter secret is not looked for: it would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a step writes it."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = client.DEFAULT_SECONDS
    largest: int = client.LARGEST_ANSWER_BYTES


@dataclass(frozen=True, slots=True)
class Received:
    """What came back, and what must not be told of it."""

    answer: client.Answer
    hidden: tuple[str, ...] = ()

    def cleaned(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        """Return `value` without the connection's secrets, wherever they stand in it."""
        match value:
            case str():
                for secret in self.hidden:
                    value = value.replace(secret, MASK)
                return value
            case dict():
                return {self.cleaned(name): self.cleaned(member) for name, member in value.items()}
            case list():
                return [self.cleaned(item) for item in value]
            case _:
                return value


async def credentials_for(actor: Actor, key: str) -> Credentials:
    """Return a connection's credentials for whoever may use it, in the open transaction."""
    try:
        found = await keeping.credentials(key)
    except NotFoundError:
        raise StepError("unknown_connection", "There is no such connection any more.") from None
    if not found.connection.may_be_used_by(actor):
        raise StepError("forbidden_connection", "The rights of this scenario do not reach to this connection.")
    return found


async def send(tenant: int, request: Request, credentials: Credentials | None = None) -> Received:
    """Send a request, with the credentials where there are any."""
    if credentials is None:
        return Received(await _plainly(request))
    _check_leads(credentials, request.url)
    async with limiting.turn(tenant, credentials.connection):
        received = await _signed(tenant, request, credentials)
        if received.answer.status == _UNAUTHORIZED and credentials.connection.kind == "oauth2":
            oauth2.forget(tenant, credentials.connection.key)
            received = await _signed(tenant, request, credentials)
    return received


async def _signed(tenant: int, request: Request, credentials: Credentials) -> Received:
    token = await oauth2.token(tenant, credentials) if credentials.connection.kind == "oauth2" else credentials.secret
    hidden = tuple(each for each in credentials.hidden(token) if len(each) >= _SHORTEST_HIDDEN)
    return Received(await _plainly(_with(request, credentials, token)), tuple(sorted(hidden, key=len, reverse=True)))


def _with(request: Request, credentials: Credentials, token: str) -> Request:
    """Return the request with the credentials in it; what the step wrote under the same name gives way."""
    settings = credentials.connection.settings
    match credentials.connection.kind:
        case "basic":
            pair = base64.b64encode(f"{settings['username']}:{token}".encode()).decode()
            return _headed(request, "Authorization", f"Basic {pair}")
        case "bearer" | "oauth2":
            return _headed(request, "Authorization", f"Bearer {token}")
        case "header":
            return _headed(request, settings["name"], token)
        case "query":
            base, mark, fragment = request.url.partition("#")
            pair = urlencode({settings["name"]: token})
            url = f"{base}{'&' if '?' in base else '?'}{pair}{mark}{fragment}"
            return Request(request.method, url, request.headers, request.body, request.seconds, request.largest)
        case _:
            return request


def _headed(request: Request, name: str, value: str) -> Request:
    others = {each: text for each, text in request.headers.items() if each.lower() != name.lower()}
    return Request(request.method, request.url, {**others, name: value}, request.body, request.seconds, request.largest)


def _check_leads(credentials: Credentials, url: str) -> None:
    connection = credentials.connection
    if not connection.hosts:
        return
    try:
        parts = urlsplit(url)
        leads = connection.leads_to(parts.hostname or "", parts.port)
    except ValueError:
        leads = False
    if not leads:
        raise StepError("connection_host", "The connection does not lead to this address: it is not one of its hosts.")


async def _plainly(request: Request) -> client.Answer:
    return await client.send(
        request.method, request.url, headers=request.headers, body=request.body, seconds=request.seconds, largest=request.largest
    )
