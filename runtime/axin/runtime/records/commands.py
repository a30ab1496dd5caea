"""What the gateway is asked to do, row by row, and what a batch did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.runtime.records.record import Record


class Unset:
    """Says that an argument was not given, where None means nobody."""


UNSET: Final = Unset()


@dataclass(frozen=True, slots=True)
class Creation:
    """A record to create."""

    values: Mapping[str, Any]
    funnel: str | None = None
    stage: str | None = None
    responsible: UUID | Unset | None = UNSET
    team: UUID | Unset | None = UNSET


@dataclass(frozen=True, slots=True)
class Update:
    """A record to change."""

    id: UUID
    values: Mapping[str, Any]
    if_version: int | None = None
    responsible: UUID | Unset | None = UNSET
    team: UUID | Unset | None = UNSET


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did."""

    created: list[Record]
    updated: list[Record]
    deleted: list[UUID]
