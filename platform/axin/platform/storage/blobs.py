"""Saving, reading and removing blobs. A blob appears whole or not at all, and is never changed afterwards."""

import asyncio
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar, Final

import obstore
from obstore.store import LocalStore

from axin.platform.kernel.errors import AxinError
from axin.platform.kernel.ids import new_id
from axin.platform.storage.stores import store

_PART: Final = 1 << 20
"""Bytes read at once: enough to be quick, little enough that many readers fit in memory."""


class FileTooLargeError(AxinError):
    """A file is larger than it may be."""

    code = "too_large"
    status: ClassVar[HTTPStatus] = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(self.in_language("en"))

    def in_language(self, locale: str) -> str:
        """Return the sentence in the reader's language."""
        size = f"{self.limit / 1_000_000:.10g}"
        return {
            "az": f"Fayl çox böyükdür: burada ən çox {size} MB ola bilər.",
            "ru": f"Файл слишком большой: здесь можно не больше {size} МБ.",
        }.get(locale, f"The file is too large: {size} MB are allowed here.")


@dataclass(frozen=True, slots=True)
class Stored:
    """A blob that was saved."""

    key: str
    size: int
    sha256: str


class _Measured:
    """Passes chunks on, measures them, and stops where there are too many."""

    def __init__(self, chunks: AsyncIterator[bytes], limit: int) -> None:
        self._chunks = chunks
        self._limit = limit
        self._hash = hashlib.sha256()
        self.size = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise FileTooLargeError(self._limit)
            self._hash.update(chunk)
            if chunk:
                yield chunk

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


async def save(tenant_no: int, chunks: AsyncIterator[bytes], limit: int, *, key: str | None = None) -> Stored:
    """Save a blob of the tenant; FileTooLargeError, and nothing kept, past `limit` bytes. A given key is written over."""
    name = key or new_key(tenant_no)
    measured = _Measured(chunks, limit)
    await obstore.put_async(store(), name, measured)
    return Stored(name, measured.size, measured.sha256)


def new_key(tenant_no: int) -> str:
    """Return a key for a new blob. The folders spread by what is random in the id, not by its time."""
    name = new_id().hex
    return f"{tenant_no}/{name[-2:]}/{name}"


async def read(key: str) -> AsyncIterator[bytes]:
    """Yield a blob part by part; FileNotFoundError where it is not there."""
    found = await obstore.get_async(store(), key)
    async for part in found.stream(min_chunk_size=_PART):
        yield bytes(part)


async def remove(key: str) -> None:
    """Remove a blob; one that is not there is removed already."""
    with suppress(FileNotFoundError):
        await obstore.delete_async(store(), key)


@asynccontextmanager
async def local_copy(key: str) -> AsyncIterator[Path]:
    """Give the blob as a file of this machine, for what must seek in it: the blob itself where that lies in a folder."""
    place = store()
    if isinstance(place, LocalStore) and place.prefix is not None:
        path = Path(place.prefix) / key
        if not await asyncio.to_thread(path.is_file):
            raise FileNotFoundError(key)
        yield path
        return
    descriptor, name = tempfile.mkstemp(prefix="axin-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            async for part in read(key):
                await asyncio.to_thread(file.write, part)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)  # noqa: ASYNC240 - a name of our own folder, at once
