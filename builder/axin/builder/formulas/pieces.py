"""Pieces of SQL: an expression with what is known of it, and the query that collects the parameters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from axin.builder.formulas.errors import FormulaError, problem
from axin.builder.formulas.limits import BOUND, MAX_SQL
from axin.builder.formulas.values import Context

MARK: Final = "\x01"
"""Stands on both sides of a parameter's number until the query is finished."""
_BOUND: Final = format(BOUND, "f")


@dataclass(frozen=True, slots=True)
class Piece:
    """An SQL expression. `currency` is that of a money, as SQL; None: of the blank, which goes with any."""

    sql: str
    currency: str | None = None
    atomic: bool = False
    """Cheap to write twice: a column, a parameter."""
    sure: bool = False
    """Never NULL."""


class Query(Protocol):
    """What a function's SQL may ask of the query that it becomes a part of."""

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""
        raise NotImplementedError

    def param(self, value: Any, kind: str) -> Piece:  # noqa: ANN401 - any value asyncpg can encode
        """Return the parameter of this value; `kind` is its SQL type."""
        raise NotImplementedError

    def alias(self) -> str:
        """Return a name no other part of the query has."""
        raise NotImplementedError


def is_fixed(currency: str | None) -> bool:
    """Return whether the currency is a parameter, the same on every row, or that of the blank, which goes with any."""
    return currency is None or currency.startswith(MARK)


Build = Callable[..., Piece]


def let(query: Query, pieces: Sequence[Piece], build: Build) -> Piece:
    """Return what `build` makes of the pieces, each evaluated once however often it writes them."""
    if all(piece.atomic for piece in pieces):
        return build(*pieces)
    alias = query.alias()
    columns: list[str] = []
    names: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.atomic:
            names.append(piece)
            continue
        columns.append(f"{piece.sql} AS v{number}")
        names.append(replace(piece, sql=f"{alias}.v{number}", atomic=True))
    result = build(*names)
    # OFFSET 0 keeps the planner from pulling the subquery up, which would write every use out again.
    source = f"(SELECT {', '.join(columns)} OFFSET 0) AS {alias}"
    currency = result.currency
    if currency is not None and f"{alias}." in currency:
        currency = f"(SELECT {currency} FROM {source})"
    return Piece(f"(SELECT {result.sql} FROM {source})", currency, sure=result.sure)


def bounded(sql: str) -> str:
    """Return the number where it is within the bound, else NULL. LEAST and GREATEST pass over NULL; NULLIF brings it back."""
    return f"NULLIF(NULLIF(LEAST(GREATEST({sql}, -{_BOUND}), {_BOUND}), {_BOUND}), -{_BOUND})"


def whole(sql: str, least: int, most: int) -> str:
    """Return the number without its fraction as an integer, NULL out of the range."""
    low, high = least - 1, most + 1
    return f"NULLIF(NULLIF(LEAST(GREATEST(trunc({sql}), {low}), {high}), {high}), {low})::int"


def day_in_range(sql: str) -> str:
    """Return the date where it is in the language's range."""
    low, high = "DATE '0001-01-01'", "DATE '9999-12-31'"
    return f"NULLIF(NULLIF(LEAST(GREATEST({sql}, {low}), {high}), {high}), {low})"


def instant_in_range(sql: str) -> str:
    """Return the instant where it is in the language's range."""
    low, high = "TIMESTAMPTZ '0001-01-02 23:59:59.999999Z'", "TIMESTAMPTZ '9999-12-29 00:00:00.000001Z'"
    return f"NULLIF(NULLIF(LEAST(GREATEST({sql}, {low}), {high}), {high}), {low})"


def within_size(piece: Piece, start: int, end: int) -> Piece:
    """Return the piece; raise FormulaError where it has grown beyond what a query may be."""
    if len(piece.sql) + len(piece.currency or "") > MAX_SQL:
        raise FormulaError([problem("too_complex", start, end)])
    return piece
