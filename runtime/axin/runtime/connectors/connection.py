"""A connection: a way into another system, with credentials that go to its hosts and nowhere else."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args
from urllib.parse import quote, quote_plus
from uuid import UUID

from axin.platform.kernel.errors import InvalidError, Problem
from axin.tenants.actor import Actor

Kind = Literal["none", "basic", "bearer", "header", "query", "oauth2"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SETTINGS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "none": (), "basic": ("username",), "bearer": (), "header": ("name",), "query": ("name",),
    "oauth2": ("token_url", "client_id", "scope"),
}  # fmt: skip
"""What a kind takes beside its secret. All may be shown."""
OPTIONAL: Final = frozenset({"scope"})
_HOST: Final = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_NAME: Final = re.compile(r"[A-Za-z0-9._-]{1,100}")
_PRINTABLE: Final = re.compile(r"[\x20-\x7e]{1,4000}")
_RESERVED: Final = frozenset({"host", "content-length", "transfer-encoding", "connection", "idempotency-key"})


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection as it is shown: everything but the secret."""

    key: str
    title: str
    kind: Kind
    hosts: tuple[str, ...]
    settings: Mapping[str, str]
    has_secret: bool
    roles: tuple[str, ...]
    per_second: int | None
    at_once: int | None
    created_by: UUID
    created_at: datetime
    updated_at: datetime

    def may_be_used_by(self, actor: Actor) -> bool:
        """Whether steps that act with this role may go through it."""
        return self.may_be_used_as(actor.role) or actor.may_everything

    def may_be_used_as(self, role: str) -> bool:
        """Whether the role is one it is given to; owners and admins need no word of it."""
        return role in self.roles

    def leads_to(self, host: str, port: int | None) -> bool:
        """Whether its credentials may go there."""
        names = {host.lower(), f"{host.lower()}:{port}"}
        return any(each in names or (each.startswith("*.") and host.lower().endswith(each[1:])) for each in self.hosts)


@dataclass(frozen=True, slots=True)
class Credentials:
    """A connection with its secret: for sending, never for showing."""

    connection: Connection
    secret: str

    def __repr__(self) -> str:
        """Say which it is, and no more: what is printed or logged by mistake tells nothing."""
        return f"Credentials({self.connection.key})"

    def hidden(self, *more: str) -> tuple[str, ...]:
        """Return every form in which the secret could come back, so that it can be taken out."""
        name = self.connection.settings.get("username", self.connection.settings.get("client_id", ""))
        pair = base64.b64encode(f"{name}:{self.secret}".encode()).decode()
        alone = base64.b64encode(self.secret.encode()).decode()
        written = (quote(self.secret, safe=""), quote_plus(self.secret))
        return tuple(form for form in (self.secret, pair, alone, *written, *more) if form)


def check(key: str, kind: str, hosts: tuple[str, ...], settings: Mapping[str, str], secret: str | None) -> None:
    """Refuse a connection that could not work; all that is wrong at once."""
    found = [*_names(key, kind, hosts), *(_settings(kind, settings) if kind in KINDS else ())]
    if kind != "none" and not secret:
        found.append(Problem("/secret", "required", "This is required."))
    if secret and not _PRINTABLE.fullmatch(secret):
        found.append(Problem("/secret", "invalid", "A secret is 1 to 4,000 plain characters."))
    if found:
        raise InvalidError(found)


def _names(key: str, kind: str, hosts: tuple[str, ...]) -> list[Problem]:
    found = []
    if not _KEY.fullmatch(key):
        found.append(Problem("/key", "bad_key", "A key begins with a small letter and has small letters, digits and _ alone."))
    if kind not in KINDS:
        found.append(Problem("/kind", "unknown_value", f"A connection is one of: {', '.join(KINDS)}."))
    if kind != "none" and not hosts:
        found.append(Problem("/hosts", "required", "Name at least one host that the credentials go to."))
    for index, host in enumerate(hosts):
        if not _HOST.fullmatch(host):
            found.append(Problem(f"/hosts/{index}", "invalid", "A host is written like api.example.com or *.example.com."))
    return found


def _settings(kind: str, settings: Mapping[str, str]) -> list[Problem]:
    known = SETTINGS[kind]  # type: ignore[index] # one of KINDS
    strange = (name for name in settings if name not in known)
    found = [Problem(f"/settings/{name}", "unknown_property", "This kind takes no such setting.") for name in strange]
    for name in known:
        value = settings.get(name, "")
        if not value and name not in OPTIONAL:
            found.append(Problem(f"/settings/{name}", "required", "This is required."))
        elif value and not _PRINTABLE.fullmatch(value):
            found.append(Problem(f"/settings/{name}", "invalid", "This holds a character that cannot be sent."))
    name = settings.get("name", "")
    if name and (not _NAME.fullmatch(name) or name.lower() in _RESERVED):
        found.append(Problem("/settings/name", "invalid", "This name cannot be used here."))
    if kind == "oauth2" and settings.get("token_url") and not settings["token_url"].startswith(("https://", "http://")):
        found.append(Problem("/settings/token_url", "invalid", "An address begins with http:// or https://."))
    return found
