"""What a file is, by what it holds: its name is believed only where its bytes do not speak against it."""

import mimetypes
from pathlib import PurePosixPath
from typing import Final

import filetype  # type: ignore[import-untyped]

HEAD: Final = 8_192
"""How many of the first bytes are looked at."""
_LONGEST_NAME: Final = 200
_ANYTHING: Final = "application/octet-stream"
_ZIP: Final = "application/zip"
_INSIDE_ZIP: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
}
_TEXTS: Final = {
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json", ".md": "text/markdown",
    ".xml": "application/xml", ".svg": "image/svg+xml", ".html": "text/html", ".htm": "text/html", ".ics": "text/calendar",
    ".vcf": "text/vcard",
}  # fmt: skip
_FORBIDDEN: Final = frozenset('/\\\x00<>:"|?*')
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")


def type_of(head: bytes, name: str) -> str:
    """Return the media type of a file from its first bytes; of what bytes cannot tell apart, from its name's ending."""
    ending = PurePosixPath(name.lower()).suffix
    found = filetype.guess_mime(head) if head else None
    if found is not None:
        return _INSIDE_ZIP.get(ending, found) if found == _ZIP else str(found)
    if b"\x00" in head and not head.startswith(_BOMS):
        return _ANYTHING
    guess = _TEXTS.get(ending) or mimetypes.guess_type(name)[0] or "text/plain"
    return guess if guess.startswith("text/") or ending in _TEXTS else "text/plain"


def safe_name(name: str) -> str:
    """Return a name that is one on every system and in every header: no folders, no control characters, not endless."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("_" if character in _FORBIDDEN or not character.isprintable() else character for character in last)
    kept = kept.strip(" .") or "file"
    if len(kept) <= _LONGEST_NAME:
        return kept
    ending = PurePosixPath(kept).suffix[:20]
    return kept[: _LONGEST_NAME - len(ending)] + ending


def fits(kind: str, taken: tuple[str, ...] | list[str]) -> bool:
    """Whether a media type is among those that are taken; `image/*` takes every picture."""
    return any(kind == one or (one.endswith("/*") and kind.startswith(one[:-1])) for one in taken)
