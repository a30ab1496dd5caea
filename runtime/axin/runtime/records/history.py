"""What happened to a record: read from the change log, as its reader may know it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import FieldPlan, Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.runtime.records import cursors
from axin.runtime.records.changes import LOGGED_SYSTEM_FIELDS
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.queries import DEFAULT_ROWS, MOST_ROWS, visible_ids
from axin.tenants.actor import Actor

COLUMNS: Final = "at, version, kind, changes, actor, cause"


async def history(
    plan: Plan,
    actor: Actor,
    entity: str,
    id: UUID,  # noqa: A002 - the field's name everywhere
    *,
    limit: int = DEFAULT_ROWS,
    after: str | None = None,
) -> dict[str, Any]:
    """Return a page of the record's changes, newest first, with the fields that the actor may see."""
    if not 1 <= limit <= MOST_ROWS:
        raise InvalidError.at("/query/limit", "out_of_range", f"A page has 1 to {MOST_ROWS} changes.")
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    if not await visible_ids(reader, entity, [id]):
        raise NotFoundError
    merged = await merged_into(reader, rights, id)
    if merged:
        return await _with_merged(reader, rights, id, merged, limit=limit, after=after)
    mark = cursors.mark_of("history", entity, str(id))
    before = cursors.read(after, mark, ["bigint"])[0] if after else 2**31 - 1
    rows = await connection().fetch(
        f"""select {COLUMNS} from change where tenant_no = $1 and entity_no = $2 and record_id = $3 and version < $4
            order by version desc limit $5""",
        reader.tenant_no, rights.entity.no, id, min(before, 2**31 - 1), limit + 1,
    )  # fmt: skip
    items = await _shown(reader, rights, rows[:limit])
    more = len(rows) > limit
    return {"items": items, "next": cursors.write(mark, [rows[limit - 1]["version"]]) if more else None}


async def merged_into(reader: Reader, rights: EntityRights, record: UUID) -> list[UUID]:
    """Return the records that were merged into this one, directly or by way of others, and that the reader could see."""
    rows = await connection().fetch(
        """with recursive found as (
             select record_id from record_merge where tenant_no = $1 and entity_no = $2 and into_id = $3
             union
             select m.record_id from found f
             join record_merge m on m.tenant_no = $1 and m.entity_no = $2 and m.into_id = f.record_id
           ) select record_id from found""",
        reader.tenant_no, rights.entity.no, record,
    )  # fmt: skip
    ids = [row["record_id"] for row in rows]
    return sorted(await visible_ids(reader, rights.entity.key, ids, gone=True)) if ids else []


async def _with_merged(
    reader: Reader, rights: EntityRights, record: UUID, merged: list[UUID], *, limit: int, after: str | None
) -> dict[str, Any]:
    """Return a page of the changes of a record and of those merged into it, in the order in which they happened."""
    mark = cursors.mark_of("history", rights.entity.key, str(record), len(merged))
    before = cursors.read(after, mark, ["uuid"])[0] if after else None
    rows = await connection().fetch(
        f"""select {COLUMNS}, id, record_id from change where tenant_no = $1 and entity_no = $2 and record_id = any($3)
            and ($4::uuid is null or id < $4) order by id desc limit $5""",
        reader.tenant_no, rights.entity.no, [record, *merged], before, limit + 1,
    )  # fmt: skip
    items = await _shown(reader, rights, rows[:limit])
    return {"items": items, "next": cursors.write(mark, [rows[limit - 1]["id"]]) if len(rows) > limit else None}


async def _shown(reader: Reader, rights: EntityRights, rows: Iterable[Any]) -> list[dict[str, Any]]:
    by_no = {str(field.no): field for field in rights.visible.values() if not field.derived}
    read = [(row, json.loads(row["changes"])) for row in rows]
    seen = await _seen_links(reader, by_no, [changes for _, changes in read])
    items = []
    for row, changes in read:
        shown = _changes(by_no, changes, seen)
        if shown or row["kind"] != "updated":
            items.append(
                {"at": row["at"], "version": row["version"], "cause": cause_of(row), "kind": row["kind"], "changes": shown}
            )
    return items


def _changes(by_no: Mapping[str, FieldPlan], changes: Mapping[str, Any], seen: Mapping[str, set[UUID]]) -> dict[str, Any]:
    shown = {
        field.key: {"from": _side(field, changes[name][0], seen), "to": _side(field, changes[name][1], seen)}
        for name, field in by_no.items()
        if name in changes
    }
    return shown | {name: {"from": changes[name][0], "to": changes[name][1]} for name in LOGGED_SYSTEM_FIELDS if name in changes}


def _side(field: FieldPlan, stored: Any, seen: Mapping[str, set[UUID]]) -> object:  # noqa: ANN401 - any stored value
    value = codec.from_store(field, stored)
    known = seen.get(field.key)
    if known is None or value is None:
        return codec.to_api(field, value)
    if isinstance(value, tuple):
        return codec.to_api(field, tuple(item for item in value if item in known) or None)
    return codec.to_api(field, value if value in known else None)


async def _seen_links(reader: Reader, by_no: Mapping[str, FieldPlan], changes: list[Any]) -> dict[str, set[UUID]]:
    """Return, for each link whose records the reader may see some of, those of the changes that they may."""
    seen: dict[str, set[UUID]] = {}
    for name, field in by_no.items():
        rights = reader.role.of(field.to) if field.to is not None else None
        if field.to is None or (rights is not None and rights.unrestricted):
            continue
        sides = [codec.from_store(field, side) for change in changes for side in change.get(name, ())]
        ids = {item for side in sides if side is not None for item in (side if isinstance(side, tuple) else (side,))}
        seen[field.key] = await visible_ids(reader, field.to, list(ids)) if ids and reader.may_see(field.to) else set()
    return seen


def cause_of(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of the change log
    """Return the API's form of a change's cause."""
    cause, actor = json.loads(row["cause"]), json.loads(row["actor"])
    return {
        "kind": cause["kind"],
        "actor": {name: actor.get(name) for name in ("kind", "id", "title")},
        **{name: cause.get(name) for name in ("scenario", "version", "run", "step", "job")},
    }
