"""Which record is meant: the one whose named fields hold the given values, among those that the reader may see.

Two who look for the same values at once take turns, so that "find it, or create it" makes one record, not two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from axin.builder.catalog import values as codec
from axin.builder.catalog.values import unique_text
from axin.builder.compiling.plan import EntityPlan
from axin.builder.formulas.checker import Checked, check
from axin.builder.formulas.types import BOOLEAN
from axin.builder.formulas.values import Context, Env, Path
from axin.platform.data.unit_of_work import connection
from axin.runtime.records import queries
from axin.runtime.records.filtering import scope_of
from axin.runtime.records.policy import Reader
from axin.runtime.records.record import Record


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The values looked for, as the names `vars.…` of a filter."""

    values: Mapping[str, Any]
    context: Context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return the value looked for in a field."""
        return self.values.get(path[1]) if len(path) > 1 else None

    def rows(self, path: Path) -> Sequence[Env]:
        """Return nothing: no rows are looked for."""
        del path
        return ()


async def find_match(reader: Reader, entity: EntityPlan, match: Sequence[str], values: Mapping[str, Any]) -> Record | None:
    """Return the oldest record whose fields `match` hold these values (internal ones); a blank among them is like no other."""
    wanted = {key: values.get(key) for key in match}
    if reader.actor is None or not wanted or any(value is None for value in wanted.values()):
        return None
    await _take_turns(reader, entity, wanted)
    read = {key: codec.to_formula(entity.fields[key], value) for key, value in wanted.items()}
    found = await queries.find(
        reader.plan, reader.actor, entity.key, filter=_same(reader, entity, tuple(wanted)),
        env=_Wanted(read, reader.context), sort="id", limit=1,
    )  # fmt: skip
    return found[0] if found else None


async def _take_turns(reader: Reader, entity: EntityPlan, wanted: Mapping[str, Any]) -> None:
    text = "\x1e".join([str(reader.tenant_no), str(entity.no), *(f"{key}={unique_text(wanted[key])}" for key in sorted(wanted))])
    turn = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
    await connection().execute("select pg_advisory_xact_lock($1)", turn)


def _same(reader: Reader, entity: EntityPlan, match: tuple[str, ...]) -> Checked:
    """Return the filter `a = vars.a AND b = vars.b`, once per plan and role."""
    key = ("same", reader.role.role, entity.key, match)
    found: Checked | None = reader.prepared.kept.get(key)
    if found is None:
        scope = scope_of(reader, entity.key)
        wanted = {f"vars.{name}": entity.fields[name].value_type for name in match}
        source = " AND ".join(f"{name} = vars.{name}" for name in match)
        found = reader.prepared.kept[key] = check(source, replace(scope, names={**scope.names, **wanted}), BOOLEAN)
    return found
