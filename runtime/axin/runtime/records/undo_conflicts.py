"""What stands in the way of an undo: changes made since, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no

if TYPE_CHECKING:
    from axin.runtime.records.undoing import Done


@dataclass(frozen=True, slots=True)
class Since:
    """A later change: when, and who made it."""

    version: int
    at: datetime
    by: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that could not be undone, and why."""

    entity: str
    record: UUID
    code: str
    field: str | None = None
    since: Since | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the API's form."""
        since = self.since
        return {
            "entity": self.entity,
            "id": str(self.record),
            "code": self.code,
            "field": self.field,
            "version": since and since.version,
            "at": since and since.at.isoformat(),
            "by": since and since.by,
        }


async def changed_since(entity: EntityPlan, one: "Done", name: str) -> Since | None:
    """Return the last change of a field after the one that is to be undone."""
    row = await connection().fetchrow(
        """select version, at, actor from change
           where tenant_no = $1 and entity_no = $2 and record_id = $3 and version > $4 and changes ? $5
           order by version desc limit 1""",
        tenant_no(), entity.no, one.record, one.version, name,
    )  # fmt: skip
    return None if row is None else _since(row)


async def worked_on_since(entity: EntityPlan, created: Sequence["Done"]) -> dict[UUID, Since]:
    """Return those of the created records that somebody has changed since: not the same job, and not what followed from it."""
    if not created:
        return {}
    rows = await connection().fetch(
        """select distinct on (c.record_id) c.record_id, c.version, c.at, c.actor
           from change c join unnest($3::uuid[], $4::int[], $5::text[], $6::uuid[]) u(record_id, version, root, job)
             on c.record_id = u.record_id and c.version > u.version
           where c.tenant_no = $1 and c.entity_no = $2 and c.cause ->> 'root' <> u.root
             and (u.job is null or c.job is distinct from u.job)
           order by c.record_id, c.version desc""",
        tenant_no(), entity.no, [one.record for one in created], [one.version for one in created],
        [one.root for one in created], [one.job for one in created],
    )  # fmt: skip
    return {row["record_id"]: _since(row) for row in rows}


def _since(row: Any) -> Since:  # noqa: ANN401 - a row of the change log
    actor = json.loads(row["actor"])
    return Since(row["version"], row["at"], {name: actor.get(name) for name in ("kind", "id", "title")})
