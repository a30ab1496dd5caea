"""Who may read a file: whoever made it, who may read a field of a record that holds it; a result's, owners and admins too."""

from collections import defaultdict
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.files.file import COLUMNS, File
from axin.runtime.records.policy import Reader
from axin.runtime.records.queries import visible_ids
from axin.tenants.actor import Actor


async def find(plan: Plan, actor: Actor, id: UUID) -> File:  # noqa: A002 - the field's name everywhere
    """Return the file; NotFoundError where it is not there for the actor."""
    reader = Reader(plan, actor)
    file = (await files(reader, [id])).get(id)
    if file is None:
        raise NotFoundError
    return file


async def files(reader: Reader, ids: list[UUID]) -> dict[UUID, File]:
    """Return those of the files that the reader may read, kept from removal until the open transaction ends."""
    rows = await connection().fetch(
        f"select {COLUMNS} from file where tenant_no = $1 and id = any($2::uuid[]) for key share", tenant_no(), ids
    )
    found = {row["id"]: File.of(row) for row in rows}
    mine = {id_ for id_, file in found.items() if _made_by(reader, file)}
    open_ = mine | await _held(reader, [id_ for id_ in found if id_ not in mine])
    return {id_: file for id_, file in found.items() if id_ in open_}


def _made_by(reader: Reader, file: File) -> bool:
    actor = reader.actor
    if actor is None or actor.kind == "system":
        return True
    return file.created_by == actor.id or (file.purpose != "attachment" and actor.may_everything)


async def _held(reader: Reader, ids: list[UUID]) -> set[UUID]:
    """Return those of the files that stand in a field of a record which the reader may read."""
    if not ids:
        return set()
    rows = await connection().fetch(
        "select file_id, entity_no, field_no, record_id from file_place where tenant_no = $1 and file_id = any($2::uuid[])",
        reader.tenant_no, ids,
    )  # fmt: skip
    holders: defaultdict[str, dict[UUID, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        entity = reader.plan.entity_by_no(row["entity_no"])
        if entity is not None and _field_is_seen(reader, entity.key, row["field_no"]):
            holders[entity.key][row["record_id"]].add(row["file_id"])
    seen: set[UUID] = set()
    for key, records in holders.items():
        for record in await visible_ids(reader, key, list(records)):
            seen |= records[record]
    return seen


def _field_is_seen(reader: Reader, entity: str, field_no: int) -> bool:
    rights = reader.role.of(entity)
    return rights is not None and reader.may_see(entity) and any(part.no == field_no for part in rights.visible.values())
