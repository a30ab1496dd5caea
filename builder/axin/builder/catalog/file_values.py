"""Values of file and image fields: one file or several, as the store writes them and formulas read them."""

from typing import Any, Final

from axin.builder.catalog.attachment import Attachment

FILE_TYPES: Final = frozenset({"file", "image"})


def read_files(stored: Any) -> Attachment | tuple[Attachment, ...]:  # noqa: ANN401 - what the store wrote
    """Read the stored form."""
    if isinstance(stored, list):
        return tuple(Attachment.from_json(item) for item in stored)
    return Attachment.from_json(stored)


def files_in(value: object) -> tuple[Attachment, ...]:
    """Return the files of a field's value."""
    if isinstance(value, Attachment):
        return (value,)
    return tuple(item for item in value if isinstance(item, Attachment)) if isinstance(value, tuple) else ()


def names_in(value: object) -> tuple[str, ...] | None:
    """Return what a formula reads of a field of files: their names."""
    return tuple(item.name for item in files_in(value)) or None
