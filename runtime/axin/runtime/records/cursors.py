"""Cursors of keyset pages: where a page ended, bound to the question it answered. Opaque outside, checked on the way in."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from msgspec import DecodeError

from axin.platform.data import json
from axin.platform.kernel.errors import InvalidError

_LONGEST: Final = 4_000
_MARK_CHARACTERS: Final = 10
_LARGEST: Final = 2**63


def mark_of(*question: object) -> str:
    """Return the mark of a question: a cursor given for one is refused for another."""
    return hashlib.sha256(repr(question).encode()).hexdigest()[:_MARK_CHARACTERS]


def write(mark: str, values: Sequence[Any]) -> str:
    """Return the cursor after a row with these sort values."""
    return urlsafe_b64encode(json.dumps([mark, *map(_out, values)])).decode().rstrip("=")


def read(cursor: str, mark: str, kinds: Sequence[str], pointer: str = "/query/after") -> list[Any]:
    """Return the sort values that a cursor holds, each of its SQL kind."""
    try:
        return [_in(kind, value) for kind, value in zip(kinds, _stored(cursor, mark), strict=True)]
    except (ValueError, TypeError, DecodeError, InvalidOperation, OverflowError):
        raise InvalidError.at(pointer, "invalid_cursor", "This cursor does not belong to this filter and sort.") from None


def _stored(cursor: str, mark: str) -> list[Any]:
    if len(cursor) > _LONGEST or not cursor.isascii():
        raise ValueError
    stored = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    if not isinstance(stored, list) or stored[:1] != [mark]:
        raise ValueError
    return stored[1:]


def _out(value: Any) -> Any:  # noqa: ANN401 - any value of a sort column
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _in(kind: str, value: Any) -> Any:  # noqa: ANN401 - any value of a sort column
    return None if value is None else _reader(kind)(value)


def _reader(kind: str) -> Callable[[Any], Any]:
    return _READERS.get(kind, _text)


def _number(value: Any) -> Decimal:  # noqa: ANN401 - any JSON
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError
    return number


def _whole(value: Any) -> int:  # noqa: ANN401 - any JSON
    if type(value) is not int or not -_LARGEST <= value < _LARGEST:
        raise ValueError
    return value


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    return value


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "bigint": _whole,
    "boolean": bool,
    "numeric": _number,
    "uuid": UUID,
    "date": date.fromisoformat,
    "timestamptz": datetime.fromisoformat,
}
