"""From the typed tree to parameterised SQL whose every value equals what the evaluator gives.

One difference is by design: where the evaluator refuses a row (two currencies added), SQL gives a blank at that place, so that
one record cannot take a whole list away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Protocol
from uuid import UUID

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaError, problem
from axin.builder.formulas.evaluator import compile_formula
from axin.builder.formulas.functions.aggregates import REDUCTIONS, of_currency
from axin.builder.formulas.nodes import Aggregate, Apply, Convert, Fixed, Read, Typed
from axin.builder.formulas.pieces import MARK, Piece, instant_in_range, is_fixed, within_size
from axin.builder.formulas.sql_conversions import text_of
from axin.builder.formulas.types import Kind, Type
from axin.builder.formulas.values import Context, Env, MappingEnv, Path, Span
from axin.platform.kernel.money import Money

NOBODY: Final = UUID(int=2**128 - 1)
"""An id that no record has: what a link to something that is no id compares with."""
SHORT: Final = 100
"""Characters of SQL that may as well be written twice."""
_CODE: Final = re.compile("'([A-Z]{3})'")
_MARKED: Final = re.compile(f"{MARK}(\\d+){MARK}")
SQL_TYPES: Final[dict[Kind, str]] = {
    "text": "text", "number": "numeric", "money": "numeric", "boolean": "boolean", "date": "date", "datetime": "timestamptz",
    "span": "interval", "link": "uuid", "list": "text[]", "blank": "text", "any": "text", "record": "uuid",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """Where SQL finds a value.

    `sql` gives it in its own SQL type: text (select, too), numeric, boolean, date, timestamptz, uuid (link), text[] (list); for
    money, the numeric amount, with `currency` the SQL of its currency (None: always the context's). A blank is NULL, never ''
    or '{}'. `slot` is the bare column that an index serves, where there is one: a number's is a bigint scaled by `scale` digits,
    a date's the timestamptz of its midnight in UTC, the others have the type of `sql`. The predicate compares with it.
    """

    sql: str
    type: Type
    currency: str | None = None
    slot: str | None = None
    scale: int = 0
    others: str | None = None
    """Of money with a slot: SQL, evaluated once a query: whether any amount is in another currency than the context's."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value known before the query: of the scenario, the actor, the workspace."""

    value: Any


@dataclass(frozen=True, slots=True)
class RowSource:
    """The rows behind links: what follows FROM (tables, aliases, joins), the condition that ties them, and their own scope."""

    from_sql: str
    scope: "SqlScope"
    where: str = "TRUE"


class SqlScope(Protocol):
    """How the names of a formula are found in a query."""

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""
        raise NotImplementedError

    def column(self, path: Path) -> Column | Constant:
        """Return where the value at `path` is; paths may follow links."""
        raise NotImplementedError

    def rows(self, path: Path) -> RowSource | Constant:
        """Return the rows behind the links at `path`; those known before the query are a Constant list of mappings."""
        raise NotImplementedError


def written_code(currency: str) -> str | None:
    """Return the code of a currency that its column's SQL writes out; None where the SQL finds it on each row."""
    written = _CODE.fullmatch(currency)
    return written[1] if written else None


def to_sql(formula: Checked, scope: SqlScope, params: list[Any]) -> str:
    """Return the SQL of the formula's value, appending its parameters ($1 is params[0]). Money gives its amount.

    Raise FormulaError (not_in_sql) where a part has no exact twin in SQL.
    """
    compiler = Compiler(scope)
    return compiler.finished(compiler.compile(formula.node).sql, params)


def money_sql(formula: Checked, scope: SqlScope, params: list[Any]) -> tuple[str, str]:
    """Return the SQL of a money formula's amount, and that of its currency."""
    compiler = Compiler(scope)
    piece = compiler.compile(formula.node)
    return compiler.finished(piece.sql, params), compiler.finished(piece.currency or compiler.own_currency(), params)


def predicate(formula: Checked, scope: SqlScope, params: list[Any]) -> str:
    """Return the condition of a filter: bare operators, which an index can serve, wherever a blank makes no difference."""
    from axin.builder.formulas.predicates import condition  # noqa: PLC0415 - predicates are built upon this module

    compiler = Compiler(scope)
    return compiler.finished(condition(compiler, formula.node), params)


class Compiler:
    """One formula on its way into a query: the Query that functions' SQL asks.

    While it is on its way, parameters are marks; only those that the finished SQL still names become parameters of the query,
    since Postgres refuses one that is named nowhere.
    """

    def __init__(self, scope: SqlScope) -> None:
        self.scope = scope
        self.marked: list[tuple[Any, str]] = []
        self._numbers: dict[int, int] = {}
        self.row_scope: SqlScope | None = None
        self._known: dict[tuple[str, Any], Piece] = {}
        self._constant: dict[int, bool] = {}
        self._aliases = 0

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""
        return self.scope.context

    def param(self, value: Any, kind: str) -> Piece:  # noqa: ANN401 - any value asyncpg can encode
        """Return the parameter of this value, the same one for the same value."""
        key = (kind, value if not isinstance(value, list) else tuple(value))
        if key not in self._known:
            self.marked.append((value, kind))
            self._known[key] = Piece(f"{MARK}{len(self.marked) - 1}{MARK}", atomic=True, sure=value is not None)
        return self._known[key]

    def finished(self, sql: str, params: list[Any]) -> str:
        """Return the SQL with its marks as numbered parameters, appended to `params` where they are not there yet."""

        def numbered(found: re.Match[str]) -> str:
            mark = int(found[1])
            value, kind = self.marked[mark]
            if mark not in self._numbers:
                params.append(value)
                self._numbers[mark] = len(params)
            return f"${self._numbers[mark]}::{kind}"

        return _MARKED.sub(numbered, sql)

    def alias(self) -> str:
        """Return a name no other part of this formula has."""
        self._aliases += 1
        return f"f_{self._aliases}"

    def compile(self, node: Typed) -> Piece:
        """Return the SQL of one part."""
        if self.is_constant(node):
            return self.fixed(self.value_of(node), node)
        match node:
            case Apply():
                if node.form.sql is None:
                    raise self.refused(node)
                made = node.form.sql(self, [self.compile(argument) for argument in node.arguments])
            case Read():
                made = self._read(node)
            case Convert():
                made = self._converted(node)
            case Aggregate():
                made = self._aggregated(node)
            case _:
                raise TypeError(type(node).__name__)
        return within_size(made, node.start, node.end)

    def refused(self, node: Typed) -> FormulaError:
        """Return the error of a part that has no twin in SQL."""
        return FormulaError([problem("not_in_sql", node.start, node.end)])

    def is_constant(self, node: Typed) -> bool:
        """Return whether the part reads nothing of the records."""
        key = id(node)
        if key not in self._constant:
            self._constant[key] = self._find_constant(node)
        return self._constant[key]

    def _find_constant(self, node: Typed) -> bool:
        match node:
            case Fixed():
                return True
            case Read():
                return not node.of_row and isinstance(self.scope.column(node.path), Constant)
            case Convert():
                return self.is_constant(node.operand)
            case Apply():
                return all(self.is_constant(argument) for argument in node.arguments)
            case Aggregate():
                return isinstance(self.scope.rows(node.path), Constant) and _reads_rows_alone(node, self)
            case _:
                return False

    def value_of(self, node: Typed) -> Any:  # noqa: ANN401 - any value of the language
        """Return the value of a constant part, as the evaluator gives it."""
        return node.value if isinstance(node, Fixed) else compile_formula(node)(_Known(self.scope))

    def fixed(self, value: Any, node: Typed) -> Piece:  # noqa: ANN401, PLR0911 - any value; one for each type
        """Return the parameter of a constant."""
        kind = node.type.kind
        if value is None:
            return Piece(f"NULL::{SQL_TYPES.get(kind, 'text')}", atomic=True)
        match value:
            case bool():
                return Piece("TRUE" if value else "FALSE", atomic=True, sure=True)
            case Money():
                amount = self.param(value.amount, "numeric")
                return replace(amount, currency=self.param(value.currency, "text").sql)
            case Span():
                sql = f"make_interval(months => {value.months}, days => {value.days}, secs => {value.seconds})"
                return Piece(sql, atomic=True, sure=True)
            case UUID() | datetime() | date():
                return self.param(value, _SQL_OF.get(type(value), SQL_TYPES[kind]))
            case str() if kind == "link":
                return self.param(NOBODY, "uuid")
            case tuple() | list() if kind == "list":
                return self.param([_storable(str(item)) for item in value], "text[]")
            case str():
                return self.param(_storable(value), "text")
            case Decimal() | int() | float():
                return self.param(Decimal(str(value)), "numeric")
            case _:
                raise self.refused(node)

    def column(self, node: Read) -> Column | Constant:
        """Return where the value of a name is."""
        scope = self.row_scope if node.of_row and self.row_scope is not None else self.scope
        return scope.column(node.path)

    def _read(self, node: Read) -> Piece:
        found = self.column(node)
        if isinstance(found, Constant):
            return self.fixed(found.value, node)
        if found.type.kind == "blank":
            return self.fixed(None, node)
        if found.type.kind not in SQL_TYPES or node.type.kind in {"any", "links"}:
            raise self.refused(node)
        currency = self._currency_of(found) if found.type.kind == "money" else None
        return Piece(found.sql, currency, atomic=len(found.sql) <= SHORT)

    def _currency_of(self, column: Column) -> str:
        """Return the currency of a money column; one written out becomes a parameter, to be seen as the same as others."""
        code = written_code(column.currency or "")
        return self.param(code, "text").sql if code else column.currency or self.own_currency()

    def own_currency(self) -> str:
        """Return the workspace's currency."""
        return self.param(self.context.currency, "text").sql

    def _converted(self, node: Convert) -> Piece:
        if node.operand.type.kind == "blank":
            return self.fixed(None, node)
        piece = self.compile(node.operand)
        match node.operand.type.kind, node.type.kind:
            case "number", "money":
                return replace(piece, currency=self.own_currency())
            case "date", "datetime":
                return self.midnight(piece)
            case "record", "link":
                return piece
            case _, "text":
                return text_of(self, piece, node.operand.type)
            case _:
                raise self.refused(node)

    def midnight(self, piece: Piece) -> Piece:
        """Return the instant when a day begins in the workspace's zone."""
        zone = self.param(self.context.zone, "text").sql
        return Piece(instant_in_range(f"({piece.sql}::timestamp AT TIME ZONE {zone})"))

    def _aggregated(self, node: Aggregate) -> Piece:
        rows = self.scope.rows(node.path)
        if isinstance(rows, Constant):
            raise self.refused(node)
        before, self.row_scope = self.row_scope, rows.scope
        value = None if node.value is None else self.compile(node.value)
        condition = None if node.condition is None else self.compile(node.condition).sql
        self.row_scope = before
        where = f"({rows.where})" + (f" AND {condition}" if condition else "")
        if value is None:
            return Piece(f"(SELECT count(*)::numeric FROM {rows.from_sql} WHERE {where})", sure=True)
        return self._reduced(node, value, f"FROM {rows.from_sql} WHERE {where}")

    def _reduced(self, node: Aggregate, value: Piece, rest: str) -> Piece:
        alias = self.alias()
        reduction = REDUCTIONS[node.function]
        reduced = reduction.sql_of(node.type.kind).format(f"{alias}.v")
        source = f"(SELECT {value.sql} AS v, {value.currency or 'NULL::text'} AS c {rest}) AS {alias}"
        if node.type.kind != "money":
            return Piece(f"(SELECT {reduced} FROM {source})", sure=node.function == "COUNT")
        return of_currency(self, reduced, source, alias, (value.currency, is_fixed(value.currency)))


def _storable(text: str) -> str:
    """Return a text from outside as one that Postgres can hold; what it cannot hold equals nothing that is stored."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


_SQL_OF: Final[dict[type, str]] = {UUID: "uuid", datetime: "timestamptz", date: "date"}


def _reads_rows_alone(node: Aggregate, compiler: Compiler) -> bool:
    """Return whether an aggregate over known rows reads nothing of the records besides."""
    waiting: list[Typed] = [part for part in (node.value, node.condition) if part is not None]
    while waiting:
        part = waiting.pop()
        match part:
            case Read() if not part.of_row and not compiler.is_constant(part):
                return False
            case Convert():
                waiting.append(part.operand)
            case Apply():
                waiting += part.arguments
            case Aggregate() if not compiler.is_constant(part):
                return False
    return True


class _Known:
    """The constants of a query's scope as an environment of the evaluator."""

    def __init__(self, scope: SqlScope) -> None:
        self.scope = scope
        self.context = scope.context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the language
        """Return the constant at `path`."""
        found = self.scope.column(path)
        return found.value if isinstance(found, Constant) else None

    def rows(self, path: Path) -> Sequence[Env]:
        """Return the known rows at `path`."""
        found = self.scope.rows(path)
        rows = found.value if isinstance(found, Constant) else ()
        return [MappingEnv(row, self.context) for row in rows or ()]
