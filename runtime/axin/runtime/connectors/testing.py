"""Trying a connection: one request to one of its hosts, by those who manage it; what came of it in a sentence."""

import time
from dataclasses import dataclass

from axin.platform.http.errors import RequestError
from axin.runtime.connectors import keeping, sending
from axin.runtime.connectors.sending import Request
from axin.runtime.runs.errors import StepError
from axin.tenants import roles
from axin.tenants.actor import Actor

_SECONDS = 10.0
_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Tried:
    """How a connection answered."""

    ok: bool
    status: int | None
    milliseconds: int
    message: str | None = None


async def trial(actor: Actor, key: str, url: str) -> Tried:
    """Send one GET through the connection."""
    roles.check_manages(actor)
    await keeping.get(key)
    begun = time.monotonic()
    try:
        credentials = await sending.credentials_for(actor, key)
        received = await sending.send(actor.tenant_no, Request("GET", url, seconds=_SECONDS), credentials)
    except (StepError, RequestError) as error:
        return Tried(ok=False, status=None, milliseconds=_since(begun), message=error.message)
    status = received.answer.status
    return Tried(status < _REFUSED, status, _since(begun), None if status < _REFUSED else f"The other side answered {status}.")


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
