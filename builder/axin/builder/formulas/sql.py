"""From the typed tree to parameterised SQL whose every value equals what the evaluator gives."""

from dataclasses import dataclass
from typing import Any, Protocol

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.types import Type
from axin.builder.formulas.values import Context, Path


@dataclass(frozen=True, slots=True)
class Column:
    """Where SQL finds a value.

    `sql` gives it in its own SQL type: text (select, too), numeric, boolean, date, timestamptz, uuid (link), text[] (list); for
    money, the numeric amount, with `currency` the SQL of its currency (None: always the context's). A blank is NULL, never '' or '{}'.
    `slot` is the bare column that an index serves, where there is one: a number's is a bigint scaled by `scale` digits, a date's the
    timestamptz of its midnight in UTC, the others have the type of `sql`. The predicate compares with it.
    """

    sql: str
    type: Type
    currency: str | None = None
    slot: str | None = None
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    """A value known before the query: of the scenario, the actor, the workspace."""

    value: Any


@dataclass(frozen=True, slots=True)
class RowSource:
    """The rows behind links: what follows FROM (tables with aliases, joins), the condition that ties them, and their own scope."""

    from_sql: str
    scope: "SqlScope"
    where: str = "TRUE"


class SqlScope(Protocol):
    """How the names of a formula are found in a query."""

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""

    def column(self, path: Path) -> Column | Constant:
        """Return where the value at `path` is; paths may follow links."""

    def rows(self, path: Path) -> RowSource:
        """Return the rows behind the links at `path`."""


def to_sql(formula: Checked, scope: SqlScope, params: list[Any]) -> str:
    """Return the SQL of the formula's value, appending its parameters ($1 is params[0]). Money gives its amount."""
    raise NotImplementedError(formula, scope, params)


def predicate(formula: Checked, scope: SqlScope, params: list[Any]) -> str:
    """Return the condition of a filter: bare operators, which an index can serve, wherever a blank makes no difference."""
    raise NotImplementedError(formula, scope, params)
