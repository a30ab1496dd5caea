"""One change of one record, before it is written: what it was, what it becomes, why."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor

ChangeKind = Literal["created", "updated", "deleted", "restored"]
LOGGED_SYSTEM_FIELDS: Final = ("funnel", "stage", "responsible", "team")


@dataclass(slots=True)
class Event:
    """An event for the outbox."""

    kind: str
    payload: str
    id: UUID = field(default_factory=new_id)


@dataclass(slots=True)
class Change:
    """A record before and after; both hold every stored field."""

    kind: ChangeKind
    before: Record | None
    after: Record
    cause: Cause
    id: UUID = field(default_factory=new_id)
    events: list[Event] = field(default_factory=list)
    computed: dict[str, Any] = field(default_factory=dict)
    """Values of the record's computed fields that are kept beside it."""
    given: AbstractSet[str] | None = None
    """Of a new record, the fields that were named; what the others have, they have by default. None where it is not known."""
    actor: Actor | None = None
    """Who made it, where it is written together with changes of others; None: whoever writes it."""

    @property
    def written(self) -> dict[str, Any]:
        """The values that are written: the stored ones, and the computed ones that are kept."""
        return {**self.after.values, **self.computed} if self.computed else self.after.values

    @property
    def entered_stage(self) -> bool:
        """Whether the record stands in another stage than before, or in its first one."""
        before = (self.before.funnel, self.before.stage) if self.before is not None else (None, None)
        return self.kind != "deleted" and self.after.stage is not None and before != (self.after.funnel, self.after.stage)

    @property
    def left_stage(self) -> bool:
        """Whether the record no longer stands in the stage it stood in."""
        after = (self.after.funnel, self.after.stage) if self.kind != "deleted" else (None, None)
        return self.before is not None and self.before.stage is not None and (self.before.funnel, self.before.stage) != after

    def changed_fields(self) -> list[str]:
        """Return the keys of the stored fields that differ."""
        old = self.before.values if self.before is not None else {}
        new = self.after.values if self.kind != "deleted" else {}
        return [key for key, part in self.after.entity.fields.items() if not part.derived and old.get(key) != new.get(key)]

    def changed_system_fields(self) -> list[str]:
        """Return the names of the logged system fields that differ."""
        if self.kind == "deleted":
            return []
        return [name for name in LOGGED_SYSTEM_FIELDS if getattr(self.before, name, None) != getattr(self.after, name)]

    @property
    def nothing(self) -> bool:
        """Whether nothing would change."""
        return self.kind == "updated" and not self.changed_fields() and not self.changed_system_fields()

    def logged_cause(self) -> dict[str, Any]:
        """Return what the change log keeps of the cause: with what a step read, and which fields have their default."""
        stored = self.cause.to_json()
        if self.cause.values:
            stored["values"] = dict(self.cause.values)
        if self.given is not None:
            parts = self.after.entity.fields.values()
            filled = [part.no for part in parts if part.default is not None and part.key not in self.given]
            if filled:
                stored["defaults"] = filled
        return stored

    def logged(self) -> dict[str, list[Any]]:
        """Return what the change log keeps: the old and the new stored value of each field by its number."""
        fields = self.after.entity.fields
        old = self.before.values if self.before is not None else {}
        new = self.after.values if self.kind != "deleted" else {}
        kept = {
            str(fields[key].no): [codec.to_store(fields[key], side.get(key)) for side in (old, new)]
            for key in self.changed_fields()
        }
        for name in self.changed_system_fields():
            kept[name] = [codec.plain_json(getattr(self.before, name, None)), codec.plain_json(getattr(self.after, name))]
        return kept
