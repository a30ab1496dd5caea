"""Records about to be changed: read, locked, and with what the actor may do to each, judged in SQL by the one policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from axin.platform.kernel.errors import StaleVersionError
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, Reader, Right
from axin.runtime.records.query import Query
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.record import Record
from axin.runtime.records.sql_names import RecordNames


@dataclass(frozen=True, slots=True)
class Held:
    """A locked record, with all its stored fields, and what may be done to it."""

    record: Record
    update: bool
    delete: bool

    def require(self, right: Literal["update", "delete"], what: str) -> None:
        """Refuse where the actor lacks the right."""
        if not getattr(self, right):
            raise RightMissingError(what)

    def check_version(self, version: int | None) -> None:
        """Refuse a change that was made from an older version."""
        if version is not None and version != self.record.version:
            raise StaleVersionError


async def hold(reader: Reader, rights: EntityRights, ids: Sequence[UUID]) -> dict[UUID, Held]:
    """Lock and return those of the records that the reader may see."""
    query = Query(reader, [list(ids)])
    names = RecordNames(query, rights.entity, "r")
    flags = f"{_reached(names, rights, rights.update)} as may_update, {_reached(names, rights, rights.delete)} as may_delete"
    rows = await query.fetch(
        f"select {columns('r')}, {flags} from record r where {names.readable()} and r.id = any($1::uuid[]) "
        "order by r.id for no key update of r"
    )
    readers = stored_readers(reader, rights.entity)
    return {
        row["id"]: Held(read_row(rights.entity, row, readers), row["may_update"] is True, row["may_delete"] is True)
        for row in rows
    }


def _reached(names: RecordNames, rights: EntityRights, right: Right) -> str:
    return "(true" + names.within(rights, right, stages=WRITE_STAGES) + ")"
