"""How answers about records look: for the description of the API; the answers themselves are written from the records."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType


class RecordView(msgspec.Struct, kw_only=True):
    """A record, as its reader may see it; a field that they may not see is absent."""

    id: UUID
    number: int
    entity: str
    values: dict[str, Any]
    funnel: str | None
    stage: str | None
    stage_since: datetime | None
    responsible: UUID | None
    team: UUID | None
    version: int
    created_at: datetime
    created_by: UUID | None
    updated_at: datetime
    updated_by: UUID | None
    not_shown: list[str] | UnsetType = UNSET
    """The fields whose `visible` is not true of the record: a card leaves them out."""
    expanded: dict[str, Any] | UnsetType = UNSET
    warnings: list[dict[str, Any]] | UnsetType = UNSET
    """What was done all the same, but is worth a look: `duplicate` names the records found."""


class RecordPage(msgspec.Struct):
    """A page of records, and the cursor of the next; how many match, where that was asked."""

    items: list[RecordView]
    next: str | None
    count: int | UnsetType = UNSET


class BatchView(msgspec.Struct):
    """What a batch did."""

    created: list[RecordView]
    updated: list[RecordView]
    deleted: list[UUID]


class GroupView(msgspec.Struct):
    """A group: what its records have in common, and what was measured."""

    key: dict[str, Any]
    values: dict[str, Any]


class GroupsView(msgspec.Struct):
    """All groups, in the order of their keys."""

    groups: list[GroupView]


class RecordChangeView(msgspec.Struct):
    """A change of a record: when, why, and of each field what it was and became."""

    at: datetime
    version: int
    kind: str
    cause: dict[str, Any]
    changes: dict[str, Any]


class HistoryPage(msgspec.Struct):
    """A page of changes, newest first."""

    items: list[RecordChangeView]
    next: str | None


class WhyView(msgspec.Struct):
    """A field's value, since when it is so, and why."""

    value: Any
    at: datetime | None
    cause: dict[str, Any] | None
