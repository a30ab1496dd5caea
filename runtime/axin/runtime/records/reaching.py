"""From a changed record along a way of links to the records that depend on it: their ids, a few more than wanted at most."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from axin.platform.data.unit_of_work import connection
from axin.runtime.records.dependencies import Hop, link_of
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import Reader
from axin.runtime.records.record import ids_of
from axin.runtime.records.store import in_link_table


async def walk(reader: Reader, way: Sequence[Hop], start: Iterable[UUID], most: int, after: UUID | None = None) -> list[UUID]:
    """Return the ids that the steps lead to from `start`, in order, those behind `after`."""
    ids = set(start)
    for place, hop in enumerate(way):
        last = place == len(way) - 1
        if not ids:
            return []
        ids = set(await (_outwards(reader, hop, ids) if hop.out else _inwards(reader, hop, ids, most, after if last else None)))
        if len(ids) > most and not last:
            return sorted(ids)[: most + 1]
    return sorted(id_ for id_ in ids if after is None or id_ > after)[: most + 1]


async def _outwards(reader: Reader, hop: Hop, ids: set[UUID]) -> list[UUID]:
    """Follow the link of the records themselves."""
    found = await read_by_ids(reader, reader.plan.entities[hop.source], list(ids))
    return [item for record in found for item in ids_of(record.values.get(hop.field))]


async def _inwards(reader: Reader, hop: Hop, ids: set[UUID], most: int, after: UUID | None) -> list[UUID]:
    """Find the records whose link leads here."""
    entity, link = reader.plan.entities[hop.source], link_of(reader.plan, hop)
    here = f"tenant_no = {reader.tenant_no} and entity_no = {entity.no}"
    there = "= any($1::uuid[])"
    if in_link_table(link):
        sql = f"select distinct record_id as id from record_link where {here} and field_no = {link.no} and target_id {there}"
    else:
        sql = f"select id from record where {here} and {link.slot} {there} and deleted_at is null"
    rows = await connection().fetch(
        f"select id from ({sql}) q where $2::uuid is null or id > $2 order by id limit $3", list(ids), after, most + 1
    )
    return [row["id"] for row in rows]
