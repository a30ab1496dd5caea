"""Files in records: a value that names a file is completed and checked before it is written; who holds what is kept in step."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog.attachment import Attachment
from axin.builder.catalog.file_values import FILE_TYPES, files_in
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.files import sniffing
from axin.runtime.files.file import File
from axin.runtime.files.reading import files
from axin.runtime.records.changes import Change
from axin.runtime.records.policy import EntityRights, Reader

LET_GO_KEPT: Final = timedelta(days=31)
"""How long a file outlives the last record that held it: the change may be undone, the record restored."""
_PICTURES: Final = ("image/*",)
_KB: Final = 1_000
_MB: Final = 1_000_000


def _fields(entity: EntityPlan) -> list[FieldPlan]:
    return [part for part in entity.fields.values() if part.type in FILE_TYPES]


async def complete(reader: Reader, rights: EntityRights, rows: Sequence[dict[str, Any]], pointers: Sequence[str]) -> None:
    """Give each reference of the parsed rows its file's name, size and type; refuse what is not there or does not fit."""
    fields = _fields(rights.entity)
    ids = {file.id for row in rows for part in fields for file in files_in(row.get(part.key))} if fields else set[UUID]()
    if not ids:
        return
    known = await files(reader, list(ids))
    problems: list[Problem] = []
    for row, pointer in zip(rows, pointers, strict=True):
        for part in fields:
            value = row.get(part.key)
            if value is None:
                continue
            place = f"{pointer}/{part.key}"
            problems += [fault for file in files_in(value) if (fault := _fault(part, known.get(file.id), place))]
            row[part.key] = _completed(value, known)
    if problems:
        raise InvalidError(problems)


def _fault(part: FieldPlan, file: File | None, place: str) -> Problem | None:
    if file is None:
        return Problem(place, "not_found", "There is no such file: upload it first.")
    if part.max_size is not None and file.size > part.max_size:
        return Problem(place, "too_large", _too_large(part.max_size))
    taken = part.types or (_PICTURES if part.type == "image" else ())
    if taken and not sniffing.fits(file.type, tuple(taken)):
        return Problem(place, "file_type", f"This kind of file is not taken here. Taken are: {', '.join(taken)}.")
    return None


def _too_large(most: int) -> str:
    if most >= _MB:
        return f"The file is too large: {round(most / _MB, 2):.10g} MB are allowed here."
    if most >= _KB:
        return f"The file is too large: {round(most / _KB, 2):.10g} kB are allowed here."
    return f"The file is too large: {most} bytes are allowed here."


def _completed(value: object, known: Mapping[UUID, File]) -> object:
    if isinstance(value, Attachment):
        return _reference(value, known)
    return tuple(_reference(item, known) for item in files_in(value))


def _reference(given: Attachment, known: Mapping[UUID, File]) -> Attachment:
    file = known.get(given.id)
    return given if file is None else Attachment(file.id, file.name, file.size, file.type)


async def follow(reader: Reader, entity: EntityPlan, changes: Sequence[Change]) -> None:
    """Keep in step which records hold which files. A deleted record goes on holding its own: it may be restored."""
    fields = _fields(entity)
    if not fields:
        return
    new: list[tuple[UUID, int, UUID]] = []
    gone: list[tuple[UUID, int, UUID]] = []
    for change in changes:
        if change.kind == "deleted":
            continue
        for part in fields:
            old = {file.id for file in files_in(change.before.values.get(part.key))} if change.before else set[UUID]()
            now = {file.id for file in files_in(change.after.values.get(part.key))}
            new += [(file, part.no, change.after.id) for file in now - old]
            gone += [(file, part.no, change.after.id) for file in old - now]
    await _hold(reader.tenant_no, entity.no, new)
    await _let_go(reader.tenant_no, entity.no, gone)


async def _hold(tenant: int, entity: int, new: Sequence[tuple[UUID, int, UUID]]) -> None:
    if not new:
        return
    await connection().execute(
        """insert into file_place (tenant_no, entity_no, file_id, field_no, record_id)
           select $1, $2, u.* from unnest($3::uuid[], $4::int[], $5::uuid[]) u on conflict do nothing""",
        tenant, entity, *map(list, zip(*new, strict=True)),
    )  # fmt: skip
    await connection().execute(
        "delete from file_loose where tenant_no = $1 and file_id = any($2::uuid[])", tenant, [row[0] for row in new]
    )


async def _let_go(tenant: int, entity: int, gone: Sequence[tuple[UUID, int, UUID]]) -> None:
    if not gone:
        return
    await connection().execute(
        """delete from file_place p using unnest($3::uuid[], $4::int[], $5::uuid[]) u(file_id, field_no, record_id)
           where p.tenant_no = $1 and p.entity_no = $2 and p.file_id = u.file_id and p.field_no = u.field_no
             and p.record_id = u.record_id""",
        tenant, entity, *map(list, zip(*gone, strict=True)),
    )  # fmt: skip
    await loosen(tenant, [row[0] for row in gone])


async def loosen(tenant: int, ids: Sequence[UUID]) -> None:
    """Have those of the files removed later which no record holds any more."""
    await connection().execute(
        """insert into file_loose (tenant_no, file_id, remove_at)
           select $1, f.id, $3 from file f where f.tenant_no = $1 and f.id = any($2::uuid[])
             and not exists (select from file_place p where p.tenant_no = $1 and p.file_id = f.id)
           on conflict do nothing""",
        tenant, list(ids), utc_now() + LET_GO_KEPT,
    )  # fmt: skip


async def purge(tenant: int, entity: int, records: Sequence[UUID]) -> None:
    """Let go of the files of records that are removed for good."""
    rows = await connection().fetch(
        "delete from file_place where tenant_no = $1 and entity_no = $2 and record_id = any($3::uuid[]) returning file_id",
        tenant, entity, list(records),
    )  # fmt: skip
    if rows:
        await loosen(tenant, [row["file_id"] for row in rows])
