"""The order of a list, and the rows of a page in it: blanks last either way, equal rows by id, pages by keyset."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.catalog.alphabet import sort_key_sql
from axin.builder.compiling.plan import EntityPlan
from axin.builder.definitions.model import POSITION
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.sql import Column
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.policy import EntityRights
from axin.runtime.records.query import Query
from axin.runtime.records.record import SYSTEM_FIELDS
from axin.runtime.records.sql_names import RecordNames

POINTER: Final = "/query/sort"
_MOST_KEYS: Final = 8
_DEEPEST_DISPLAY: Final = 3
_KINDS: Final = {
    "number": "numeric", "money": "numeric", "boolean": "boolean", "date": "date", "datetime": "timestamptz", "link": "uuid",
}  # fmt: skip
_SLOT_KINDS: Final = {"number": "bigint", "money": "bigint", "date": "timestamptz", "span": "bigint"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the order: its SQL, its SQL type, its direction, and whether an index holds its values that are not blank."""

    sql: str
    kind: str
    descending: bool
    indexed: bool = False


def parse(rights: EntityRights, text: str | None, pointer: str = POINTER) -> list[tuple[str, bool]]:
    """Return the fields named in `-total,name`, with their directions; a name that does not exist for the reader is refused."""
    named = [part.strip() for part in (text or "").split(",") if part.strip()]
    if len(named) > _MOST_KEYS:
        raise InvalidError.at(pointer, "too_many", f"A list sorts by {_MOST_KEYS} fields at most.")
    keys = [(name.removeprefix("-"), name.startswith("-")) for name in named]
    problems = [
        Problem(pointer, "unknown_field", "There is no field of this name to sort by.")
        for name, _ in keys
        if name not in rights.visible and name not in SYSTEM_FIELDS
    ]
    if problems:
        raise InvalidError(problems)
    return keys


def of_lines(entity: EntityPlan) -> list[tuple[str, bool]]:
    """Return the order of lines behind their parent: by their place; of other records none but that in which they were made."""
    place = entity.fields.get(POSITION) if entity.parent is not None else None
    return [(POSITION, False)] if place is not None and place.value_type.kind == "number" else []


def keys_of(names: RecordNames, sort: Sequence[tuple[str, bool]], pointer: str = POINTER) -> list[Key]:
    """Return the keys of the order; the id, last, makes it total."""
    keys: list[Key] = []
    for name, descending in sort:
        if name in {"id", "created_at"}:  # ids are time-ordered: the same order, and the primary key's
            break
        keys.append(_key(names, name, pointer, descending=descending))
    last = next((descending for name, descending in sort if name in {"id", "created_at"}), None)
    falls = last if last is not None else bool(keys) and keys[0].descending
    return [*keys, Key(f"{names.alias}.id", "uuid", falls, indexed=True)]


def _key(names: RecordNames, name: str, pointer: str, *, descending: bool) -> Key:
    try:
        column = _sortable(names, name)
    except FormulaError as error:
        problems = [Problem(pointer, problem.code, problem.message) for problem in error.problems]
        raise InvalidError(problems, error.message) from None
    if column is None:
        raise InvalidError.at(pointer, "not_sortable", "A list cannot be sorted by this field.")
    if names.query.alphabetical and column.type.kind == "text" and column.type.options is None:
        return Key(f'{sort_key_sql(column.sql, names.query.reader.plan.locale)} collate "C"', "text", descending)
    if column.slot is not None:
        kind = _SLOT_KINDS.get(column.type.kind) or _KINDS.get(column.type.kind, "text")
        return Key(column.slot, kind, descending, indexed=True)
    if column.type.kind == "span":
        return Key(f"extract(epoch from {column.sql})::numeric", "numeric", descending)
    kind = _KINDS.get(column.type.kind, "text")
    return Key(f'({column.sql}) collate "C"' if kind == "text" else column.sql, kind, descending)


def _sortable(names: RecordNames, name: str) -> Column | None:
    part = names.entity.fields.get(name)
    if part is not None and part.type == "link" and part.to is not None:
        path = _display_path(names, name)
        column = names.column(path) if path else None
    else:
        column = names.column((name,))
    if not isinstance(column, Column) or column.type.kind in {"list", "links", "any"}:
        return None
    return column


def _display_path(names: RecordNames, link: str) -> tuple[str, ...] | None:
    """Return the path to what names the linked record: a link sorts by its record's display."""
    path, entity = [link], names.entity
    plan = names.query.reader.plan
    for _ in range(_DEEPEST_DISPLAY):
        part = entity.fields.get(path[-1])
        if part is None or part.to is None:
            return tuple(path)
        entity = plan.entities[part.to]
        rights = names.query.reader.role.of(entity.key)
        shown = entity.display
        path.append(shown if rights is not None and (shown in rights.visible or shown not in entity.fields) else "number")
    return tuple(path)


async def rows_of(
    query: Query, select: str, base: str, keys: list[Key], limit: int, *, after: list[Any] | None = None, skip: int = 0
) -> list[Any]:
    """Return the rows of one page; `select` names the columns, `base` is the condition, `after` where the last page ended.

    Those without a value stand last and are asked for only where the page is not full: that spares their planning. Rows passed
    over by `skip` are found by their keys alone; only those of the page are read whole.
    """
    if skip:
        return await query.fetch(_passing(select, base, keys, limit, after=after, params=query.params, skip=skip))
    rows: list[Any] = []
    for part in _parts(select, base, keys, limit, after=after, params=query.params):
        rows += await query.fetch(part)
        if len(rows) >= limit:
            break
    return rows[:limit]


def _passing(
    select: str, base: str, keys: list[Key], limit: int, *, after: list[Any] | None, params: list[Any], skip: int
) -> str:
    named = ", ".join(f"q.k{place}" for place in range(len(keys)))
    order = ", ".join(f"k{place} {'desc' if key.descending else 'asc'} nulls last" for place, key in enumerate(keys))
    columns = "r.tenant_no as of, r.entity_no as kind, r.id as row"
    parts = _parts(columns, base, keys, limit + skip, after=after, params=params)
    passed = parts[0] if len(parts) == 1 else " union all ".join(f"({part})" for part in parts) + f" limit {limit + skip}"
    found = f"select * from ({passed}) p offset {skip}"
    same = "r.tenant_no = q.of and r.entity_no = q.kind and r.id = q.row"
    return f"select {select}, {named} from ({found}) q join record r on {same} order by {order}"


def _parts(select: str, base: str, keys: list[Key], limit: int, *, after: list[Any] | None, params: list[Any]) -> list[str]:
    """Return the queries whose rows, one after another, are those of the page."""
    if len(keys) == 1:
        return [_by_id(select, base, keys[0], limit, after=after, params=params)]
    if len(keys) == 2 and keys[0].indexed:  # noqa: PLR2004 - one key and the id
        return _by_index(select, base, keys, limit, after=after, params=params)
    return [_by_any(select, base, keys, limit, after=after, params=params)]


def _place(params: list[Any], value: Any, kind: str) -> str:  # noqa: ANN401 - any value of a sort column
    params.append(value)
    return f"${len(params)}::{kind}"


def _by_id(select: str, base: str, key: Key, limit: int, *, after: list[Any] | None, params: list[Any]) -> str:
    sign, order = ("<", "desc") if key.descending else (">", "asc")
    beyond = f" and {key.sql} {sign} {_place(params, after[0], 'uuid')}" if after else ""
    return f"select {select}, {key.sql} as k0 from record r where {base}{beyond} order by {key.sql} {order} limit {limit}"


def _by_index(select: str, base: str, keys: list[Key], limit: int, *, after: list[Any] | None, params: list[Any]) -> list[str]:
    """Read along the index first, then the blanks: `nulls last` would sort the whole."""
    key, last = keys
    sign, order = ("<", "desc") if key.descending else (">", "asc")
    tie = "<" if last.descending else ">"
    held, blank = "", ""
    if after is not None and after[0] is not None:
        value, seen = _place(params, after[0], key.kind), _place(params, after[1], "uuid")
        held = f" and {key.sql} {sign}= {value} and " + (
            f"({key.sql}, {last.sql}) {sign} ({value}, {seen})"
            if sign == tie
            else f"({key.sql} {sign} {value} or {last.sql} {tie} {seen})"
        )
    elif after is not None:
        blank = f" and {last.sql} {tie} {_place(params, after[1], 'uuid')}"
    falls = "desc" if last.descending else "asc"
    parts = []
    if after is None or after[0] is not None:
        parts.append(
            f"select {select}, {key.sql} as k0, {last.sql} as k1 from record r where {base} and {key.sql} is not null{held} "
            f"order by {key.sql} {order}, {last.sql} {falls} limit {limit}"
        )
    parts.append(
        f"select {select}, null::{key.kind} as k0, {last.sql} as k1 from record r where {base} and {key.sql} is null{blank} "
        f"order by {last.sql} {falls} limit {limit}"
    )
    return parts


def _by_any(select: str, base: str, keys: list[Key], limit: int, *, after: list[Any] | None, params: list[Any]) -> str:
    shown = ", ".join(f"{key.sql} as k{place}" for place, key in enumerate(keys))
    order = ", ".join(f"k{place} {'desc' if key.descending else 'asc'} nulls last" for place, key in enumerate(keys))
    beyond = f" where {_beyond(keys, after, params)}" if after is not None else ""
    return f"select * from (select {select}, {shown} from record r where {base}) q{beyond} order by {order} limit {limit}"


def _beyond(keys: list[Key], after: list[Any], params: list[Any]) -> str:
    """Return the condition of the rows after `after`: equal in the first keys, later in the next one."""
    ways, equal = [], []
    for place, (key, value) in enumerate(zip(keys, after, strict=True)):
        name = f"k{place}"
        if value is None:
            equal.append(f"{name} is null")
            continue
        held = _place(params, value, key.kind)
        later = f"{name} {'<' if key.descending else '>'} {held}"
        ways.append(" and ".join([*equal, f"({later} or {name} is null)"]))
        equal.append(f"{name} = {held}")
    return "(" + " or ".join(f"({way})" for way in ways) + ")"
