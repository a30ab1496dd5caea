"""Credentials at rest: sealed with AES-GCM under a key of their own, which is sealed under ours (an envelope).

The context (tenant and connection) is bound into the seal, so that a row copied to another tenant does not open there, and
a dump of the database alone opens nowhere.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from axin.platform.security.keys import keys

_PURPOSE: Final = "secrets at rest"
_FORM: Final = b"\x01"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_SEALED_KEY_BYTES: Final = _NONCE_BYTES + _KEY_BYTES + 16


class SealBrokenError(Exception):
    """The sealed value was changed, belongs elsewhere, or was sealed with a key we no longer have."""


def seal(plain: bytes, context: str) -> bytes:
    """Return `plain` sealed for `context`."""
    own = AESGCM.generate_key(256)
    return _FORM + _encrypt(keys(_PURPOSE)[0], own, context) + _encrypt(own, plain, context)


def open_sealed(sealed: bytes, context: str) -> bytes:
    """Return what was sealed for `context`."""
    if sealed[:1] != _FORM:
        raise SealBrokenError
    sealed_key, content = sealed[1 : 1 + _SEALED_KEY_BYTES], sealed[1 + _SEALED_KEY_BYTES :]
    for key in keys(_PURPOSE):
        try:
            return _decrypt(_decrypt(key, sealed_key, context), content, context)
        except InvalidTag:
            continue
    raise SealBrokenError


def _encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode())
