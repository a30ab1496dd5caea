"""An event: what happened, as everybody who reacts to it sees it, frozen.

The record gateway writes record events to the outbox; webhooks, buttons and schedules make theirs on the spot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from axin.runtime.cause import Cause


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. `root`, `depth` and `path` say which chain of scenarios it belongs to."""

    id: UUID
    on: str
    actor: Mapping[str, Any]
    root: UUID
    depth: int = 0
    path: tuple[str, ...] = ()
    entity: str | None = None
    record_id: UUID | None = None
    record: Mapping[str, Any] | None = None
    """The record as the trigger saw it, in the API's form, unrestricted."""
    previous: Mapping[str, Any] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    funnel: str | None = None
    stage: str | None = None
    data: Any = None
    input: Any = None
    cause: Mapping[str, Any] | None = None
    matches: frozenset[str] = frozenset()
    """The scenarios whose awaited condition came true."""
    digest: str | None = None
    """Of a call that names itself, so that it happens once: the hash of its body."""
    name: str | None = None
    """Of an event of the tenant's own: what it is called."""
    scenario: str | None = None
    """Of a task, an approval or a failed run: the scenario that it comes from."""

    @classmethod
    def of_outbox(cls, event_id: UUID, on: str, payload: Mapping[str, Any]) -> "Event":
        """Return the event that the gateway wrote."""
        cause = Cause.from_json(payload["cause"])
        return cls(
            id=event_id, on=on, actor=payload["actor"], root=cause.root, depth=cause.depth, path=cause.path,
            entity=payload.get("entity"), record_id=_id(payload.get("record_id")), record=payload.get("record"),
            previous=payload.get("previous") or {}, changed=frozenset(payload.get("changed") or ()),
            funnel=payload.get("funnel"), stage=payload.get("stage"), cause=payload["cause"],
            matches=frozenset(payload.get("matches") or ()), data=payload.get("data"), name=payload.get("name"),
            scenario=payload.get("scenario"),
        )  # fmt: skip

    def frozen(self) -> dict[str, Any]:
        """Return the event as its run keeps it."""
        kept = {
            "on": self.on, "actor": self.actor, "root": self.root, "depth": self.depth, "path": self.path, "entity": self.entity,
            "record_id": self.record_id, "record": self.record, "previous": self.previous, "changed": sorted(self.changed),
            "funnel": self.funnel, "stage": self.stage, "data": self.data, "input": self.input, "cause": self.cause,
            "digest": self.digest, "name": self.name, "scenario": self.scenario,
        }  # fmt: skip
        return {key: value for key, value in kept.items() if value not in (None, (), [], {})}

    @classmethod
    def of_run(cls, event_id: UUID, kept: Mapping[str, Any]) -> "Event":
        """Return the event that `frozen` wrote."""
        return cls(
            id=event_id, on=kept["on"], actor=kept["actor"], root=UUID(kept["root"]), depth=kept.get("depth", 0),
            path=tuple(kept.get("path", ())), entity=kept.get("entity"), record_id=_id(kept.get("record_id")),
            record=kept.get("record"), previous=kept.get("previous", {}), changed=frozenset(kept.get("changed", ())),
            funnel=kept.get("funnel"), stage=kept.get("stage"), data=kept.get("data"), input=kept.get("input"),
            cause=kept.get("cause"), digest=kept.get("digest"), name=kept.get("name"), scenario=kept.get("scenario"),
        )  # fmt: skip

    @property
    def responsible(self) -> UUID | None:
        """The responsible of the record that it happened to."""
        person = (self.record or {}).get("responsible")
        return UUID(person) if person else None


def _id(text: object) -> UUID | None:
    return UUID(str(text)) if text else None
