"""Keys for a purpose each, derived from the one secret key and from those before it."""

from functools import cache
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from axin.platform.kernel.settings import settings

_KEY_BYTES: Final = 32


def keys(purpose: str) -> tuple[bytes, ...]:
    """Return the keys for `purpose`: first the present one, which seals and signs; then those that may still open."""
    configured = settings()
    if configured.secret_key is None:
        raise RuntimeError("no secret key is configured")
    chosen = (configured.secret_key, *configured.previous_secret_keys)
    return tuple(_derive(secret.get_secret_value(), purpose) for secret in chosen)


@cache
def _derive(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=b"axin", info=purpose.encode()).derive(secret.encode())
