"""Reading records: every query passes the policy of its reader."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.sql import predicate
from axin.builder.formulas.values import Env
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.runtime.records import cursors, filtering, sorting
from axin.runtime.records.alphabetical import goes_by_alphabet
from axin.runtime.records.graph import read_by_ids, stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.presenting import check_expand, present
from axin.runtime.records.query import Query
from axin.runtime.records.record import Record
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor

MOST_ROWS: Final = 500
FARTHEST: Final = 10_000_000
"""How many records a page may lie beyond its cursor."""
DEFAULT_ROWS: Final = 50
COUNT_CAP: Final = 10_001
_LIST_COLUMNS: Final = columns("r")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `next` is the cursor of the one after it."""

    items: list[Record]
    next: str | None = None
    count: int | None = None


async def get(plan: Plan, actor: Actor, entity: str, id: UUID, expand: Sequence[str] = ()) -> Record:  # noqa: A002
    """Return the record as the actor may see it; NotFoundError where it is not there for them."""
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    check_expand(rights, expand)
    found = await read_by_ids(reader, rights.entity, [id])
    if not found:
        raise NotFoundError
    return (await present(reader, rights, found, expand))[0]


async def list_records(
    plan: Plan,
    actor: Actor,
    entity: str,
    *,
    filter: str | None = None,  # noqa: A002 - the query parameter's name
    sort: str | None = None,
    limit: int = DEFAULT_ROWS,
    after: str | None = None,
    expand: Sequence[str] = (),
    count: bool = False,
    skip: int = 0,
) -> Page:
    """Return a page of the records that the actor may see; `skip` leaves out as many after the cursor."""
    _check_limit(limit)
    if not 0 <= skip <= FARTHEST:
        raise InvalidError.at("/query/skip", "out_of_range", f"A page lies up to {FARTHEST} records beyond its cursor.")
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    check_expand(rights, expand)
    formula = filtering.checked_filter(reader, entity, filter, "/query/filter")
    order = sorting.parse(rights, sort)
    names = RecordNames(Query(reader, []), rights.entity, "r", held=True)
    base = names.readable() + _narrowed(names, formula, "/query/filter")
    await names.query.plan_anew()
    total = await _count(names.query, base) if count else None
    names.query.alphabetical = bool(order) and await goes_by_alphabet()
    keys = sorting.keys_of(names, order)
    mark = cursors.mark_of(entity, filter or "", order, names.query.alphabetical)
    ended = cursors.read(after, mark, [key.kind for key in keys]) if after else None
    rows = await sorting.rows_of(names.query, _LIST_COLUMNS, base, keys, limit + 1, after=ended, skip=skip)
    shown = await present(reader, rights, _records(reader, rights, rows[:limit]), expand)
    return Page(shown, _next(rows, limit, mark, len(keys)), total)


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= MOST_ROWS:
        raise InvalidError.at("/query/limit", "out_of_range", f"A page has 1 to {MOST_ROWS} records.")


def _narrowed(names: RecordNames, formula: Checked | None, pointer: str) -> str:
    return f" and ({filtering.compiled(predicate, formula, names, pointer)})" if formula is not None else ""


def _records(reader: Reader, rights: EntityRights, rows: Iterable[Any]) -> list[Record]:
    readers = stored_readers(reader, rights.entity)
    return [read_row(rights.entity, row, readers) for row in rows]


def _next(rows: Sequence[Any], limit: int, mark: str, keys: int) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return cursors.write(mark, [last[f"k{place}"] for place in range(keys)])


async def _count(query: Query, base: str) -> int:
    return await query.fetch_count(f"select count(*) from (select 1 from record r where {base} limit {COUNT_CAP}) q")


async def find(
    plan: Plan,
    actor: Actor,
    entity: str,
    *,
    filter: Checked | None = None,  # noqa: A002 - the action's name for it
    env: Env | None = None,
    sort: str | None = None,
    limit: int = DEFAULT_ROWS,
) -> list[Record]:
    """Return the records that a step's checked filter finds; names of the step's scope are read from `env`."""
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    names = RecordNames(Query(reader, [], env), rights.entity, "r", root=True, held=True)
    base = names.readable() + _narrowed(names, filter, "/filter")
    order = sorting.parse(rights, sort, "/sort")
    names.query.alphabetical = bool(order) and await goes_by_alphabet()
    keys = sorting.keys_of(names, order, "/sort")
    rows = await sorting.rows_of(names.query, _LIST_COLUMNS, base, keys, limit)
    return await present(reader, rights, _records(reader, rights, rows))


async def visible(plan: Plan, actor: Actor, ids: Iterable[tuple[str, UUID]]) -> set[UUID]:
    """Return those of the given (entity, id) that the actor may see, or might till they were deleted."""
    reader = Reader(plan, actor)
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for entity, record in ids:
        if reader.may_see(entity):
            wanted[entity].append(record)
    seen: set[UUID] = set()
    for entity, records in wanted.items():
        seen |= await visible_ids(reader, entity, records, gone=True)
    return seen


async def visible_ids(reader: Reader, entity: str, ids: Sequence[UUID], *, gone: bool = False) -> set[UUID]:
    """Return those of the ids that are records of `entity` which the reader may see."""
    names = RecordNames(Query(reader, [list(ids)]), reader.plan.entities[entity], "r")
    rows = await names.query.fetch(f"select r.id from record r where {names.readable(gone=gone)} and r.id = any($1::uuid[])")
    return {row["id"] for row in rows}


async def linked(
    plan: Plan,
    actor: Actor,
    entity: str,
    id: UUID,  # noqa: A002 - the field's name everywhere
    field: str,
    *,
    limit: int = DEFAULT_ROWS,
    after: str | None = None,
) -> Page:
    """Return a page of the records behind a `links` field, or behind the links that come back here."""
    _check_limit(limit)
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    target = _behind(reader, rights, field)
    if not await visible_ids(reader, entity, [id]):
        raise NotFoundError
    names = RecordNames(Query(reader, []), reader.plan.entities[target], "r", held=True)
    owner = RecordNames(names.query, rights.entity, f"{names.query.parameter(id)}::uuid")
    inverse = rights.entity.inverses.get(field)
    if inverse:
        tie = names.points_at(names.entity.fields[inverse[1]], owner.alias)
    else:
        tie = f"r.id in ({owner.targets(rights.entity.fields[field], owner.alias)})"
    keys = sorting.keys_of(names, sorting.of_lines(names.entity))
    mark = cursors.mark_of(entity, str(id), field)
    ended = cursors.read(after, mark, [key.kind for key in keys]) if after else None
    rows = await sorting.rows_of(names.query, _LIST_COLUMNS, f"{names.readable()} and {tie}", keys, limit + 1, after=ended)
    there = reader.rights_of(target)
    return Page(await present(reader, there, _records(reader, there, rows[:limit])), _next(rows, limit, mark, len(keys)))


def _behind(reader: Reader, rights: EntityRights, field: str) -> str:
    """Return the entity behind a field of many links; NotFoundError where it does not exist for the reader."""
    part = rights.visible.get(field)
    inverse = rights.entity.inverses.get(field)
    if part is not None and part.type == "links" and part.to is not None and reader.may_see(part.to):
        return part.to
    there = reader.role.of(inverse[0]) if inverse else None
    if inverse and there is not None and reader.may_see(inverse[0]) and inverse[1] in there.visible:
        return inverse[0]
    raise NotFoundError
