"""The condition of a filter, in the form that an index can serve.

Only rows where it is TRUE are taken, so that under AND and OR a comparison may be NULL instead of false: there the bare operator
stands. A column with a slot is compared by its slot. Under NOT, and as a value, the two-valued form serves.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from axin.builder.formulas.comparison import bare_order
from axin.builder.formulas.functions.logic import AND, OR
from axin.builder.formulas.functions.texts import AMONG
from axin.builder.formulas.limits import WIDE
from axin.builder.formulas.nodes import Apply, Convert, Read, Typed
from axin.builder.formulas.operators import EQUALITIES, ORDERS
from axin.builder.formulas.sql import Column, Compiler, written_code
from axin.platform.kernel.money import Money

NOTHING: Final = "FALSE"
MIRROR: Final = {"=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
SLOT_MOST: Final = 2**63 - 1


class _Comparison(NamedTuple):
    kind: str
    operator: str


@cache
def _comparisons() -> dict[Any, _Comparison]:
    return {form: _Comparison(*key) for key, form in [*EQUALITIES.items(), *ORDERS.items()]}


def condition(compiler: Compiler, node: Typed) -> str:
    """Return the condition that is TRUE exactly where the formula is; elsewhere false or NULL."""
    if not isinstance(node, Apply) or compiler.is_constant(node):
        return compiler.compile(node).sql
    if node.form in {AND, OR}:
        word = " AND " if node.form is AND else " OR "
        return f"({word.join(condition(compiler, argument) for argument in node.arguments)})"
    found = _comparisons().get(node.form)
    if found is not None and found.operator != "<>":
        return _compared(compiler, node, found)
    if node.form is AMONG:
        items, item = (compiler.compile(argument).sql for argument in node.arguments)
        return f"{item} = ANY({items})"
    return compiler.compile(node).sql


def _compared(compiler: Compiler, node: Apply, comparison: _Comparison) -> str:
    left, right = node.arguments
    if compiler.is_constant(left) and not compiler.is_constant(right):
        return _with_constant(compiler, right, MIRROR[comparison.operator], left, comparison.kind)
    if compiler.is_constant(right):
        return _with_constant(compiler, left, comparison.operator, right, comparison.kind)
    if comparison.operator == "=":
        return compiler.compile(node).sql
    return bare_order(comparison.kind, comparison.operator, compiler.compile(left), compiler.compile(right))


def _with_constant(compiler: Compiler, part: Typed, operator: str, constant: Typed, kind: str) -> str:
    """Return the comparison of a part that reads the record with a value that does not."""
    value = compiler.value_of(constant)
    column = _column(compiler, part)
    if value is None:
        place = compiler.compile(part).sql if column is None or column.slot is None else column.slot
        return f"{place} IS NULL" if operator == "=" else NOTHING
    if column is not None and column.slot is not None and column.type.kind in _SLOTS:
        served = _SLOTS[column.type.kind](compiler, column, operator, value)
        if served is not None:
            return served
    piece, other = compiler.compile(part), compiler.fixed(value, constant)
    if operator != "=":
        return bare_order(kind, operator, piece, other)
    if piece.currency is not None and other.currency is not None and piece.currency != other.currency:
        return f"({piece.sql} = {other.sql} AND {piece.currency} = {other.currency})"
    return f"{piece.sql} = {other.sql}"


def _column(compiler: Compiler, part: Typed) -> Column | None:
    """Return the column that a part reads bare, where it is one whose slot compares as its value does."""
    if isinstance(part, Convert) and part.operand.type.kind == "number" and part.type.kind == "money":
        part = part.operand
    found = compiler.column(part) if isinstance(part, Read) else None
    return found if isinstance(found, Column) else None


def _number_slot(compiler: Compiler, column: Column, operator: str, value: Any) -> str | None:  # noqa: ANN401 - Decimal or Money
    if isinstance(value, Money):
        return _scaled(compiler, column, operator, value.amount) if value.currency == compiler.context.currency else NOTHING
    return _scaled(compiler, column, operator, value)


def _scaled(compiler: Compiler, column: Column, operator: str, value: Decimal) -> str:
    """Return the comparison with the slot's scaled whole number: a bound between two of them goes to the near one."""
    exact = value.scaleb(column.scale, WIDE)
    down, up = (int(exact.to_integral_value(rounding)) for rounding in (ROUND_FLOOR, ROUND_CEILING))
    if operator == "=" and down != up:
        return NOTHING
    bound = down if operator in {">", "<=", "="} else up
    if abs(bound) > SLOT_MOST:
        held = bound < 0 if operator in {">", ">="} else bound > 0 and operator != "="
        return f"{column.slot} IS NOT NULL" if held else NOTHING
    return f"{column.slot} {operator} {compiler.param(bound, 'bigint').sql}"


def _money_slot(compiler: Compiler, column: Column, operator: str, value: Any) -> str | None:  # noqa: ANN401 - Money
    served = _scaled(compiler, column, operator, value.amount)
    always = compiler.context.currency if column.currency is None else written_code(column.currency)
    if always is not None:
        return served if value.currency == always else NOTHING
    same = f"{column.currency} = {compiler.param(value.currency, 'text').sql}"
    if column.others is not None and value.currency == compiler.context.currency:
        return f"({served} AND (NOT {column.others} OR {same}))"
    return f"({served} AND {same})"


def _date_slot(compiler: Compiler, column: Column, operator: str, value: Any) -> str | None:  # noqa: ANN401 - date or instant
    if isinstance(value, datetime) or not isinstance(value, date):
        return None
    midnight = datetime.combine(value, time(), UTC)
    return f"{column.slot} {operator} {compiler.param(midnight, 'timestamptz').sql}"


def _plain_slot(sql_type: str, collation: str = "") -> "Slot":
    def served(compiler: Compiler, column: Column, operator: str, value: Any) -> str | None:  # noqa: ANN401 - any value
        if sql_type == "uuid" and isinstance(value, str):
            return NOTHING
        mark = collation if operator != "=" else ""
        return f"{column.slot}{mark} {operator} {compiler.param(value, sql_type).sql}"

    return served


def _span_slot(compiler: Compiler, column: Column, operator: str, value: Any) -> str | None:  # noqa: ANN401 - Span
    return f"{column.slot} {operator} {compiler.param(value.length, 'bigint').sql}"


Slot = Callable[[Compiler, Column, str, Any], str | None]
_SLOTS: Final[dict[str, Slot]] = {
    "number": _number_slot,
    "money": _money_slot,
    "date": _date_slot,
    "datetime": _plain_slot("timestamptz"),
    "link": _plain_slot("uuid"),
    "text": _plain_slot("text", ' COLLATE "C"'),
    "span": _span_slot,
}
