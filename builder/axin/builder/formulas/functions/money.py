"""What numbers and money share: forms that work on an amount and keep its currency, and amounts that must have one currency."""

from collections.abc import Callable, Sequence
from typing import Any

from axin.builder.formulas.errors import CurrencyMismatchError
from axin.builder.formulas.functions.frame import Compile, Form, Sql, placed, strict
from axin.builder.formulas.pieces import Piece, Query
from axin.platform.kernel.money import Money


def on_amount(compute: Callable[..., Any]) -> Callable[..., Money | None]:
    """Return the function of numbers as one of a money first and numbers after."""

    def computed(first: Money, *others: Any) -> Money | None:  # noqa: ANN401 - any value of the language
        amount = compute(first.amount, *others)
        return None if amount is None else Money(amount, first.currency)

    return computed


def amounts(compute: Callable[..., Any], sql: Sql | None) -> tuple[Form, Form]:
    """Return the form for a number and the one for a money, whose currency stays."""

    def money_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        assert sql is not None  # noqa: S101 - only set where there is one
        made = sql(query, pieces)
        return Piece(made.sql, pieces[0].currency)

    return Form(strict(compute), sql), Form(strict(on_amount(compute)), None if sql is None else money_sql)


def same_currency(moneys: Sequence[Money]) -> str | None:
    """Return the currency that all have; None of nothing. Two currencies are an error of the row."""
    if not moneys:
        return None
    currency = moneys[0].currency
    if any(money.currency != currency for money in moneys):
        raise CurrencyMismatchError
    return currency


def common_currency(pieces: Sequence[Piece]) -> tuple[str | None, bool]:
    """Return the currency of the first piece that has one, and whether all that have one are seen to have the same."""
    found = [piece.currency for piece in pieces if piece.currency is not None]
    return (found[0] if found else None), len(set(found)) <= 1


def together(compute: Callable[[Sequence[Any]], Any], *, nothing_is_zero: bool = False) -> Compile:
    """Compile a function of the amounts that are not blank."""

    def computed(context: Any, *values: Money | None) -> Money | None:  # noqa: ANN401 - the context, used for its currency alone
        found = [value for value in values if value is not None]
        if not found and not nothing_is_zero:
            return None
        currency = same_currency(found) or context.currency
        amount = compute([money.amount for money in found])
        return None if amount is None else Money(amount, currency)

    return placed(computed, blanks=True)
