"""A record as one reader may see it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan


@dataclass(slots=True)
class Record:
    """A record with the fields that its reader may see, computed ones too, as internal values by key.

    Text is `str`, numbers and percents `Decimal` (5 means 5 %), money `Money`, a link or user a `UUID`, links and multi-selects
    tuples, a blank `None`.
    """

    entity: EntityPlan = field(repr=False)
    id: UUID
    number: int
    version: int
    created_at: datetime
    updated_at: datetime
    values: dict[str, Any] = field(default_factory=dict)
    funnel: str | None = None
    stage: str | None = None
    stage_since: datetime | None = None
    responsible: UUID | None = None
    team: UUID | None = None
    created_by: UUID | None = None
    updated_by: UUID | None = None
    expanded: dict[str, "Record"] = field(default_factory=dict)
    not_shown: tuple[str, ...] = ()
    """The fields that do not show on this record: their `visible` is not true of it."""

    def showing(self, values: dict[str, Any]) -> "Record":
        """Return this record with these values, and nothing expanded yet. One by one: `replace` takes ten times as long."""
        return Record(
            self.entity, self.id, self.number, self.version, self.created_at, self.updated_at, values, self.funnel, self.stage,
            self.stage_since, self.responsible, self.team, self.created_by, self.updated_by,
        )  # fmt: skip

    def to_api(self) -> dict[str, Any]:
        """Return the API's form."""
        shown: dict[str, Any] = {
            "id": self.id,
            "number": self.number,
            "entity": self.entity.key,
            "values": {key: codec.plain_json(value) for key, value in self.values.items()},
            "funnel": self.funnel,
            "stage": self.stage,
            "stage_since": self.stage_since,
            "responsible": self.responsible,
            "team": self.team,
            "version": self.version,
            "created_at": self.created_at,
            "created_by": self.created_by,
            "updated_at": self.updated_at,
            "updated_by": self.updated_by,
        }
        if self.not_shown:
            shown["not_shown"] = list(self.not_shown)
        if self.expanded:
            shown["expanded"] = {key: record.to_api() for key, record in self.expanded.items()}
        return shown

    def formula_value(self, name: str) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return what a formula reads under `name`: a field (a percent as its fraction) or a system field; None if unseen."""
        fields = self.entity.fields
        if name in fields:
            return codec.to_formula(fields[name], self.values.get(name))
        value = getattr(self, name, None) if name in SYSTEM_FIELDS else None
        return Decimal(value) if type(value) is int else value


def ids_of(value: object) -> tuple[UUID, ...]:
    """Return what a link holds, one or many of them: ids, none where it is blank."""
    return value if isinstance(value, tuple) else (value,) if isinstance(value, UUID) else ()


SYSTEM_FIELDS = (
    "id", "number", "funnel", "stage", "stage_since", "responsible", "team", "version",
    "created_at", "created_by", "updated_at", "updated_by",
)  # fmt: skip
