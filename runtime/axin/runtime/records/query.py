"""One query under way: who reads, its parameters so far, names for its tables; what no part uses in the end is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from axin.builder.formulas.values import Context, Env
from axin.platform.data.unit_of_work import PLANNED_ANEW, connection, set_for_transaction
from axin.runtime.records.partitions import narrowed
from axin.runtime.records.policy import Reader

_PLACE: Final = re.compile(r"\$(\d+)")


@dataclass
class Query:
    """One query: its reader, its parameters so far, and names for its tables."""

    reader: Reader
    params: list[Any]
    env: Env | None = None
    """Where the names of a step's scope are read (`record`, `steps`, …)."""
    exact_texts: bool = True
    """Whether the slots of long texts may answer comparisons: only if no text compared with is as long as a slot."""
    alphabetical: bool = False
    """Whether texts are ordered by the workspace's alphabet, and not as their index is."""
    _names: Iterator[int] = field(default_factory=count)

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""
        return self.env.context if self.env is not None else self.reader.context

    def alias(self) -> str:
        """Return a fresh name for a table."""
        return f"t{next(self._names)}"

    def parameter(self, value: object) -> str:
        """Add a parameter and return its place."""
        self.params.append(value)
        return f"${len(self.params)}"

    async def fetch(self, sql: str) -> list[Any]:
        """Run the query and return its rows."""
        text, params = self._ready(sql)
        return await connection().fetch(text, *params)

    async def plan_anew(self) -> None:
        """Have a query with parameters planned for just these."""
        if self.params:
            await set_for_transaction(PLANNED_ANEW)

    async def fetch_count(self, sql: str) -> int:
        """Run a query that counts."""
        text, params = self._ready(sql)
        return int(await connection().fetchval(text, *params))

    def _ready(self, sql: str) -> tuple[str, list[Any]]:
        """Return the text and its parameters without those that no part of it uses in the end: they would have no type."""
        sql = narrowed(sql, self.reader.tenant_no)
        used = {int(number) for number in _PLACE.findall(sql)}
        if len(used) == len(self.params):
            return sql, self.params
        places = {old: new for new, old in enumerate(sorted(used), 1)}
        return _PLACE.sub(lambda found: f"${places[int(found[1])]}", sql), [self.params[old - 1] for old in places]
