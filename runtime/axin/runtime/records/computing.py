"""One value over many records, such as `SUM(total)` over those that a step's filter finds: computed by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from axin.builder.catalog.values import result_of
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.sql import Column, Constant, RowSource, money_sql, predicate, to_sql
from axin.builder.formulas.values import Context, Env, Path
from axin.builder.scenario_scopes import ROWS
from axin.platform.kernel.money import Money
from axin.runtime.records.filtering import compiled
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames


@dataclass(frozen=True, slots=True)
class _Over:
    """The names of a formula over many records: `rows` are those, all else is known before the query."""

    names: RecordNames
    where: str
    env: Env

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""
        return self.names.context

    def column(self, path: Path) -> Column | Constant:
        """Return the value at `path` of the step's scope."""
        return Constant(self.env.read(path))

    def rows(self, path: Path) -> RowSource | Constant:
        """Return the records that are summed up; rows of the step's scope are nothing to the database."""
        if path != (ROWS,):
            return Constant([])
        return RowSource(f"record {self.names.alias}", self.names, self.where)


async def value_over(
    reader: Reader,
    entity: str,
    formula: Checked,
    env: Env,
    filter: Checked | None = None,  # noqa: A002 - the action's name for it
) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return the formula's value over the records of `entity` that the reader may see and the filter finds."""
    names = RecordNames(Query(reader, [], env), reader.rights_of(entity).entity, "r", root=True, held=True)
    where = names.readable()
    if filter is not None:
        where += f" and ({compiled(predicate, filter, names, '/filter')})"
    over = _Over(names, where, env)
    if formula.type.kind == "money":
        return await _money(names.query, formula, over)
    sql = to_sql(formula, over, names.query.params)
    rows = await names.query.fetch(f"select {sql} as value")
    return result_of(formula.type, _plain(rows[0]["value"]))


async def _money(query: Query, formula: Checked, over: _Over) -> Money | None:
    amount, currency = money_sql(formula, over, query.params)
    (row,) = await query.fetch(f"select {amount} as amount, {currency} as currency")
    return None if row["amount"] is None else Money(row["amount"], row["currency"]).rounded()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value Postgres gives
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
