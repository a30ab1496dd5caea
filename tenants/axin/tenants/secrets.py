"""Bearer secrets: made at random, shown once, kept as a hash; a dump of the database opens nothing."""

import hashlib
import re
import secrets
from typing import Final

API_TOKEN_PREFIX: Final = "axn_"  # noqa: S105 - a prefix, not a secret
_BYTES: Final = 32
_NUMBER: Final = re.compile(r"[0-9a-f]{1,8}")
_LARGEST: Final = 2**31 - 1


def new_secret(prefix: str = "") -> str:
    """Return a new secret of 256 random bits."""
    return prefix + secrets.token_urlsafe(_BYTES)


def tenant_secret(tenant_no: int, prefix: str = "") -> str:
    """Return a new secret that also says which tenant it belongs to, so that its look-up begins with the tenant."""
    return f"{prefix}{tenant_no:x}_{secrets.token_urlsafe(_BYTES)}"


def tenant_of(secret: str, prefix: str = "") -> int | None:
    """Return the tenant a secret claims to belong to; None where it has not the form of one."""
    number, mark, rest = secret.removeprefix(prefix).partition("_")
    if not (secret.startswith(prefix) and mark and rest and _NUMBER.fullmatch(number)):
        return None
    return int(number, 16) if int(number, 16) <= _LARGEST else None


def fingerprint(secret: str) -> bytes:
    """Return what is stored in place of `secret`. Random secrets need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
