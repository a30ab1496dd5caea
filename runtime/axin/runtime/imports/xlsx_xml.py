"""The XML inside a workbook, read part by part: no document type, nothing too deep, no token without end."""

import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, Any, Final
from xml.parsers import expat

from axin.runtime.imports.errors import TableError

BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
LONGEST_NUMBER: Final = 9
_DEEPEST: Final = 100
_LONGEST_TOKEN: Final = 1_000_000
_PART: Final = 1 << 16


class Handler:
    """Takes the elements of a document, their names without a prefix."""

    depth = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element, if it is not too deep inside others."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TableError("bomb")
        self.start(name.rpartition(" ")[2], attributes)

    def close(self, name: str) -> None:
        """End it."""
        self.depth -= 1
        self.end(name.rpartition(" ")[2])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End one."""

    def text(self, data: str) -> None:
        """Take text."""


def parse(archive: zipfile.ZipFile, name: str, handler: Handler, row: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Parse an entry part by part, yielding after each."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.begin
    parser.EndElementHandler = handler.close
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    read = 0
    try:
        with _opened(archive, name) as entry:
            while part := entry.read(_PART):
                parser.Parse(part, False)  # noqa: FBT003 - expat's own signature
                read += len(part)
                if read - parser.CurrentByteIndex > _LONGEST_TOKEN:  # each part more would have it looked through again
                    raise TableError("bomb")
                yield
            parser.Parse(b"", True)  # noqa: FBT003 - see above
            yield
    except (*BROKEN, expat.ExpatError):
        raise TableError("broken_file", row()) from None


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except KeyError:
        raise TableError("broken_file") from None


def _refuse(*_: Any) -> None:  # noqa: ANN401 - expat's signature
    raise TableError("bomb")


def parse_all(archive: zipfile.ZipFile, name: str, handler: Handler) -> None:
    """Parse an entry whole; one that is not there has nothing to tell."""
    if name in archive.namelist():
        deque(parse(archive, name, handler), maxlen=0)


def number_in(attributes: dict[str, str], name: str, otherwise: int = 0) -> int:
    """Return an attribute's number; what is none is as if it were left out."""
    text = attributes.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else otherwise
