"""The guarded HTTP client: the only way out of this product for what a tenant asks for.

Every connection is checked where it is made (guard.py); redirects are followed by us, each hop checked anew, credentials
dropped when the place changes; an answer has a largest size, decompressed, and a last moment. Nothing is remembered between
requests: no cookies, no credentials, no proxy from the environment.
"""

import asyncio
import logging
import ssl
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urljoin

import certifi
import httpcore
import httpx

from axin.platform.data import json
from axin.platform.http.errors import (
    AddressRefusedError,
    AnswerTooLargeError,
    InvalidRequestError,
    NoAnswerError,
    NotConnectedError,
    TooManyRedirectsError,
)
from axin.platform.http.guard import GuardedNetwork
from axin.platform.kernel.settings import settings

ALLOWED_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
DEFAULT_SECONDS: Final = 30.0
LARGEST_ANSWER_BYTES: Final = 2_000_000
_CONNECT_SECONDS: Final = 10.0
_MOST_REDIRECTS: Final = 5
_MOST_CONNECTIONS: Final = 100
_IDLE_SECONDS: Final = 20.0
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BECOME_GET: Final = frozenset({301, 302, 303})
# What may follow a redirect to another place; everything else may be, or be next to, a credential.
_HARMLESS_HEADERS: Final = frozenset({"accept", "accept-language", "content-type", "user-agent", "idempotency-key"})
_OURS: Final = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "te", "upgrade"})
_WINDOW_OF_GZIP_OR_ZLIB: Final = 47
# Its traces write whole headers, and those carry credentials: no level of ours may bring them out.
logging.getLogger("httpcore").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        """The body as text, in the charset it names, else UTF-8; what does not fit becomes a replacement sign."""
        charset = httpx.Headers(dict(self.headers)).get("content-type", "").partition("charset=")[2].split(";")[0].strip(" \"'")
        try:
            return self.body.decode(charset or "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")

    def json(self) -> Any:  # noqa: ANN401 - free-form JSON
        """The body read as JSON, numbers exact; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: httpx.URL
    headers: Mapping[str, str]
    body: bytes


async def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    seconds: float = DEFAULT_SECONDS,
    largest: int = LARGEST_ANSWER_BYTES,
    follow_redirects: bool = True,
) -> Answer:
    """Send one request and return the answer, whatever its status, or raise a `RequestError`."""
    request = _Request(_method(method), _parsed(url), _cleaned(headers or {}), body)
    sent = [False]
    try:
        async with asyncio.timeout(seconds):
            return await _follow(request, largest, sent, most=_MOST_REDIRECTS if follow_redirects else 0)
    except TimeoutError as error:
        raise (NoAnswerError() if sent[0] else NotConnectedError()) from error


async def close() -> None:
    """Close the connections of this event loop."""
    for key in list(_pools):
        if key[0] is asyncio.get_running_loop():
            await _pools.pop(key).aclose()


async def _follow(request: _Request, largest: int, sent: list[bool], *, most: int) -> Answer:
    for _ in range(most + 1):
        answer = await _exchange(request, largest, sent)
        target = answer.headers.get("location")
        if most == 0 or answer.status not in _REDIRECTS or target is None:
            return answer
        request = _redirected(request, answer.status, target)
    raise TooManyRedirectsError


def _redirected(request: _Request, status: int, target: str) -> _Request:
    url = _parsed(urljoin(str(request.url), target))
    same_place = (url.scheme, url.host, url.port) == (request.url.scheme, request.url.host, request.url.port)
    headers = {name: value for name, value in request.headers.items() if same_place or name in _HARMLESS_HEADERS}
    if status in _BECOME_GET and request.method not in {"GET", "HEAD"}:
        headers.pop("content-type", None)
        return _Request("GET", url, headers, b"")
    return _Request(request.method, url, headers, request.body)


async def _exchange(request: _Request, largest: int, sent: list[bool]) -> Answer:
    wire = httpcore.Request(
        request.method,
        httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path or b"/"
        ),
        headers=_wire_headers(request),
        content=request.body,
        extensions={"timeout": {"connect": _CONNECT_SECONDS, "pool": _CONNECT_SECONDS}, "trace": _noting(sent)},
    )
    try:
        response = await _pool().handle_async_request(wire)
        try:
            return await _read(response, largest, str(request.url))
        finally:
            await response.aclose()
    except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout, ssl.SSLError) as error:
        raise NotConnectedError from error
    except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol) as error:
        raise InvalidRequestError("The request has a header or address that cannot be sent.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise NoAnswerError from error


def _noting(sent: list[bool]) -> Any:  # noqa: ANN401 - httpcore's trace hook has no public type
    """Return a trace hook that notes when bytes of the request begin to leave."""

    async def trace(event: str, _info: Mapping[str, object]) -> None:
        if event.endswith("send_request_headers.started"):
            sent[0] = True

    return trace


async def _read(response: httpcore.Response, largest: int, url: str) -> Answer:
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    body = await _limited(response.aiter_stream(), largest, headers.get("content-encoding", "").strip().lower())
    return Answer(response.status, headers, body, url)


async def _limited(chunks: AsyncIterator[bytes], largest: int, encoding: str) -> bytes:
    """Return the body, decompressed a piece at a time, so that a bomb is refused before it has gone off."""
    unpack = zlib.decompressobj(_WINDOW_OF_GZIP_OR_ZLIB) if encoding in {"gzip", "x-gzip", "deflate"} else None
    if unpack is None and encoding not in {"", "identity"}:
        raise NoAnswerError("The answer is compressed in a way that was not asked for.")
    body = bytearray()
    async for chunk in chunks:
        try:
            body += unpack.decompress(chunk, largest + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise NoAnswerError("The answer is not what it says it is.") from error
        if len(body) > largest:
            raise AnswerTooLargeError
    return bytes(body)


def _method(method: str) -> str:
    if method.upper() not in ALLOWED_METHODS:
        raise InvalidRequestError("This method is not allowed.")
    return method.upper()


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise InvalidRequestError("The address is not a valid URL.") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host or parsed.userinfo:
        raise AddressRefusedError
    return parsed


def _cleaned(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.strip().lower(): value for name, value in headers.items() if name.strip().lower() not in _OURS}


def _wire_headers(request: _Request) -> list[tuple[bytes, bytes]]:
    host = request.url.netloc
    own = [(b"host", host), (b"accept-encoding", b"identity")]
    if request.body or request.method in {"POST", "PUT", "PATCH"}:
        own.append((b"content-length", str(len(request.body)).encode()))
    given = {"user-agent": "Axin", "accept": "*/*", **request.headers}
    try:
        return own + [(name.encode("ascii"), value.encode("latin-1")) for name, value in given.items()]
    except UnicodeEncodeError as error:
        raise InvalidRequestError("The request has a header that cannot be sent.") from error


_pools: dict[tuple[asyncio.AbstractEventLoop, tuple[str, ...]], httpcore.AsyncConnectionPool] = {}


def _pool() -> httpcore.AsyncConnectionPool:
    key = (asyncio.get_running_loop(), settings().allowed_local_sinks)
    if key not in _pools:
        _pools[key] = httpcore.AsyncConnectionPool(
            ssl_context=_trust(),
            network_backend=GuardedNetwork(settings().allowed_local_sinks),
            max_connections=_MOST_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            retries=0,
        )
    return _pools[key]


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())
