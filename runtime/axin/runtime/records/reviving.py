"""Bringing deleted records back, with what went with them: their lines and other cascaded records, and the links to them.

Who may delete a record may bring it back. What was deleted in the same instant because of it comes back with it; a link whose
target is gone meanwhile is blank, unless the record cannot be without it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data.savepoints import savepoint
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import AxinError
from axin.runtime.records import trash_links
from axin.runtime.records.changes import Change
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.graph import read_by_ids, stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, Reader, the_product
from axin.runtime.records.query import Query
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.record import Record, ids_of
from axin.runtime.records.references import incoming
from axin.runtime.records.sql_names import RecordNames
from axin.tenants import limits


@dataclass(slots=True)
class Revival:
    """What came back, and why the rest did not."""

    records: list[Record] = field(default_factory=list)
    refused: dict[UUID, str] = field(default_factory=dict)
    """The lasting code of each refusal: target_gone, not_unique, …; not_found where there is nothing to restore."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A deleted record."""

    record: Record
    at: datetime


async def revive(gateway: Gateway, entity: str, ids: Sequence[UUID]) -> Revival:
    """Bring back those of the records that the gateway's actor may."""
    rights = gateway.reader.rights_of(entity)
    found = await gone(gateway.reader, rights, ids)
    revival = Revival(refused={id_: "not_found" for id_ in ids if id_ not in found})
    await limits.require("records", len(found))
    await _revive(gateway, rights, list(found.values()), revival)
    return revival


async def gone(reader: Reader, rights: EntityRights, ids: Sequence[UUID]) -> dict[UUID, Gone]:
    """Lock and return those of the deleted records that the reader may bring back."""
    query = Query(reader, [list(ids)])
    names = RecordNames(query, unslotted(rights.entity), "r")
    condition = names.readable(gone=True) + names.within(rights, rights.delete, stages=WRITE_STAGES)
    rows = await query.fetch(
        f"select {columns('r')}, r.deleted_at from record r where {condition} and r.deleted_at is not null "
        "and r.id = any($1::uuid[]) order by r.id for no key update of r"
    )
    readers = stored_readers(reader, rights.entity)
    return {row["id"]: Gone(read_row(rights.entity, row, readers), row["deleted_at"]) for row in rows}


def unslotted(entity: EntityPlan) -> EntityPlan:
    """Return the entity as its deleted records lie: their slots are empty, the JSON is whole."""
    return replace(entity, fields={key: replace(part, slot=None, slot_ready=False) for key, part in entity.fields.items()})


async def _revive(gateway: Gateway, rights: EntityRights, found: Sequence[Gone], revival: Revival) -> None:
    targets = await _targets(gateway, rights.entity, [one.record for one in found])
    ready = [(one, record) for one in found if (record := _whole(one.record, rights.entity, targets, revival)) is not None]
    back = await _put_back(gateway, rights, ready, revival)
    revival.records += [record for _, record in back]
    moments: dict[datetime, list[UUID]] = defaultdict(list)
    for one, record in back:
        moments[one.at].append(record.id)
    for at, ids in moments.items():
        await _with_them(gateway, rights.entity, ids, at, revival)
        await _links_to_them(gateway, ids, at)


async def _targets(gateway: Gateway, entity: EntityPlan, records: Sequence[Record]) -> Mapping[str, set[UUID]]:
    """Return, by entity, which of the records that these link to are there."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for part in _links(entity):
        for record in records:
            wanted[str(part.to)].update(ids_of(record.values.get(part.key)))
    product = the_product(gateway.plan)
    return {
        key: {record.id for record in await read_by_ids(product, gateway.plan.entities[key], sorted(ids))}
        for key, ids in wanted.items()
        if ids
    }


def _links(entity: EntityPlan) -> list[FieldPlan]:
    return [part for part in entity.fields.values() if part.type in {"link", "links"}]


def _whole(record: Record, entity: EntityPlan, targets: Mapping[str, set[UUID]], revival: Revival) -> Record | None:
    """Return the record with the links whose targets are there; None where it cannot be without one that is not."""
    values = dict(record.values)
    for part in _links(entity):
        old = values.get(part.key)
        there = targets.get(str(part.to), set())
        if old is None or set(ids_of(old)) <= there:
            continue
        if isinstance(old, tuple):
            values[part.key] = tuple(item for item in old if item in there) or None
        elif part.required is True or entity.parent == part.key:
            revival.refused[record.id] = "target_gone"
            return None
        else:
            values[part.key] = None
    return replace(record, values=values)


async def _put_back(
    gateway: Gateway, rights: EntityRights, ready: Sequence[tuple[Gone, Record]], revival: Revival
) -> list[tuple[Gone, Record]]:
    """Write the records back: together, or, where one cannot, each by itself."""
    if not ready:
        return []
    try:
        await _written(gateway, rights, [record for _, record in ready])
    except AxinError as error:
        if len(ready) == 1:
            revival.refused[ready[0][1].id] = _code(error)
            return []
        return [done for one in ready for done in await _put_back(gateway, rights, [one], revival)]
    return list(ready)


async def _written(gateway: Gateway, rights: EntityRights, records: Sequence[Record]) -> None:
    now = utc_now()
    cause = gateway.cause.taking_back()  # what is restored is not new: nothing starts because of it
    changes = [
        Change("restored", None, replace(record, version=record.version + 1, updated_at=now, updated_by=gateway.actor.id), cause)
        for record in records
    ]
    async with savepoint():
        await gateway.put(rights, changes, now)
        await connection().execute(
            "delete from record_merge where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
            gateway.plan.tenant_no, rights.entity.no, [record.id for record in records],
        )  # fmt: skip


async def _with_them(gateway: Gateway, entity: EntityPlan, ids: Sequence[UUID], at: datetime, revival: Revival) -> None:
    """Bring back what was deleted in that instant because it hung on these."""
    product = the_product(gateway.plan)
    for source, link in incoming(gateway.plan, entity):
        query = Query(product, [list(ids), at])
        names = RecordNames(query, unslotted(source), "r")
        holds = f"r.data->>'{link.no}' = any($1::uuid[]::text[])"
        rows = await query.fetch(
            f"select {columns('r')} from record r where {names.readable(gone=True)} and r.deleted_at = $2 and {holds} "
            "order by r.id for no key update of r"
        )
        readers = stored_readers(product, source)
        found = [Gone(read_row(source, row, readers), at) for row in rows]
        if found:
            await _revive(gateway, product.rights_of(source.key), found, revival)


async def _links_to_them(gateway: Gateway, ids: Sequence[UUID], at: datetime) -> None:
    """Set the links again that were cleared when these went, where they are still blank."""
    product = the_product(gateway.plan)
    by_entity: dict[int, list[trash_links.Cleared]] = defaultdict(list)
    for one in await trash_links.cleared(ids, at):
        by_entity[one.entity_no].append(one)
    for entity in gateway.plan.entities.values():
        if entity.no not in by_entity:
            continue
        wanted = by_entity[entity.no]
        records = {r.id: r for r in await read_by_ids(product, entity, sorted({one.record for one in wanted}))}
        changes = [
            Change("updated", before, after, gateway.cause.taking_back())
            for id_, before in records.items()
            if (after := _linked(gateway, before, [one for one in wanted if one.record == id_])).values != before.values
        ]
        if changes:
            async with savepoint():
                await gateway.put(product.rights_of(entity.key), changes, utc_now())


def _linked(gateway: Gateway, before: Record, wanted: Sequence[trash_links.Cleared]) -> Record:
    values: dict[str, Any] = dict(before.values)
    by_no = {part.no: part for part in _links(before.entity)}
    for one in wanted:
        part = by_no.get(one.field_no)
        if part is None:
            continue
        if part.type == "links":
            values[part.key] = (*ids_of(values.get(part.key)), one.target)
        elif values.get(part.key) is None:
            values[part.key] = one.target
    return replace(before, values=values, version=before.version + 1, updated_at=utc_now(), updated_by=gateway.actor.id)


def _code(error: AxinError) -> str:
    return error.problems[0].code if error.problems else error.code
