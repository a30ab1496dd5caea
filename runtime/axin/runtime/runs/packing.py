"""The values of the formula language as JSON, and back, losing nothing: what a waiting run keeps.

A value that JSON has no form for is written as `{"$": kind, "v": …}`; an object of a tenant's own that has a member `$` is
wrapped likewise, so that it cannot pass for one.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.formulas.values import Span
from axin.platform.kernel.money import Money
from axin.runtime.runs.refs import Ref

_TAG: Final = "$"


def pack(value: Any) -> Any:  # noqa: ANN401, PLR0911 - one line for each kind of value
    """Return the stored form of `value`."""
    match value:
        case None | bool() | str() | int() | Decimal():
            return value
        case Ref(entity, id=record):
            return {_TAG: "ref", "v": [entity, str(record)]}
        case Money(amount, currency):
            return {_TAG: "money", "v": [str(amount), currency]}
        case datetime():
            return {_TAG: "datetime", "v": value.isoformat()}
        case date():
            return {_TAG: "date", "v": value.isoformat()}
        case UUID():
            return {_TAG: "id", "v": str(value)}
        case Span(months, days, seconds):
            return {_TAG: "span", "v": [months, days, seconds]}
        case Mapping():
            members = {key: pack(member) for key, member in value.items()}
            return {_TAG: "object", "v": members} if _TAG in members else members
        case _:
            return [pack(item) for item in value]


def unpack(stored: Any) -> Any:  # noqa: ANN401 - any value
    """Return the value that `pack` stored."""
    if isinstance(stored, list):
        return tuple(unpack(item) for item in stored)
    if not isinstance(stored, dict):
        return stored
    if _TAG in stored:
        return _READERS[stored[_TAG]](stored["v"])
    return {key: unpack(member) for key, member in stored.items()}


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "ref": lambda v: Ref(v[0], UUID(v[1])),
    "money": lambda v: Money(Decimal(v[0]), v[1]),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "id": UUID,
    "span": lambda v: Span(*v),
    "object": lambda v: {key: unpack(member) for key, member in v.items()},
}
