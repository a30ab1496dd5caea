"""Values as texts in SQL: what `&` joins, written exactly as conversions.to_text writes it."""

from typing import TYPE_CHECKING, Final

from axin.builder.formulas.functions.dates import local_sql
from axin.builder.formulas.limits import MAX_TEXT
from axin.builder.formulas.pieces import Piece, Query
from axin.builder.formulas.types import Type

if TYPE_CHECKING:
    from collections.abc import Callable

# An SQL date before the year 1000 keeps its four digits with YYYY.
_DAY: Final = "YYYY-MM-DD"


def text_of(query: Query, piece: Piece, found: Type) -> Piece:
    """Return the piece, of the type `found`, as a text."""
    return Piece(_WRITTEN[found.kind](query, piece))


def _boolean(query: Query, piece: Piece) -> str:
    del query
    return f"upper({piece.sql}::text)"


def _number(query: Query, piece: Piece) -> str:
    del query
    return f"trim_scale({piece.sql})::text"


def _money(query: Query, piece: Piece) -> str:
    return f"({_number(query, piece)} || ' ' || {piece.currency or 'NULL::text'})"


def _date(query: Query, piece: Piece) -> str:
    del query
    return f"to_char({piece.sql}, '{_DAY}')"


def _datetime(query: Query, piece: Piece) -> str:
    return f"to_char({local_sql(query, piece.sql)}, '{_DAY} HH24:MI')"


def _list(query: Query, piece: Piece) -> str:
    del query
    return f"NULLIF(left(array_to_string({piece.sql}, ', '), {MAX_TEXT}), '')"


def _link(query: Query, piece: Piece) -> str:
    del query
    return f"{piece.sql}::text"


_WRITTEN: "Final[dict[str, Callable[[Query, Piece], str]]]" = {
    "boolean": _boolean, "number": _number, "money": _money, "date": _date, "datetime": _datetime, "list": _list, "link": _link,
    "record": _link, "text": _link,
}  # fmt: skip
