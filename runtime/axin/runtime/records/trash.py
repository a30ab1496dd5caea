"""The trash: deleted records, for thirty days; who may delete them sees them there, brings them back, or ends them for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError
from axin.runtime.cause import Cause
from axin.runtime.files import attaching
from axin.runtime.records import cursors
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.query import Query
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.reviving import Revival, revive, unslotted
from axin.runtime.records.sql_names import RecordNames
from axin.runtime.records.trash_links import KEPT
from axin.tenants.actor import Actor

MOST_ROWS: Final = 200
NOT_MERGED: Final = (
    "not exists (select from record_merge m where m.tenant_no = record.tenant_no and m.entity_no = record.entity_no "
    "and m.record_id = record.id)"
)
"""What was merged into another record stays as long as its history belongs to that one: by its row its readers are judged."""


@dataclass(frozen=True, slots=True)
class Discarded:
    """A record in the trash."""

    entity: str
    id: UUID
    number: int
    display: str | None
    deleted_at: datetime
    deleted_by: dict[str, Any] | None
    purged_at: datetime


async def page(plan: Plan, actor: Actor, entity: str, *, limit: int, after: str | None) -> tuple[list[Discarded], str | None]:
    """Return a page of an entity's deleted records, the last deleted first."""
    if not 1 <= limit <= MOST_ROWS:
        raise InvalidError.at("/query/limit", "out_of_range", f"A page has 1 to {MOST_ROWS} records.")
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    mark = cursors.mark_of("trash", entity)
    ended = cursors.read(after, mark, ["timestamptz", "uuid"]) if after else None
    query = Query(reader, [])
    further = ""
    if ended is not None:
        further = f" and (r.deleted_at, r.id) < ({query.parameter(ended[0])}::timestamptz, {query.parameter(ended[1])}::uuid)"
    rows = await query.fetch(
        f"select {columns('r')}, r.deleted_at from record r where {_reached(query, rights)}{further} "
        f"order by r.deleted_at desc, r.id desc limit {limit + 1}"
    )
    shown = rows[:limit]
    more = cursors.write(mark, [shown[-1]["deleted_at"], shown[-1]["id"]]) if len(rows) > limit else None
    return await _shown(reader, rights, shown), more


def _reached(query: Query, rights: EntityRights) -> str:
    """Return the condition of the deleted records that the reader may see and delete."""
    names = RecordNames(query, unslotted(rights.entity), "r")
    deletable = names.readable(gone=True) + names.within(rights, rights.delete, stages=WRITE_STAGES)
    return f"{deletable} and r.deleted_at > now() - interval '{KEPT.days + 1} days'"


async def _shown(reader: Reader, rights: EntityRights, rows: Iterable[Any]) -> list[Discarded]:
    readers = stored_readers(reader, rights.entity)
    found = [(read_row(rights.entity, row, readers), row["deleted_at"]) for row in rows]
    who = await _deleted_by(reader, rights, [record.id for record, _ in found])
    display = rights.visible.get(rights.entity.display or "")
    return [
        Discarded(
            rights.entity.key, record.id, record.number,
            _written(record.values.get(display.key)) if display is not None and not display.derived else None,
            at, who.get(record.id), at + KEPT,
        )
        for record, at in found
    ]  # fmt: skip


def _written(value: object) -> str | None:
    return None if value is None else str(codec.plain_json(value))


async def _deleted_by(reader: Reader, rights: EntityRights, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = await connection().fetch(
        """select distinct on (record_id) record_id, actor from change
           where tenant_no = $1 and entity_no = $2 and record_id = any($3) order by record_id, version desc""",
        reader.tenant_no, rights.entity.no, list(ids),
    )  # fmt: skip
    read = {row["record_id"]: json.loads(row["actor"]) for row in rows}
    return {id_: {name: actor.get(name) for name in ("kind", "id", "title")} for id_, actor in read.items()}


async def counts(plan: Plan, actor: Actor) -> dict[str, int]:
    """Return how many deleted records of each entity the actor may bring back; counted up to a thousand."""
    reader = Reader(plan, actor)
    found = {}
    for entity in plan.entities.values():
        rights = reader.role.of(entity.key)
        if rights is None or not rights.exists or rights.delete == "none":
            continue
        query = Query(reader, [])
        found[entity.key] = await query.fetch_count(
            f"select count(*) from (select from record r where {_reached(query, rights)} limit 1000) q"
        )
    return found


async def restore(plan: Plan, actor: Actor, entity: str, ids: Sequence[UUID]) -> Revival:
    """Bring records back, with what went with them."""
    if not 1 <= len(ids) <= MOST_ROWS:
        raise InvalidError.at("/ids", "out_of_range", f"Name 1 to {MOST_ROWS} records.")
    return await revive(Gateway(plan, actor, Cause.of_actor(actor).taking_back()), entity, list(dict.fromkeys(ids)))


async def destroy(plan: Plan, actor: Actor, entity: str, ids: Sequence[UUID]) -> int:
    """End deleted records for good, before their time; return how many."""
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    query = Query(reader, [list(ids)])
    rows = await query.fetch(f"select r.id from record r where {_reached(query, rights)} and r.id = any($1::uuid[])")
    await purge(plan.tenant_no, rights.entity.no, [row["id"] for row in rows])
    return len(rows)


async def purge(tenant_no: int, entity_no: int, ids: Sequence[UUID]) -> None:
    """Remove deleted records and all that was kept of them."""
    for statement in (
        "delete from change where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from record_merge where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from record_match where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from checklist_tick where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from stage_stay where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from comment where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from activity where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
        "delete from record where tenant_no = $1 and entity_no = $2 and id = any($3) and deleted_at is not null",
    ):
        await connection().execute(statement, tenant_no, entity_no, list(ids))
    await connection().execute("delete from notification where tenant_no = $1 and record_id = any($2)", tenant_no, list(ids))
    await attaching.purge(tenant_no, entity_no, ids)
