"""A line in the product for people, each their own."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import new_id
from axin.runtime.runs import live

_INSERT: Final = """
insert into notification (tenant_no, id, person, text, entity, record_id, cause)
select $1, n.id, n.person, $4, $5, $6, $7 from unnest($2::uuid[], $3::uuid[]) as n (id, person)
"""


async def leave(
    people: Sequence[UUID], text: str, cause: Mapping[str, Any], *, entity: str | None = None, record: UUID | None = None
) -> None:
    """Leave each of these people a line, and tell their screens after the commit."""
    if not people:
        return
    ids = [new_id() for _ in people]
    await connection().execute(_INSERT, tenant_no(), ids, list(people), text, entity, record, json.dumps_text(cause))
    told = [{"id": str(each), "person": str(person)} for each, person in zip(ids, people, strict=True)]
    live.tell(tenant_no(), "notification", told)
