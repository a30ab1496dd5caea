"""Taking a file in: stored, sniffed, measured, counted against the plan's storage."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from axin.platform import storage
from axin.platform.data.unit_of_work import connection, tenant_no, tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.ids import new_id
from axin.platform.kernel.settings import settings
from axin.runtime.files import pictures, sniffing
from axin.runtime.files.file import COLUMNS, File
from axin.runtime.files.pictures import Picture
from axin.tenants import limits, usage
from axin.tenants.actor import Actor

UPLOAD_KEPT: Final = timedelta(hours=24)
"""How long an upload waits for a record to hold it."""
RESULT_KEPT: Final = timedelta(days=7)
"""How long an export or a report of faults can be fetched."""
_INSERT: Final = f"""
insert into file (tenant_no, id, name, size, type, sha256, blob, preview, width, height, created_by, purpose)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning {COLUMNS}
"""


@dataclass
class _Head:
    """Passes a file on and keeps its first bytes."""

    chunks: AsyncIterator[bytes]
    seen: bytes = field(default=b"")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self.chunks:
            if len(self.seen) < sniffing.HEAD:
                self.seen += chunk[: sniffing.HEAD - len(self.seen)]
            yield chunk


def largest() -> int:
    """Return how many bytes a file may have."""
    return settings().largest_file_mb * 1_000_000


async def upload(actor: Actor, name: str, chunks: AsyncIterator[bytes]) -> File:
    """Keep an upload, outside of any transaction: its bytes first, then, if the plan has room, its row."""
    head = _Head(chunks)
    stored = await storage.save(actor.tenant_no, aiter(head), largest())
    preview: str | None = None
    try:
        kind = sniffing.type_of(head.seen, name)
        picture = await _picture(stored.key, kind)
        preview = await _save_preview(actor.tenant_no, picture)
        async with tenant_transaction(actor.tenant_no):
            return await keep(
                actor.id, name, stored, kind, preview=preview, picture=picture, purpose="attachment", kept=UPLOAD_KEPT
            )
    except BaseException:
        await storage.remove(stored.key)
        if preview is not None:
            await storage.remove(preview)
        raise


async def keep(
    created_by: UUID,
    name: str,
    stored: storage.Stored,
    kind: str,
    *,
    purpose: str,
    kept: timedelta,
    preview: str | None = None,
    picture: Picture | None = None,
) -> File:
    """Write down a stored blob as a file of the open transaction's tenant; nobody holds it yet."""
    tenant = tenant_no()
    if purpose == "attachment":
        await limits.require("storage", stored.size)
    await usage.add("storage", stored.size)
    size = (picture.width, picture.height) if picture is not None else (None, None)
    row = await connection().fetchrow(
        _INSERT, tenant, new_id(), sniffing.safe_name(name), stored.size, kind, stored.sha256, stored.key, preview, *size,
        created_by, purpose,
    )  # fmt: skip
    file = File.of(row or {})
    await connection().execute(
        "insert into file_loose (tenant_no, file_id, remove_at) values ($1, $2, $3)", tenant, file.id, utc_now() + kept
    )
    return file


async def _picture(key: str, kind: str) -> Picture | None:
    if kind not in pictures.SEEN:
        return None
    async with storage.local_copy(key) as path:
        return await pictures.look_at(path)


async def _save_preview(tenant: int, picture: Picture | None) -> str | None:
    if picture is None:
        return None
    return (await storage.save(tenant, pictures.bytes_of(picture), pictures.MOST_PIXELS)).key
