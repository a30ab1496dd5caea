"""Idempotency keys: a write repeated under the same key gives the first answer again, and happens once.

The key is written in the transaction of the work. Where two come at once, the second waits for the first at the key's row;
where the first was refused, its key went with it, and the second does the work. Answers are kept sealed for a day: some
hold a secret that is shown once.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final, cast

from litestar.types import HTTPReceiveMessage, HTTPScope, Receive, Send

from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import ConflictError, InvalidError
from axin.platform.security.secrets import open_sealed, seal
from axin.tenants.actor import Actor
from axin.web import cookies
from axin.web.held import HeldResponse

HEADER: Final = b"idempotency-key"
LONGEST: Final = 255
LARGEST_BODY: Final = 10_000_000
_SWEEP_ONE_IN: Final = 50


class KeyReusedError(ConflictError):
    """The key was used for something else."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used with another request before.")


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer given before."""

    status: int
    body: bytes
    etag: bytes = b""

    async def release(self, send: Send) -> None:
        """Give it again."""
        headers = [(b"content-type", b"application/json"), (b"idempotent-replayed", b"true")]
        headers += [(b"etag", self.etag)] if self.etag else []
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


def key_of(scope: HTTPScope) -> str | None:
    """Return the key of a write, if it has one."""
    key = cookies.header(scope, HEADER) if scope["method"] not in cookies.SAFE_METHODS else None
    if key is not None and not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise InvalidError.at("/header/idempotency-key", "invalid", f"A key is 1 to {LONGEST} printable ASCII characters.")
    return key


class Replayable:
    """The body, read once for its hash and given to the application again."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._messages: list[HTTPReceiveMessage] = []

    async def read(self) -> bytes:
        """Read the body, up to one part more than what is allowed: the application refuses that."""
        parts: list[bytes] = []
        while sum(map(len, parts)) <= LARGEST_BODY:
            message = cast("HTTPReceiveMessage", await self._receive())
            self._messages.append(message)
            if message["type"] != "http.request":
                break
            parts.append(message["body"])
            if not message["more_body"]:
                break
        return b"".join(parts)

    async def __call__(self) -> HTTPReceiveMessage:
        """Give what was read, then what follows."""
        return self._messages.pop(0) if self._messages else cast("HTTPReceiveMessage", await self._receive())


async def claim(actor: Actor, key: str, scope: HTTPScope, body: bytes) -> Kept | None:
    """Claim the key for this request; return the kept answer where it was done before."""
    request = b"\x00".join((scope["method"].encode(), scope["path"].encode(), scope["query_string"], body))
    digest = hashlib.sha256(request).digest()
    mine = await connection().fetchval(
        """insert into idempotency_key (tenant_no, scope, key, request_hash) values ($1, $2, $3, $4)
           on conflict do nothing returning true""",
        actor.tenant_no,
        _scope(actor),
        key,
        digest,
    )
    if mine:
        await _sweep(actor)
        return None
    row = await connection().fetchrow(
        "select request_hash, status, response from idempotency_key where tenant_no = $1 and scope = $2 and key = $3",
        actor.tenant_no,
        _scope(actor),
        key,
    )
    if row is None or row["status"] is None or row["request_hash"] != digest:
        raise KeyReusedError
    etag, _, kept = open_sealed(row["response"], _context(actor, key)).partition(b"\n")
    return Kept(row["status"], kept, etag)


async def keep(actor: Actor, key: str, response: HeldResponse) -> None:
    """Keep the answer under its key, in the transaction of the work."""
    await connection().execute(
        "update idempotency_key set status = $4, response = $5 where tenant_no = $1 and scope = $2 and key = $3",
        actor.tenant_no,
        _scope(actor),
        key,
        response.status,
        seal(response.etag + b"\n" + response.body, _context(actor, key)),
    )


async def _sweep(actor: Actor) -> None:
    """Now and then forget what is older than a day."""
    if secrets.randbelow(_SWEEP_ONE_IN) == 0:
        await connection().execute(
            "delete from idempotency_key where tenant_no = $1 and created_at < now() - interval '1 day'", actor.tenant_no
        )


def _context(actor: Actor, key: str) -> str:
    return f"idempotency:{actor.tenant_no}:{_scope(actor)}:{key}"


def _scope(actor: Actor) -> str:
    return f"{actor.kind}:{actor.id}"
