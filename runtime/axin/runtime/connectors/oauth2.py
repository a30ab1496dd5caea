"""Tokens of the client credentials grant (RFC 6749, 4.4): fetched through the guarded client, kept until just before the end."""

import time
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Final

from authlib.oauth2.auth import encode_client_secret_basic  # type: ignore[import-untyped]
from authlib.oauth2.rfc6749.parameters import prepare_token_request  # type: ignore[import-untyped]

from axin.platform.http import client
from axin.platform.http.errors import RequestError
from axin.runtime.connectors.connection import Credentials
from axin.runtime.runs.errors import StepError

_OK: Final = 200
_MARGIN: Final = 30.0
_SHORTEST: Final = 30.0
_LONGEST: Final = 3600.0
_LARGEST: Final = 100_000
_MOST_KEPT: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    until: float
    of: datetime
    """When the connection was last changed: a token of an earlier one is not used."""


_kept: Final[dict[tuple[int, str], _Token]] = {}


async def token(tenant: int, credentials: Credentials) -> str:
    """Return an access token of the connection."""
    connection = credentials.connection
    known = _kept.get((tenant, connection.key))
    if known is not None and known.until > time.monotonic() and known.of == connection.updated_at:
        return known.text
    fresh = await _fetch(credentials)
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[tenant, connection.key] = fresh
    return fresh.text


def forget(tenant: int, key: str) -> None:
    """Drop a token that the other side does not take any more."""
    _kept.pop((tenant, key), None)


async def _fetch(credentials: Credentials) -> _Token:
    settings, connection = credentials.connection.settings, credentials.connection
    scope = {"scope": settings["scope"]} if settings.get("scope") else {}
    body = prepare_token_request("client_credentials", "", **scope)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    who = SimpleNamespace(client_id=settings["client_id"], client_secret=credentials.secret)
    url, headers, body = encode_client_secret_basic(who, "POST", settings["token_url"], headers, body)
    try:
        answer = await client.send("POST", url, headers=headers, body=body.encode(), largest=_LARGEST, follow_redirects=False)
    except RequestError as error:
        raise StepError("connection_refused", "The connection gets no token: its address does not answer.") from error
    found = answer.json()
    text = found.get("access_token") if isinstance(found, dict) else None
    if answer.status != _OK or not isinstance(text, str) or not text.isprintable():
        raise StepError("connection_refused", "The connection gets no token: the other side refuses its credentials.")
    lasts = found.get("expires_in")
    seconds = float(lasts) if isinstance(lasts, int) or (isinstance(lasts, str) and lasts.isdecimal()) else _LONGEST
    return _Token(text, time.monotonic() + min(max(seconds - _MARGIN, _SHORTEST), _LONGEST), connection.updated_at)
