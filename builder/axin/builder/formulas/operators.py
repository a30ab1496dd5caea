"""The operators: which types they take, what they give, how they compute."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from axin.builder.formulas import moments
from axin.builder.formulas.arithmetic import divide, minus, opposite, plus, power, times
from axin.builder.formulas.coercion import common_type
from axin.builder.formulas.comparison import EQUATABLE, ORDERABLE, equality, order
from axin.builder.formulas.errors import CurrencyMismatchError
from axin.builder.formulas.functions.dates import local_sql
from axin.builder.formulas.functions.frame import Arguments, Form, Sql, placed, strict, template
from axin.builder.formulas.functions.logic import AND, OR
from axin.builder.formulas.functions.money import amounts
from axin.builder.formulas.functions.texts import JOIN, joined
from axin.builder.formulas.limits import MAX_EXPONENT
from axin.builder.formulas.nodes import Typed
from axin.builder.formulas.pieces import Piece, Query, bounded, day_in_range, instant_in_range, let
from axin.builder.formulas.types import BOOLEAN, DATE, DATETIME, MONEY, NUMBER, TEXT, Kind, Type
from axin.builder.formulas.values import Context, Span
from axin.platform.kernel.money import Money

TIMES_SQL: Final = template(bounded("round({0} * {1}, 12)"))
# div() cuts exactly: with 13 digits after the point the last one decides, half away from zero.
DIVIDE_SQL: Final = template(bounded("round(div({0} * 10000000000000, NULLIF({1}, 0)) * 0.0000000000001, 12)"))
TIMES, MONEY_TIMES = amounts(times, TIMES_SQL)
DIVIDE, MONEY_DIVIDE = amounts(divide, DIVIDE_SQL)


def _of_one_currency(compute: Any) -> Any:  # noqa: ANN401 - a function of two numbers
    def computed(left: Money, right: Money) -> Money | None:
        if left.currency != right.currency:
            raise CurrencyMismatchError
        amount = compute(left.amount, right.amount)
        return None if amount is None else Money(amount, left.currency)

    return computed


def _ratio(left: Money, right: Money) -> Decimal | None:
    if left.currency != right.currency:
        raise CurrencyMismatchError
    return divide(left.amount, right.amount)


def same_currency_sql(text: str, *, keeps: bool) -> Sql:
    """Return the SQL on two amounts, blank where their currencies differ; the result is money if it `keeps` the currency."""

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        del query
        left, right = pieces
        made = text.format(left.sql, right.sql)
        if left.currency is not None and right.currency is not None and left.currency != right.currency:
            made = f"(CASE WHEN {left.currency} = {right.currency} THEN {made} END)"
        return Piece(made, (left.currency or right.currency) if keeps else None)

    return sql


_PLUS_SQL, _MINUS_SQL = bounded("{0} + {1}"), bounded("{0} - {1}")
_RATIO_SQL: Final = bounded("round(div({0} * 10000000000000, NULLIF({1}, 0)) * 0.0000000000001, 12)")
ADD = {"+": Form(strict(plus), template(_PLUS_SQL)), "-": Form(strict(minus), template(_MINUS_SQL))}
MONEY_ADD = {
    "+": Form(strict(_of_one_currency(plus)), same_currency_sql(_PLUS_SQL, keeps=True)),
    "-": Form(strict(_of_one_currency(minus)), same_currency_sql(_MINUS_SQL, keeps=True)),
}
RATIO = Form(strict(_ratio), same_currency_sql(_RATIO_SQL, keeps=False))


def _power_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    """Guard Postgres's power, which fails where ours is blank, and compute it with 40 digits."""

    def build(base: Piece, exponent: Piece) -> Piece:
        a, b = base.sql, exponent.sql
        size = f"({b}::float8 * ln(abs({a})::float8))"
        blank = f"abs({b}) > {MAX_EXPONENT} OR ({a} = 0 AND {b} < 0) OR ({a} < 0 AND {b} <> trunc({b}))"
        made = bounded(f"round(round(power(round({a}, 40), {b}), 24), 12)")
        whens = (
            f"{a} IS NULL OR {b} IS NULL OR {blank} THEN NULL",
            f"{b} = 0 THEN 1",
            f"{a} = 0 THEN 0",
            f"{size} > 70 THEN NULL",
            f"{size} < -60 THEN 0",
        )
        return Piece(f"(CASE {' '.join(f'WHEN {when}' for when in whens)} ELSE {made} END)")

    return let(query, pieces, build)


POWER = Form(strict(power), _power_sql)


def _backward(span: Span) -> Span:
    return Span(-span.months, -span.days, -span.seconds)


NEGATE, NEGATE_MONEY = amounts(opposite, template("(- {0})"))
NEGATE_SPAN = Form(strict(_backward), template("(- {0})"))


def _day_shift(sign: int) -> Form:
    def compute(day: date, span: Span) -> date | None:
        return moments.shift_day(day, span if sign > 0 else _backward(span))

    word = "+" if sign > 0 else "-"
    return Form(strict(compute), template(day_in_range(f"({{0}} {word} {{1}})::date")))


def _calendar_shift(sign: int) -> Form:
    """Days and months go by the wall clock of the workspace's zone."""
    word = "+" if sign > 0 else "-"

    def compute(context: Context, moment: datetime, span: Span) -> datetime | None:
        return moments.shift(moment, span if sign > 0 else _backward(span), context.zone)

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        zone = query.param(query.context.zone, "text").sql
        moved = f"(({local_sql(query, pieces[0].sql)} {word} {pieces[1].sql}) AT TIME ZONE {zone})"
        return Piece(instant_in_range(moved))

    return Form(placed(compute), sql)


def _clock_shift(sign: int) -> Form:
    """Hours and minutes go by the true clock."""
    word = "+" if sign > 0 else "-"

    def compute(moment: datetime, span: Span) -> datetime | None:
        return moments.later(moment, sign * span.seconds)

    return Form(strict(compute), template(instant_in_range(f"({{0}} {word} {{1}})")))


DAY_SHIFT = {"+": _day_shift(1), "-": _day_shift(-1)}
CALENDAR_SHIFT = {"+": _calendar_shift(1), "-": _calendar_shift(-1)}
CLOCK_SHIFT = {"+": _clock_shift(1), "-": _clock_shift(-1)}
DAYS_APART = Form(strict(lambda later, earlier: Decimal((later - earlier).days)), template("({0} - {1})::numeric"))
_APART = "round(div(EXTRACT(EPOCH FROM ({0} - {1})) * 10000000000000, 86400) * 0.0000000000001, 12)"
MOMENTS_APART = Form(strict(moments.days_between), template(_APART))

EQUALITIES = {(kind, word): equality(kind, positive=word == "=") for kind in EQUATABLE for word in ("=", "<>")}
ORDERS = {(kind, word): order(kind, word) for kind in ORDERABLE for word in ("<", "<=", ">", ">=")}


def operate(arguments: Arguments, operator: str) -> Typed | None:
    """Return the checked operation on the two arguments; None where it is at fault, which is reported."""
    if operator in {"AND", "OR"}:
        conditions = [arguments.expect(0, "boolean"), arguments.expect(1, "boolean")]
        return arguments.apply(AND if operator == "AND" else OR, BOOLEAN, conditions)
    if operator == "&":
        return arguments.apply(JOIN, TEXT, [joined(arguments, 0), joined(arguments, 1)])
    if operator in {"=", "<>", "<", "<=", ">", ">="}:
        return _compare(arguments, operator)
    if operator == "^":
        return arguments.apply(POWER, NUMBER, [arguments.expect(0, "number"), arguments.expect(1, "number")])
    return _scale(arguments, operator) if operator in {"*", "/"} else _add(arguments, operator)


def _compare(arguments: Arguments, operator: str) -> Typed | None:
    left, right = arguments.given
    arguments.check_option(left.type, right)
    arguments.check_option(right.type, left)
    kinds = {left.type.kind, right.type.kind}
    if "list" in kinds and "blank" in kinds and operator in {"=", "<>"}:
        (left, right), common = arguments.unify([left, right])
        return arguments.apply(EQUALITIES["text", operator], BOOLEAN, [left, right])
    if kinds == {"span"}:
        forms = EQUALITIES if operator in {"=", "<>"} else ORDERS
        return arguments.apply(forms["span", operator], BOOLEAN, [left, right])
    if common_type([left, right], written=True) is None:
        return mismatch(arguments, operator)
    (left, right), common = arguments.unify([left, right], written=True)
    allowed = EQUATABLE if operator in {"=", "<>"} else ORDERABLE
    if common.kind not in allowed:
        return mismatch(arguments, operator)
    if common.kind == "any" and operator not in {"=", "<>"}:
        left, right, common = arguments.expect(0, "number"), arguments.expect(1, "number"), NUMBER
    forms = EQUALITIES if operator in {"=", "<>"} else ORDERS
    return arguments.apply(forms[common.kind, operator], BOOLEAN, [left, right])


def mismatch(arguments: Arguments, operator: str) -> Typed | None:
    """Report that the operator does not take what it was given, and return nothing."""
    left, right = (node.type.kind for node in arguments.given)
    arguments.refuse(None, "mismatch_operator", operator=operator, left=left, right=right)
    return None


def _kinds(arguments: Arguments) -> tuple[Kind, Kind]:
    """Return the kinds of the two; a blank or a value from outside counts as a number, the commonest thing to reckon with."""
    left, right = arguments.given
    return _reckoned(left.type), _reckoned(right.type)


def _reckoned(found: Type) -> Kind:
    return "number" if found.kind in {"any", "blank"} else found.kind


def _scale(arguments: Arguments, operator: str) -> Typed | None:
    kinds = _kinds(arguments)
    if any(kind not in {"number", "money"} for kind in kinds):
        return mismatch(arguments, operator)
    left, right = arguments.expect(0, kinds[0]), arguments.expect(1, kinds[1])
    match kinds, operator:
        case ("number", "number"), _:
            return arguments.apply(TIMES if operator == "*" else DIVIDE, NUMBER, [left, right])
        case ("money", "number"), _:
            return arguments.apply(MONEY_TIMES if operator == "*" else MONEY_DIVIDE, left.type, [left, right])
        case ("number", "money"), "*":
            return arguments.apply(MONEY_TIMES, right.type, [right, left])
        case ("money", "money"), "/":
            return arguments.apply(RATIO, NUMBER, [left, right])
        case _:
            return mismatch(arguments, operator)


def _add(arguments: Arguments, operator: str) -> Typed | None:  # noqa: PLR0911 - one for each pair of types
    match _kinds(arguments):
        case ("number", "number"):
            return arguments.apply(ADD[operator], NUMBER, [arguments.expect(0, "number"), arguments.expect(1, "number")])
        case ("money" | "number", "money" | "number"):
            return _add_money(arguments, operator)
        case ("date" | "datetime" | "number", "span") as kinds:
            fits = kinds[0] != "number" or _loose(arguments, 0)
            return _shifted(arguments, operator, 0, 1) if fits else mismatch(arguments, operator)
        case ("span", "date" | "datetime") if operator == "+":
            return _shifted(arguments, operator, 1, 0)
        case ("date" | "datetime" | "number", "date" | "datetime") if operator == "-":
            return _apart(arguments)
        case ("date" | "datetime", "number") if operator == "-" and _loose(arguments, 1):
            return _apart(arguments)
        case _:
            return mismatch(arguments, operator)


def _loose(arguments: Arguments, index: int) -> bool:
    return arguments.given[index].type.kind in {"any", "blank"}


def _add_money(arguments: Arguments, operator: str) -> Typed:
    left, right = arguments.expect(0, "money"), arguments.expect(1, "money")
    if left.type.currency and right.type.currency and left.type.currency != right.type.currency:
        arguments.refuse(None, "currency_mismatch", "currency_mismatch")
    common = left.type if left.type.currency == right.type.currency else MONEY
    return arguments.apply(MONEY_ADD[operator], common, [left, right])


def _shifted(arguments: Arguments, operator: str, when: int, span: int) -> Typed:
    length = arguments.given[span]
    of_days = length.type.entity == "date"
    moment = arguments.expect(when, "datetime", "date") if of_days else arguments.expect(when, "datetime")
    if moment.type.kind == "date":
        return arguments.apply(DAY_SHIFT[operator], DATE, [moment, length])
    return arguments.apply((CALENDAR_SHIFT if of_days else CLOCK_SHIFT)[operator], DATETIME, [moment, length])


def _apart(arguments: Arguments) -> Typed | None:
    kinds = {node.type.kind for node in arguments.given}
    if not all(arguments.fits(index, "datetime") for index in (0, 1)):
        return mismatch(arguments, "-")
    kind: Kind = "datetime" if "datetime" in kinds else "date"
    form = MOMENTS_APART if kind == "datetime" else DAYS_APART
    return arguments.apply(form, NUMBER, [arguments.expect(0, kind), arguments.expect(1, kind)])


def negated(arguments: Arguments) -> Typed:
    """Return the checked unary minus of the argument."""
    operand = arguments.given[0]
    if operand.type.kind == "span":
        return arguments.apply(NEGATE_SPAN, operand.type, [operand])
    operand = arguments.expect(0, "number", "money")
    return arguments.apply(NEGATE_MONEY if operand.type.kind == "money" else NEGATE, operand.type, [operand])
