"""Signatures on what leaves us and comes back: a link, a cursor, a token. Each for one purpose only."""

import hashlib
import hmac

from axin.platform.security.keys import keys


def sign(purpose: str, data: bytes) -> bytes:
    """Return the signature of `data` for `purpose`."""
    return hmac.digest(keys(purpose)[0], data, hashlib.sha256)


def verify(purpose: str, data: bytes, signature: bytes) -> bool:
    """Say whether `signature` is ours, in constant time."""
    return any(hmac.compare_digest(hmac.digest(key, data, hashlib.sha256), signature) for key in keys(purpose))
