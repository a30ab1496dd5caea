"""A file in a field: named by its id when it comes in, with what is known of it once the product has looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a record holds."""

    id: UUID
    name: str = ""
    size: int = 0
    type: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the API's form, which is the stored one too."""
        return {"id": str(self.id), "name": self.name, "size": self.size, "type": self.type}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Attachment":
        """Read what `to_json` wrote."""
        return cls(UUID(data["id"]), data.get("name", ""), int(data.get("size", 0)), data.get("type", ""))
