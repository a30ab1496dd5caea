"""The duplicates that are there: groups of records which count as the same one, for who reads and may merge them."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import InvalidError
from axin.runtime.records import cursors
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor

MOST_GROUPS: Final = 50
MOST_IN_GROUP: Final = 20


async def groups(
    plan: Plan, actor: Actor, entity: str, *, limit: int, after: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of groups: the fields that match, and the records, oldest first."""
    if not 1 <= limit <= MOST_GROUPS:
        raise InvalidError.at("/query/limit", "out_of_range", f"A page has 1 to {MOST_GROUPS} groups.")
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    by_no = {rights.visible[key].no: key for key in rights.entity.match if key in rights.visible}
    mark = cursors.mark_of("duplicates", entity)
    ended = cursors.read(after, mark, ["int", "uuid"]) if after else None
    rows = await _rows(reader, entity, list(by_no), limit + 1, ended)
    shown = rows[:limit]
    more = cursors.write(mark, [shown[-1]["field_no"], shown[-1]["value_hash"]]) if len(rows) > limit else None
    found = await read_by_ids(reader, rights.entity, sorted({id_ for row in shown for id_ in row["ids"]}))
    records = {record.id: record for record in await present(reader, rights, found)}
    return [
        {"fields": fields, "records": [records[id_].to_api() for id_ in ids if id_ in records]}
        for ids, fields in _united(shown, by_no)
    ], more


async def _rows(reader: Reader, entity: str, fields: list[int], limit: int, ended: Any) -> list[Any]:  # noqa: ANN401
    query = Query(reader, [])
    names = RecordNames(query, reader.plan.entities[entity], "r")
    beyond = ""
    if ended is not None:
        beyond = f" and (m.field_no, m.value_hash) > ({query.parameter(ended[0])}::int, {query.parameter(ended[1])}::uuid)"
    return await query.fetch(
        f"""select m.field_no, m.value_hash, (array_agg(r.id order by r.id))[:{MOST_IN_GROUP}] as ids
            from record_match m join record r on r.id = m.record_id and {names.readable()}
            where m.tenant_no = {reader.tenant_no} and m.entity_no = {names.entity.no}
              and m.field_no = any({query.parameter(fields)}::int[]){beyond}
            group by 1, 2 having count(*) > 1 order by 1, 2 limit {limit}"""
    )


def _united(rows: Iterable[Any], by_no: dict[int, str]) -> list[tuple[list[UUID], list[str]]]:
    """Unite the groups of a page that share a record: the same phone here, the same e-mail there."""
    united: list[tuple[set[UUID], set[str]]] = []
    for row in rows:
        ids, fields = set(row["ids"]), {by_no[row["field_no"]]}
        for group in [group for group in united if group[0] & ids]:
            united.remove(group)
            ids, fields = ids | group[0], fields | group[1]
        united.append((ids, fields))
    return [(sorted(ids), sorted(fields)) for ids, fields in united]
