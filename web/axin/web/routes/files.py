"""Files: upload, fetch, look at. Bytes pass through while no transaction is open: a slow line holds nobody up."""

from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, delete, get, post
from litestar.response import Stream
from multipart import MultipartError, MultipartSegment, PushMultipartParser  # type: ignore[import-untyped]

from axin.builder.versions import live_plan
from axin.platform import storage
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.runtime.files import keeping, reading, tasks
from axin.runtime.files.errors import FileRefusedError
from axin.runtime.files.file import File
from axin.tenants.access import Admission
from axin.tenants.actor import Actor
from axin.web.parameters import id_in
from axin.web.plugins import AxinResponse

_PART: Final = "file"
_MULTIPART: Final = "multipart/form-data"
_ENVELOPE: Final = 1_000_000
_MOST_PARTS: Final = 20
_WEBP: Final = "image/webp"
# Whatever a file holds, a browser that shows it runs none of it and tells it nothing of the product.
_WALLS: Final = {
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}


class FileView(msgspec.Struct):
    """A file."""

    id: UUID
    name: str
    size: int
    type: str
    preview: bool


class FileController(Controller):
    """Files."""

    path = "/api/w/{slug:str}/files"
    tags = ("files",)

    @post("/", operation_id="uploadFile", request_max_body_size=None)
    async def upload(self, request: Request[Any, Any, Any], admission: Admission) -> Response[FileView]:
        """Upload a file: multipart/form-data with a part named `file`."""
        form = _Form(request)
        name = await form.name()
        file = await keeping.upload(admission.actor, name, form.chunks())
        return AxinResponse(FileView(file.id, file.name, file.size, file.type, file.preview is not None), status_code=201)

    @get("/{file_id:str}", operation_id="file", media_type="application/octet-stream")
    async def fetch(self, admission: Admission, file_id: str) -> Stream:
        """Return a file's bytes, to be saved."""
        file = await _find(admission.actor, file_id)
        return await _stream(file.blob, file.type, {"content-disposition": _attachment(file), "content-length": str(file.size)})

    @get("/{file_id:str}/preview", operation_id="filePreview", media_type=_WEBP)
    async def preview(self, admission: Admission, file_id: str) -> Stream:
        """Return a small picture of a picture."""
        file = await _find(admission.actor, file_id)
        if file.preview is None:
            raise NotFoundError
        return await _stream(file.preview, _WEBP, {"content-disposition": "inline", "cache-control": "private, max-age=86400"})

    @delete("/{file_id:str}", operation_id="deleteFile")
    async def remove(self, admission: Admission, file_id: str) -> None:
        """Remove an upload of one's own that no record holds."""
        async with tenant_transaction(admission.actor.tenant_no):
            file = await reading.find(await live_plan(), admission.actor, id_in(file_id))
            await tasks.remove_upload(admission.actor, file)


async def _find(actor: Actor, file_id: str) -> File:
    async with tenant_transaction(actor.tenant_no):
        return await reading.find(await live_plan(), actor, id_in(file_id))


async def _stream(key: str, kind: str, headers: dict[str, str]) -> Stream:
    """Return a blob as a response; one whose bytes are gone is not there, and is told so before the first of them."""
    parts = storage.read(key)
    try:
        first = await anext(parts, b"")
    except FileNotFoundError:
        raise NotFoundError from None
    known = {"cache-control": "private, no-store", **headers, **_WALLS}
    return Stream(_joined(first, parts), media_type=kind, headers=known)


async def _joined(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part


def _attachment(file: File) -> str:
    plain = file.name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"


class _Form:
    """A multipart body, read as it comes, up to the end of its part named `file`."""

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        kind, options = request.content_type
        if kind != _MULTIPART or not options.get("boundary"):
            raise FileRefusedError("no_file")
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > keeping.largest() + _ENVELOPE:
            raise storage.FileTooLargeError(keeping.largest())
        self._parts = self._parse(request, options["boundary"].encode())

    async def name(self) -> str:
        """Return the file's name: the parts before it are passed over."""
        async for segment, _ in self._parts:
            if segment is not None:
                return segment.filename or "file"
        raise FileRefusedError("no_file")

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the file's bytes."""
        async for _, data in self._parts:
            if data is None:
                return
            yield data
        raise InvalidError.at("/file", "incomplete", "The upload broke off before its end.")

    async def _parse(
        self, request: Request[Any, Any, Any], boundary: bytes
    ) -> AsyncIterator[tuple[MultipartSegment | None, bytes | None]]:
        """Yield the segment of the file, then its data, then None for its end."""
        ours = False
        try:
            with PushMultipartParser(boundary, max_segment_count=_MOST_PARTS) as parser:
                async for chunk in request.stream():
                    for event in parser.parse(chunk) if chunk else ():
                        if isinstance(event, MultipartSegment):
                            ours = event.name == _PART and event.filename is not None
                            if ours:
                                yield event, None
                        elif ours:
                            yield None, bytes(event) if event else None
        except MultipartError as error:
            raise InvalidError.at("/file", "malformed", "This is not a whole multipart/form-data body.") from error
