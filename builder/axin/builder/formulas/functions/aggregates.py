"""Aggregates: over the arguments given, or over the rows behind links. Blanks are passed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from axin.builder.formulas.arithmetic import average, total
from axin.builder.formulas.functions.frame import Arguments, Compile, Form, Function, Sql, values
from axin.builder.formulas.functions.money import common_currency, together
from axin.builder.formulas.nodes import Typed
from axin.builder.formulas.pieces import Piece, Query, bounded, is_fixed
from axin.builder.formulas.types import NUMBER, Kind
from axin.builder.formulas.values import Span

Reduce = Callable[[Sequence[Any]], Any]
ORDERED: Final[tuple[Kind, ...]] = ("number", "money", "date", "datetime", "span")
ADDED: Final[tuple[Kind, ...]] = ("number", "money", "span")
MEANT: Final[tuple[Kind, ...]] = ("number", "money")
"""What has a mean."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """How many values become one: in Python from those that are not blank, in SQL over a column of them."""

    kinds: tuple[Kind, ...]
    python: Reduce
    sql: str
    """Over the column {0}."""
    of_nothing_zero: bool = False
    spans: Reduce = len
    """The same of spans of time, which are no numbers."""
    spans_sql: str = ""

    def sql_of(self, kind: Kind) -> str:
        """Return the SQL over the column {0} of this kind."""
        return self.spans_sql if kind == "span" and self.spans_sql else self.sql

    def python_of(self, kind: Kind) -> Reduce:
        """Return what reduces values of this kind."""
        return self.spans if kind == "span" and self.spans is not len else self.python


def _added(spans: Sequence[Span]) -> Span:
    return Span(sum(one.months for one in spans), sum(one.days for one in spans), sum(one.seconds for one in spans))


def _length(span: Span) -> int:
    return span.length


def _mean(numbers: Sequence[Decimal]) -> Decimal | None:
    return average(list(numbers))


_MEAN_SQL: Final = "round(div(sum({0}) * 10000000000000, NULLIF(count({0}), 0)) * 0.0000000000001, 12)"
REDUCTIONS: Final[dict[str, Reduction]] = {
    "SUM": Reduction(
        ADDED, total, bounded("COALESCE(sum({0}), 0)"), of_nothing_zero=True,
        spans=_added, spans_sql="COALESCE(sum({0}), '0'::interval)",
    ),
    "COUNT": Reduction((), len, "count({0})::numeric", of_nothing_zero=True),
    "MIN": Reduction(
        ORDERED, lambda found: min(found, default=None), "min({0})", spans=lambda found: min(found, key=_length, default=None)
    ),
    "MAX": Reduction(
        ORDERED, lambda found: max(found, default=None), "max({0})", spans=lambda found: max(found, key=_length, default=None)
    ),
    "AVERAGE": Reduction(MEANT, _mean, _MEAN_SQL),
}  # fmt: skip


def python_form(name: str, kind: Kind) -> Compile:
    """Return how values of `kind`, blanks among them, become one in Python."""
    reduction = REDUCTIONS[name]
    if name == "COUNT":
        return values(lambda *found: Decimal(sum(value is not None for value in found)))
    if kind == "money":
        return together(reduction.python, nothing_is_zero=reduction.of_nothing_zero)

    reduce = reduction.python_of(kind)

    def compute(*found: Any) -> Any:  # noqa: ANN401 - any value of the language
        return reduce([value for value in found if value is not None])

    return values(compute)


def _values_sql(name: str, kind: Kind) -> Sql:
    """Return the SQL over the arguments: a column is made of them."""
    reduction = REDUCTIONS[name]

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        alias = query.alias()
        rows = ", ".join(f"({piece.sql}, {piece.currency or 'NULL::text'})" for piece in pieces)
        source = f"(VALUES {rows}) AS {alias}(v, c)"
        reduced = reduction.sql_of(kind).format(f"{alias}.v")
        if kind != "money" or name == "COUNT":
            return Piece(f"(SELECT {reduced} FROM {source})", sure=name == "COUNT")
        return of_currency(query, reduced, source, alias, _one_for_all(pieces))

    return sql


def _one_for_all(pieces: Sequence[Piece]) -> tuple[str | None, bool]:
    """Return the currency that the pieces have, and whether it is surely that of each: a column's may be a blank amount's."""
    currency, same = common_currency(pieces)
    return currency, same and is_fixed(currency)


def of_currency(query: Query, reduced: str, source: str, alias: str, known: tuple[str | None, bool]) -> Piece:
    """Return the reduced amounts of `source` (columns v and c) with their one currency; blank where they have two."""
    currency, same = known
    own = query.param(query.context.currency, "text").sql
    if same:
        return Piece(f"(SELECT {reduced} FROM {source})", currency or own)
    there = f"FROM {source} WHERE {alias}.v IS NOT NULL"
    sql = f"(SELECT CASE WHEN count(DISTINCT {alias}.c) <= 1 THEN {reduced} END {there})"
    return Piece(sql, f"(SELECT COALESCE(min({alias}.c), {own}) {there})")


def _rule(name: str) -> Callable[[Arguments], Typed | None]:
    reduction = REDUCTIONS[name]

    def rule(arguments: Arguments) -> Typed | None:
        if not arguments.arity(1):
            return None
        if name == "COUNT":
            return _count(arguments)
        # A value from outside becomes what the others are.
        nodes = [
            node if node.type.kind == "any" else arguments.expect(index, *reduction.kinds)
            for index, node in enumerate(arguments.given)
        ]
        unified, common = arguments.unify(nodes)
        if common.kind in {"blank", "any"}:
            unified, common = [arguments.expect(index, "number") for index in range(len(nodes))], NUMBER
        return arguments.apply(Form(python_form(name, common.kind), _values_sql(name, common.kind)), common, unified)

    return rule


def _items(query: Query, pieces: Sequence[Piece]) -> Piece:
    del query
    return Piece(f"COALESCE(array_length({pieces[0].sql}, 1), 0)::numeric", sure=True)


LENGTH = Form(values(lambda items: Decimal(len(items or ()))), _items)


def _count(arguments: Arguments) -> Typed:
    if len(arguments.given) == 1 and arguments.given[0].type.kind == "list":
        return arguments.apply(LENGTH, NUMBER, arguments.given)
    return arguments.apply(Form(python_form("COUNT", "any"), _count_sql), NUMBER, arguments.given)


def _count_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    del query
    return Piece(f"num_nonnulls({', '.join(piece.sql for piece in pieces)})::numeric", sure=True)


FUNCTIONS = (
    Function(
        "SUM",
        "SUM(value, …) or SUM(links.value, [condition])",
        "aggregate",
        _rule("SUM"),
        {
            "en": "Adds numbers, money or durations, or a value of all linked records, those that meet a condition.",
            "az": "Ədədləri, məbləğləri, müddətləri və ya əlaqəli qeydlərin (şərtə uyğun olanların) qiymətini toplayır.",
            "ru": "Складывает числа, суммы, длительности или значение всех связанных записей, при условии: подходящих.",
        },
        'SUM(lines.total, lines.kind = "work")',
        aggregate=True,
    ),
    Function(
        "COUNT",
        "COUNT(value, …) or COUNT(links, [condition])",
        "aggregate",
        _rule("COUNT"),
        {
            "en": "Counts values that are not empty, the items of a list, or linked records.",
            "az": "Boş olmayan qiymətləri, siyahının elementlərini və ya əlaqəli qeydləri sayır.",
            "ru": "Считает непустые значения, элементы списка или связанные записи.",
        },
        'COUNT(requests, requests.stage = "new")',
        aggregate=True,
    ),
    Function(
        "MIN",
        "MIN(value, …) or MIN(links.value, [condition])",
        "aggregate",
        _rule("MIN"),
        {
            "en": "Gives the least value: of numbers, money, dates or durations.",
            "az": "Ən kiçik qiyməti verir: ədəd, məbləğ, tarix və ya müddət.",
            "ru": "Даёт наименьшее: из чисел, сумм, дат или длительностей.",
        },
        "MIN(price, market_price)",
        aggregate=True,
    ),
    Function(
        "MAX",
        "MAX(value, …) or MAX(links.value, [condition])",
        "aggregate",
        _rule("MAX"),
        {
            "en": "Gives the greatest value: of numbers, money, dates or durations.",
            "az": "Ən böyük qiyməti verir: ədəd, məbləğ, tarix və ya müddət.",
            "ru": "Даёт наибольшее: из чисел, сумм, дат или длительностей.",
        },
        "MAX(total, 0)",
        aggregate=True,
    ),
    Function(
        "AVERAGE",
        "AVERAGE(value, …) or AVERAGE(links.value, [condition])",
        "aggregate",
        _rule("AVERAGE"),
        {
            "en": "Gives the mean of numbers or money.",
            "az": "Ədədlərin və ya məbləğlərin ortasını verir.",
            "ru": "Даёт среднее чисел или сумм.",
        },
        "AVERAGE(lines.price)",
        aggregate=True,
    ),
)
