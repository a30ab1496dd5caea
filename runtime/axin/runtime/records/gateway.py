"""The one mutation gateway: every change to a record, by a person, a program or a scenario, passes here.

It checks rights and rules, then writes the record, the change with its before-image and cause, and the event, in the open
transaction of the tenant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.runtime.cause import Cause
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor


class Unset:
    """Says that an argument was not given, where None means nobody."""


UNSET: Final = Unset()


@dataclass(frozen=True, slots=True)
class Update:
    """One row of a batch's updates."""

    id: UUID
    values: Mapping[str, Any]
    if_version: int | None = None
    responsible: UUID | None | Unset = UNSET


@dataclass(frozen=True, slots=True)
class Creation:
    """One row of a batch's creations."""

    values: Mapping[str, Any]
    funnel: str | None = None
    stage: str | None = None
    responsible: UUID | None | Unset = UNSET


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did."""

    created: list[Record]
    updated: list[Record]
    deleted: list[UUID]


class Gateway:
    """Changes records in the name of one actor, for one cause, by the rules of one plan."""

    def __init__(self, plan: Plan, actor: Actor, cause: Cause) -> None:
        self.plan = plan
        self.actor = actor
        self.cause = cause

    async def create(
        self,
        entity: str,
        values: Mapping[str, Any],
        *,
        funnel: str | None = None,
        stage: str | None = None,
        responsible: UUID | None | Unset = UNSET,
        id: UUID | None = None,  # noqa: A002 - the field's name everywhere
    ) -> Record:
        """Create a record from values in the API's form."""
        raise NotImplementedError

    async def update(
        self,
        entity: str,
        id: UUID,  # noqa: A002 - the field's name everywhere
        values: Mapping[str, Any],
        *,
        responsible: UUID | None | Unset = UNSET,
        if_version: int | None = None,
    ) -> Record:
        """Change the named fields, and the responsible where given."""
        raise NotImplementedError

    async def move(self, entity: str, id: UUID, funnel: str, stage: str) -> Record:  # noqa: A002 - see create
        """Put the record into a stage of a funnel, by the stage's rules."""
        raise NotImplementedError

    async def delete(self, entity: str, id: UUID, *, if_version: int | None = None) -> None:  # noqa: A002 - see create
        """Delete the record, and what its links say must go or be cleared with it."""
        raise NotImplementedError

    async def batch(
        self, entity: str, *, create: Sequence[Creation] = (), update: Sequence[Update] = (), delete: Sequence[UUID] = ()
    ) -> Batch:
        """Do all of it or nothing; each row begins a chain of events of its own."""
        raise NotImplementedError
