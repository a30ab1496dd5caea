"""The two cookies: the session, which scripts cannot read, and the CSRF token, which they must.

The CSRF token is bound to its session by an HMAC, so that a token planted from elsewhere does not fit.
"""

import hmac
import secrets
from typing import Final

from litestar.datastructures import Cookie
from litestar.types import Scope

SESSION: Final = "axin_session"
CSRF: Final = "csrftoken"
CSRF_HEADER: Final = b"x-csrftoken"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_YEAR: Final = 365 * 24 * 3600


def header(scope: Scope, name: bytes) -> str | None:
    """Return the first header of this name."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name), None)


def read(scope: Scope, name: str) -> str | None:
    """Return a cookie of the request."""
    for key, value in scope["headers"]:
        if key.lower() == b"cookie":
            for part in value.decode("latin-1").split(";"):
                found, _, content = part.strip().partition("=")
                if found == name:
                    return content.strip('"')
    return None


def csrf_token(session: str | None, current: str | None = None) -> str:
    """Return the CSRF token of a session: the current one while it fits, else a new one."""
    if current and csrf_fits(session, current):
        return current
    nonce = secrets.token_urlsafe(18)
    return f"{nonce}.{_seal(session, nonce)}"


def csrf_fits(session: str | None, token: str) -> bool:
    """Say whether a CSRF token was made for this session."""
    nonce, _, seal = token.partition(".")
    return bool(seal) and hmac.compare_digest(seal.encode("latin-1", "replace"), _seal(session, nonce).encode())


def csrf_holds(scope: Scope, session: str) -> bool:
    """Say whether an unsafe request proves that a page of ours sent it: header and cookie agree and fit the session."""
    sent, kept = header(scope, CSRF_HEADER), read(scope, CSRF)
    if not (sent and kept):
        return False
    same = hmac.compare_digest(sent.encode("latin-1", "replace"), kept.encode("latin-1", "replace"))
    return same and csrf_fits(session, kept)


def cookie(name: str, value: str, *, secure: bool, readable: bool = False, max_age: int = _YEAR) -> Cookie:
    """Return a cookie; scripts may read it only where `readable`."""
    return Cookie(name, value=value, max_age=max_age, secure=secure, httponly=not readable, samesite="lax")


def _seal(session: str | None, nonce: str) -> str:
    return hmac.new((session or "").encode("latin-1", "replace"), nonce.encode("latin-1", "replace"), "sha256").hexdigest()
