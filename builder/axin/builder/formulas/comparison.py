"""Comparing: two-valued, so that a comparison is always true or false. An order with a blank is false."""

from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import Any, Final

from axin.builder.formulas.conversions import plain
from axin.builder.formulas.functions.frame import Compile, Form, Run
from axin.builder.formulas.pieces import Piece, Query, let
from axin.builder.formulas.types import Kind
from axin.builder.formulas.values import Span
from axin.platform.kernel.money import Money

EQUATABLE: Final[frozenset[Kind]] = frozenset(
    {"text", "number", "money", "boolean", "date", "datetime", "span", "link", "any", "blank"},
)
ORDERABLE: Final[frozenset[Kind]] = frozenset({"text", "number", "money", "date", "datetime", "span", "any", "blank"})


def _same(left: Any, right: Any) -> bool:  # noqa: ANN401 - any value of the language
    return bool(left == right)


def _same_any(left: Any, right: Any) -> bool:  # noqa: ANN401 - any value of the language
    return bool(plain(left) == plain(right))


def _same_span(left: Any, right: Any) -> bool:  # noqa: ANN401 - spans or blanks
    return left is right if left is None or right is None else bool(left.length == right.length)


EQUAL: Final[Mapping[str, Callable[[Any, Any], bool]]] = dict.fromkeys(EQUATABLE, _same) | {"any": _same_any, "span": _same_span}


def equal_sql(left: Piece, right: Piece) -> str:
    """Return the two-valued equality; both pieces may be written twice."""
    same = f"{left.sql} = {right.sql}" if left.sure and right.sure else f"{left.sql} IS NOT DISTINCT FROM {right.sql}"
    if left.currency is None or right.currency is None or left.currency == right.currency:
        return f"({same})"
    return f"({same} AND ({left.sql} IS NULL OR COALESCE({left.currency} = {right.currency}, FALSE)))"


def _twice(left: Piece, right: Piece) -> list[Piece]:
    """Return the pieces that an equality writes twice: amounts whose currencies may differ."""
    differ = left.currency is not None and right.currency is not None and left.currency != right.currency
    return [left] if differ else []


def equality(kind: str, *, positive: bool) -> Form:
    """Return the form of `=`, or of `<>`, on values of `kind`."""

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        left, right = pieces

        def build(once: Piece) -> Piece:
            same = equal_sql(once, right)
            return Piece(same if positive else f"(NOT {same})", sure=True)

        return let(query, _twice(left, right), build) if _twice(left, right) else build(left)

    return Form(_equality_python(EQUAL[kind], positive=positive), sql)


def _equality_python(equal: Callable[[Any, Any], bool], *, positive: bool) -> Compile:
    def compile_(arguments: Sequence[Run]) -> Run:
        left, right = arguments
        fixed = getattr(right, "fixed", None)
        if equal is _same and fixed is not None:
            return (lambda env: left(env) == fixed) if positive else (lambda env: left(env) != fixed)
        if equal is _same:
            return (lambda env: left(env) == right(env)) if positive else (lambda env: left(env) != right(env))
        return (lambda env: equal(left(env), right(env))) if positive else (lambda env: not equal(left(env), right(env)))

    return compile_


ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def order(kind: str, operator: str) -> Form:
    """Return the form of an order on values of `kind`. Amounts in two currencies have none: false."""
    compute = ORDERS[operator]

    def money(left: Money, right: Money) -> bool:
        return left.currency == right.currency and compute(left.amount, right.amount)

    def span(left: Span, right: Span) -> bool:
        return compute(left.length, right.length)

    def compile_(arguments: Sequence[Run]) -> Run:
        left, right = arguments
        ordered = money if kind == "money" else span if kind == "span" else compute

        def run(env: Any) -> bool:  # noqa: ANN401 - a Run
            one = left(env)
            if one is None:
                return False
            two = right(env)
            return False if two is None else ordered(one, two)

        return run

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        del query
        return Piece(f"COALESCE({bare_order(kind, operator, *pieces)}, FALSE)", sure=True)

    return Form(compile_, sql)


def bare_order(kind: str, operator: str, left: Piece, right: Piece) -> str:
    """Return the order as the plain operator, NULL with a blank."""
    collation = ' COLLATE "C"' if kind == "text" else ""
    sql = f"{left.sql}{collation} {operator} {right.sql}"
    if left.currency is None or right.currency is None or left.currency == right.currency:
        return sql
    return f"({sql} AND {left.currency} = {right.currency})"
