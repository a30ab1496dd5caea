"""What the gateway is asked to do, row by row, and what a batch did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.runtime.cause import Cause
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor


class Unset:
    """Says that an argument was not given, where None means nobody."""


UNSET: Final = Unset()


@dataclass(frozen=True, slots=True)
class Author:
    """In whose name a row is written, and why, where a batch holds rows of several who may do the same."""

    actor: Actor
    cause: Cause


@dataclass(frozen=True, slots=True)
class Creation:
    """A record to create."""

    values: Mapping[str, Any]
    funnel: str | None = None
    stage: str | None = None
    responsible: UUID | Unset | None = UNSET
    team: UUID | Unset | None = UNSET
    by: Author | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A record to change."""

    id: UUID
    values: Mapping[str, Any]
    if_version: int | None = None
    responsible: UUID | Unset | None = UNSET
    team: UUID | Unset | None = UNSET
    by: Author | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did."""

    created: list[Record]
    updated: list[Record]
    deleted: list[UUID]
