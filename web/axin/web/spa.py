"""The studio's files: hashed assets for ever, the rest afresh, compressed ahead of time; unknown paths are the studio's own."""

import mimetypes
import os
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from litestar.types import HTTPScope, Receive, Send

from axin.platform.kernel.errors import NotFoundError
from axin.web import cookies

STATIC: Final = Path(__file__).parent / "static"
ASSETS: Final = "/assets/"
_ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
_POLICY: Final = (
    b"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    b"connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
_NOT_BUILT: Final = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Axin</title>
<h1>The studio is not built yet</h1><p>The API answers, but the studio's files are missing. In the checkout run</p>
<pre>make run</pre><p>which builds them, or <code>.venv/bin/axin studio build</code> to do only that.</p></html>
"""


async def serve(scope: HTTPScope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - an ASGI application
    """Serve a file of the studio, or the studio itself for one of its own paths."""
    if scope["method"] != "GET":
        raise NotFoundError
    path = scope["path"]
    file = _file(path)
    if file is None and (path.startswith(ASSETS) or "." in path.rsplit("/", 1)[-1]):
        raise NotFoundError
    index = STATIC / "index.html"
    if file is None and not index.is_file():
        await _send(send, 200 if path == "/" else 404, [(b"content-type", b"text/html; charset=utf-8")], _NOT_BUILT)
        return
    await _send_file(scope, send, file or index, forever=path.startswith(ASSETS))


def _file(path: str) -> Path | None:
    """Return the file of a path, never one outside the folder."""
    relative = unquote(path).lstrip("/")
    if not relative or "\\" in relative or ".." in relative.split("/"):
        return None
    candidate = STATIC / relative
    try:
        return candidate if candidate.is_file() and candidate.resolve().is_relative_to(STATIC.resolve()) else None
    except (OSError, ValueError):
        return None


async def _send_file(scope: HTTPScope, send: Send, file: Path, *, forever: bool) -> None:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("javascript", "json")) else ""
    encoding, content = _best(file, cookies.header(scope, b"accept-encoding") or "")
    cache = b"public, max-age=31536000, immutable" if forever else b"no-cache"
    headers = [(b"content-type", f"{kind}{charset}".encode()), (b"cache-control", cache), (b"vary", b"accept-encoding")]
    headers += [(b"content-security-policy", _POLICY)] if kind == "text/html" else []
    headers += [(b"content-encoding", encoding.encode())] if encoding else []
    await _send(send, 200, headers, content)


def _best(file: Path, accepted: str) -> tuple[str, bytes]:
    names = {part.split(";")[0].strip() for part in accepted.split(",") if "q=0" not in part.replace("q=0.", "")}
    for encoding, suffix in _ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if encoding in names and packed.is_file():
            return encoding, _content(packed, os.stat(packed).st_mtime_ns)  # noqa: PTH116 - one call, not two
    return "", _content(file, os.stat(file).st_mtime_ns)  # noqa: PTH116


@lru_cache(maxsize=256)
def _content(file: Path, changed: int) -> bytes:  # noqa: ARG001 - a file built anew is read anew
    return file.read_bytes()


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
