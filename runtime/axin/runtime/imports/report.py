"""The report of rows that were not imported: a CSV with the row as it was and what is wrong with it, kept chunk by chunk."""

import csv
import io
from collections.abc import AsyncIterator, Sequence
from typing import Final
from uuid import UUID

from axin.builder.catalog.cells import guarded
from axin.platform import storage
from axin.platform.data.unit_of_work import after_commit, tenant_no
from axin.platform.kernel.languages import in_language
from axin.runtime.files import keeping
from axin.runtime.files.file import File
from axin.runtime.imports.rows import Row
from axin.tenants.actor import Actor

_LARGEST: Final = 2_000_000_000
_TITLES: Final = {"en": ("Row", "What is wrong"), "az": ("Sətir", "Nə səhvdir"), "ru": ("Строка", "Что не так")}
_BOM: Final = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""


def part_key(tenant: int, job: UUID, number: int) -> str:
    """Return where the faults of a chunk lie."""
    return f"{tenant}/imports/{job.hex}/{number}"


async def add(job: UUID, number: int, rows: Sequence[Row], locale: str) -> None:
    """Keep the faults of a chunk, in the reader's language; one that is done anew writes them over."""
    text = _written([[str(row.number), "; ".join(_sentences(row, locale)), *row.cells] for row in rows])
    await storage.save(tenant_no(), _one(text.encode()), _LARGEST, key=part_key(tenant_no(), job, number))


def _sentences(row: Row, locale: str) -> list[str]:
    said = [(title, in_language(sentence, locale)) for title, _, sentence in row.faults]
    return [f"{title}: {sentence}" if title else sentence for title, sentence in said]


def _written(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


async def close(job: UUID, parts: int, header: Sequence[str], locale: str, *, actor: Actor, name: str) -> File | None:
    """Make one file of the chunks' faults; None where there were none."""
    if not parts:
        return None
    tenant = tenant_no()
    head = _BOM + _written([[*_TITLES.get(locale, _TITLES["en"]), *header]])
    stored = await storage.save(tenant, _joined(head.encode(), tenant, job, parts), _LARGEST)
    after_commit(lambda: drop(tenant, job, parts))
    return await keeping.keep(actor.id, name, stored, "text/csv", purpose="report", kept=keeping.RESULT_KEPT)


async def drop(tenant: int, job: UUID, parts: int) -> None:
    """Remove the chunks' own files."""
    for number in range(parts):
        await storage.remove(part_key(tenant, job, number))


async def _one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def _joined(head: bytes, tenant: int, job: UUID, parts: int) -> AsyncIterator[bytes]:
    yield head
    for number in range(parts):
        async for piece in storage.read(part_key(tenant, job, number)):
            yield piece
