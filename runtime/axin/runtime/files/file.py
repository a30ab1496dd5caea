"""A file as the product knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

COLUMNS: Final = "id, name, size, type, blob, preview, created_by, purpose"


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded or made file; its bytes lie in the storage under `blob`."""

    id: UUID
    name: str
    size: int
    type: str
    blob: str
    preview: str | None
    created_by: UUID
    purpose: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "File":
        """Return the file of a row of `COLUMNS`."""
        return cls(*(row[name] for name in COLUMNS.split(", ")))
