"""A record named, not held: what a step's result keeps, so that whoever reads it later finds the record as it stands then."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ref:
    """A record of an entity."""

    entity: str
    id: UUID
