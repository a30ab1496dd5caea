"""Duplicates: records that an entity's `duplicates.match` says are the same one, found by normalised values in a narrow table.

A phone counts by its digits, an e-mail without case, a text folded: "Əli  Məmmədov" is "eli memmedov". One matching field is
enough. A role learns only of duplicates that it may read, by fields that it may see.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from axin.builder.catalog.values import unique_text
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.formulas.texts import fold
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import ConflictError, Problem
from axin.runtime.records.changes import Change
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.holding import hold
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.record import Record

if TYPE_CHECKING:
    from axin.runtime.records.commands import Creation

MOST_SHOWN: Final = 10
_TEXTS: Final = frozenset({"text", "long_text", "url"})
_SAYS: Final = {
    "en": "There is such a record already.",
    "az": "Belə yazı artıq var.",
    "ru": "Такая запись уже есть.",
}


class DuplicateError(ConflictError):
    """The entity refuses duplicates, and there is one."""

    code = "duplicate"

    def __init__(self, pointers: Iterable[str], found: Sequence[Record]) -> None:
        super().__init__(_SAYS["en"], tuple(Problem(pointer, "duplicate", _SAYS["en"]) for pointer in pointers))
        self.details = {"duplicates": [record.to_api() for record in found]}

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _SAYS.get(locale, _SAYS["en"])


def keys_of(entity: EntityPlan, values: Mapping[str, Any]) -> set[tuple[int, UUID]]:
    """Return what the record counts by: the number of each matching field that has a value, and its normalised value's hash."""
    parts = [entity.fields[key] for key in entity.match if key in entity.fields]
    found = {part.no: text for part in parts if (text := _normal(part, values.get(part.key)))}
    return {(no, UUID(bytes=blake2b(text.encode(), digest_size=16).digest())) for no, text in found.items()}


def _normal(part: FieldPlan, value: object) -> str:
    if value is None:
        return ""
    text = unique_text(value)
    if part.type == "phone":
        return "".join(letter for letter in text if letter.isdigit())
    if part.type == "email":
        return text.strip().casefold()
    return " ".join(fold(text).split()) if part.type in _TEXTS else text


async def keep(reader: Reader, entity: EntityPlan, changes: Sequence[Change]) -> None:
    """Keep the table in step with these changes."""
    if not entity.match:
        return
    moved = [change for change in changes if change.kind != "updated" or set(entity.match) & set(change.changed_fields())]
    before = [change.after.id for change in moved if change.before is not None]
    if before:
        await connection().execute(
            "delete from record_match where tenant_no = $1 and entity_no = $2 and record_id = any($3)",
            reader.tenant_no, entity.no, before,
        )  # fmt: skip
    await index(reader.tenant_no, entity, [change.after for change in moved if change.kind != "deleted"])


async def index(tenant_no: int, entity: EntityPlan, records: Iterable[Record]) -> None:
    """Add what these records count by."""
    rows = [(no, value, record.id) for record in records for no, value in keys_of(entity, record.values)]
    if rows:
        await connection().execute(
            """insert into record_match (tenant_no, entity_no, field_no, value_hash, record_id)
               select $1, $2, u.* from unnest($3::int[], $4::uuid[], $5::uuid[]) u on conflict do nothing""",
            tenant_no, entity.no, *(list(column) for column in zip(*rows, strict=True)),
        )  # fmt: skip


async def matching(reader: Reader, rights: EntityRights, records: Sequence[Record]) -> dict[UUID, set[UUID]]:
    """Return, for each record that has any, those that count as the same one, whoever may see them.

    By the fields that the actor sees: what a hidden one has in common with another record's is not told, not even by a refusal.
    """
    entity = rights.entity
    seen = {part.no for part in rights.visible.values()}
    wanted = [(record.id, *key) for record in records for key in keys_of(entity, record.values) if key[0] in seen]
    if not wanted:
        return {}
    rows = await connection().fetch(
        """select u.id, m.record_id from unnest($3::uuid[], $4::int[], $5::uuid[]) u(id, field_no, value_hash)
           join record_match m on m.tenant_no = $1 and m.entity_no = $2 and m.field_no = u.field_no
             and m.value_hash = u.value_hash and m.record_id <> u.id""",
        reader.tenant_no, entity.no, *(list(column) for column in zip(*wanted, strict=True)),
    )  # fmt: skip
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row["id"]].add(row["record_id"])
    for id_, others in _within(wanted).items():
        found[id_] |= others
    return found


def _within(wanted: Iterable[tuple[UUID, int, UUID]]) -> dict[UUID, set[UUID]]:
    """Return which rows of the same batch repeat an earlier one."""
    first: dict[tuple[int, UUID], UUID] = {}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for id_, no, value in wanted:
        earlier = first.setdefault((no, value), id_)
        if earlier != id_:
            found[id_].add(earlier)
    return found


async def check(reader: Reader, rights: EntityRights, records: Sequence[Record], pointers: Sequence[str]) -> list[dict[str, Any]]:
    """Refuse duplicates where the entity does; else return the warnings about them."""
    entity = rights.entity
    if not entity.match:
        return []
    found = await matching(reader, rights, records)
    if not found:
        return []
    ids = sorted({id_ for others in found.values() for id_ in others} - {record.id for record in records})[:MOST_SHOWN]
    seen = await _shown(reader, rights, ids)
    if entity.on_match == "reject":
        places = [
            f"{pointer}/{key}" if key in rights.visible else pointer
            for record, pointer in zip(records, pointers, strict=True)
            if record.id in found
            for key in entity.match[:1]
        ]
        raise DuplicateError(places, seen)
    return [{"code": "duplicate", "records": [record.to_api() for record in seen]}] if seen else []


async def _shown(reader: Reader, rights: EntityRights, ids: Sequence[UUID]) -> list[Record]:
    return await present(reader, rights, await read_by_ids(reader, rights.entity, ids)) if ids else []


async def to_fill_in(
    reader: Reader, rights: EntityRights, rows: Sequence["Creation"], parsed: Sequence[Mapping[str, Any]], ids: Sequence[UUID]
) -> dict[int, tuple[UUID, dict[str, Any]]]:
    """Return, where the entity merges duplicates, which rows are no new records: the record that each fills in, and with what.

    Only a record that the actor may change is filled in, and only its blanks.
    """
    if rights.entity.on_match != "merge" or not rights.entity.match:
        return {}
    found = await matching(reader, rights, [_bare(rights.entity, id_, values) for id_, values in zip(ids, parsed, strict=True)])
    known = {id_ for others in found.values() for id_ in others} - set(ids)
    held = {id_: one.record for id_, one in (await hold(reader, rights, sorted(known))).items() if one.update} if known else {}
    filled: dict[int, tuple[UUID, dict[str, Any]]] = {}
    for place, (row, id_) in enumerate(zip(rows, ids, strict=True)):
        target = next((other for other in sorted(found.get(id_, ())) if other in held), None)
        if target is not None:
            old = held[target].values
            filled[place] = target, {key: value for key, value in row.values.items() if old.get(key) is None}
            old.update({key: parsed[place].get(key) for key in filled[place][1]})
    return filled


def _bare(entity: EntityPlan, id_: UUID, values: Mapping[str, Any]) -> Record:
    """Return what a record to be would count by."""
    return Record(entity, id_, 0, 0, utc_now(), utc_now(), dict(values))
