"""Postal addresses: an object of lines and places; in formulas, filters and lists they are one line of text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from axin.builder.catalog.faults import Fault, mismatch, refuse_unstorable

WRITTEN: Final = ("line1", "line2", "city", "region", "postal_code", "country")
"""The members that make up the written address, in their order."""
_PLACE: Final[Mapping[str, int]] = {"lat": 90, "lon": 180}
_LONGEST: Final = 500
_EXAMPLE: Final = 'an address like {"line1": "Nizami 10", "city": "Bakı", "country": "AZ"}'


def parse_address(value: object) -> dict[str, Any] | None:
    """Read an address; a text is its first line. None where nothing is in it."""
    if isinstance(value, str):
        value = {"line1": value}
    if not isinstance(value, Mapping) or set(value) - {*WRITTEN, *_PLACE}:
        raise mismatch(_EXAMPLE)
    found: dict[str, Any] = {name: _line(value[name]) for name in WRITTEN if value.get(name) not in (None, "")}
    found |= {name: _degrees(value[name], most) for name, most in _PLACE.items() if value.get(name) is not None}
    return found or None


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise mismatch(_EXAMPLE)
    refuse_unstorable(value)
    if len(value) > _LONGEST:
        raise Fault("too_long", f"This may have {_LONGEST} characters at most.")
    return value


def _degrees(value: object, most: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise mismatch("a number of degrees")
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) > most:
        raise Fault("out_of_range", "There is no such place on Earth.")
    return round(number, 7)


def written_address(address: Mapping[str, Any]) -> str | None:
    """Return the address in one line."""
    return ", ".join(address[name] for name in WRITTEN if address.get(name)) or None


def written_address_sql(json: str) -> str:
    """Return the SQL that writes the address in the object `json` in one line."""
    parts = ", ".join(f"{json}->>'{name}'" for name in WRITTEN)
    return f"nullif(concat_ws(', ', {parts}), '')"
