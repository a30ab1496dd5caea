"""JSON as this product reads and writes it: numbers are decimals, exactly; never a float."""

from decimal import Decimal
from typing import Any, Final

import msgspec

_decoder: Final = msgspec.json.Decoder(float_hook=Decimal)
_encoder: Final = msgspec.json.Encoder(decimal_format="number")


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - free-form JSON
    """Read JSON text; a number with a point is a Decimal."""
    return _decoder.decode(text)


def dumps(value: object) -> bytes:
    """Write compact JSON; a Decimal is a JSON number, a datetime RFC 3339, a UUID its text."""
    return _encoder.encode(value)


def dumps_text(value: object) -> str:
    """Write compact JSON as text, for a jsonb parameter."""
    return _encoder.encode(value).decode()
