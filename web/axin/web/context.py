"""What the middleware knows of a request, kept in the scope's state for handlers and dependencies."""

import ipaddress
from typing import Any, Final, cast

from litestar.types import Scope

from axin.platform.kernel.settings import settings
from axin.tenants.access import Admission
from axin.tenants.people import LANGUAGES
from axin.web import cookies

_ADMISSION: Final = "axin_admission"
_REQUEST_ID: Final = "axin_request_id"


def state(scope: Scope) -> dict[str, Any]:
    """Return the request's own state."""
    return scope.setdefault("state", {})


def admit(scope: Scope, admission: Admission) -> None:
    """Remember who was let in."""
    state(scope)[_ADMISSION] = admission


def admission(scope: Scope) -> Admission | None:
    """Return who was let in, if the path is a workspace's."""
    return cast("Admission | None", state(scope).get(_ADMISSION))


def set_request_id(scope: Scope, request_id: str) -> None:
    """Remember the request's number."""
    state(scope)[_REQUEST_ID] = request_id


def request_id(scope: Scope) -> str:
    """Return the request's number, which its log lines and its error carry."""
    return str(state(scope).get(_REQUEST_ID, ""))


def locale(scope: Scope) -> str:
    """Return the reader's language: the one they ask for; else their own where they are known; else the browser's.

    Who asks for a language names it alone, as the studio does with the one it shows; a browser by itself sends a list of them.
    """
    asked = cookies.header(scope, b"accept-language") or ""
    if asked in LANGUAGES:
        return asked
    found = admission(scope)
    if found is not None and found.person is not None:
        return found.locale
    for part in asked.split(","):
        language = part.split(";")[0].strip()[:2].lower()
        if language in LANGUAGES:
            return language
    return "en"


def peer(scope: Scope) -> str:
    """Return the address the request comes from; a proxy's word counts only where the proxy is ours."""
    client = scope.get("client")
    address = client[0] if client else ""
    trusted = settings().trusted_proxies
    if address not in trusted:
        return address
    for hop in reversed((cookies.header(scope, b"x-forwarded-for") or "").split(",")):
        if hop.strip() and hop.strip() not in trusted:
            return hop.strip() if _is_address(hop.strip()) else address
    return address


def secure(scope: Scope) -> bool:
    """Say whether the browser speaks https with us, so that cookies may be bound to it."""
    client = scope.get("client")
    if client and client[0] in settings().trusted_proxies:
        return cookies.header(scope, b"x-forwarded-proto") == "https"
    return scope.get("scheme") == "https" or (settings().public_url or "").startswith("https:")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
