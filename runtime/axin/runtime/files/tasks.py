"""What the scheduler does for files: what nobody holds any more goes, blob first, so that a crash leaves nothing behind."""

import time
from typing import Final

from axin.platform import storage
from axin.platform.data.unit_of_work import connection, control_rows, tenant_transaction
from axin.platform.kernel.errors import ForbiddenError
from axin.runtime.files.file import File
from axin.tenants import usage
from axin.tenants.actor import Actor

_EVERY_SECONDS: Final = 60.0
_BATCH: Final = 100
_DUE: Final = "select distinct tenant_no from file_loose where remove_at < now() limit 100"
_LOCK: Final = """
select f.id, f.blob, f.preview, f.size from file_loose l join file f on f.tenant_no = l.tenant_no and f.id = l.file_id
where l.tenant_no = $1 and l.remove_at < now() limit $2 for update of l, f skip locked
"""
_next: Final[list[float]] = [0.0]


async def tick() -> None:
    """Once a minute, remove what is due."""
    if time.monotonic() >= _next[0]:
        _next[0] = time.monotonic() + _EVERY_SECONDS
        await remove_due()


async def remove_due() -> int:
    """Remove a batch of every tenant's files that are due; return how many there were."""
    return sum([await _remove(row["tenant_no"]) for row in await control_rows(_DUE)])


async def _remove(tenant: int) -> int:
    async with tenant_transaction(tenant) as transaction:
        rows = await transaction.fetch(_LOCK, tenant, _BATCH)
        for key in (key for row in rows for key in (row["blob"], row["preview"]) if key is not None):
            await storage.remove(key)
        ids = [row["id"] for row in rows]
        await transaction.execute("delete from file_loose where tenant_no = $1 and file_id = any($2::uuid[])", tenant, ids)
        await transaction.execute("delete from file where tenant_no = $1 and id = any($2::uuid[])", tenant, ids)
        await usage.add("storage", -sum(row["size"] for row in rows))
    return len(rows)


async def remove_upload(actor: Actor, file: File) -> None:
    """Remove a file that its maker has uploaded and no record holds; what a record holds goes with that record's field."""
    loose = await connection().fetchval(
        "select true from file_loose where tenant_no = $1 and file_id = $2 for update", actor.tenant_no, file.id
    )
    if not loose or file.created_by != actor.id:
        raise ForbiddenError("A record holds this file: remove it there.")
    await connection().execute(
        "update file_loose set remove_at = now() where tenant_no = $1 and file_id = $2", actor.tenant_no, file.id
    )
