"""Values of file and image fields: a reference to an uploaded file, with what a list shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog.faults import Fault
from axin.platform.kernel.ids import parse_id

FILE_TYPES: Final = frozenset({"file", "image"})
MOST_FILES: Final = 100
_SHOWN: Final = frozenset({"id", "name", "size", "type"})


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file as a record holds it. Fresh from the input it has its id alone; the gateway looks up the rest."""

    id: UUID
    name: str = ""
    size: int = 0
    type: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the API's form, which is also the stored one."""
        return {"id": str(self.id), "name": self.name, "size": self.size, "type": self.type}


def parse_files(value: object, *, many: bool) -> FileRef | tuple[FileRef, ...]:
    """Read an id, an object with an `id`, or, with `many`, a list of these."""
    if not many:
        if isinstance(value, list | tuple) and len(value) == 1:
            return _reference(value[0])
        return _reference(value)
    items = value if isinstance(value, list | tuple) else [value]
    if len(items) > MOST_FILES:
        raise Fault("too_many", f"This may hold {MOST_FILES} files at most.")
    found = [_reference(item) for item in items]
    return tuple({item.id: item for item in found}.values())


def read_files(stored: Any) -> FileRef | tuple[FileRef, ...]:  # noqa: ANN401 - what `to_json` wrote
    """Read the stored form."""
    if isinstance(stored, list):
        return tuple(_stored(item) for item in stored)
    return _stored(stored)


def files_in(value: object) -> tuple[FileRef, ...]:
    """Return the files of a field's value."""
    if isinstance(value, FileRef):
        return (value,)
    return tuple(item for item in value if isinstance(item, FileRef)) if isinstance(value, tuple) else ()


def names_in(value: object) -> tuple[str, ...] | None:
    """Return what a formula reads of a field of files: their names."""
    return tuple(item.name for item in files_in(value)) or None


def _reference(value: object) -> FileRef:
    if isinstance(value, FileRef):
        return FileRef(value.id)
    given = value.get("id") if isinstance(value, Mapping) and not set(value) - _SHOWN else value
    found = given if isinstance(given, UUID) else parse_id(given) if isinstance(given, str) else None
    if found is None:
        raise Fault("type_mismatch", "This must be the id of an uploaded file.")
    return FileRef(found)


def _stored(item: Mapping[str, Any]) -> FileRef:
    return FileRef(UUID(item["id"]), str(item.get("name", "")), int(item.get("size", 0)), str(item.get("type", "")))
