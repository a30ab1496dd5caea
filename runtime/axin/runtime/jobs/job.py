"""A job as its step sees it, and what a step answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.runtime.cause import Automation, Cause, CauseKind
from axin.tenants.actor import Actor

Status = Literal["queued", "running", "done", "failed", "cancelled"]
FINISHED: Final = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands in the database."""

    id: UUID
    kind: str
    status: Status
    done: int
    total: int | None
    result: Any
    error: Any
    actor_id: UUID
    created_at: datetime
    finished_at: datetime | None
    undoable: bool
    undone_by: UUID | None

    @property
    def can_undo(self) -> bool:
        """Whether what it did can be undone, and has not been."""
        return self.status in FINISHED and self.undoable and self.undone_by is None


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a step is given: the job's input and state, for whom it works, and by which plan."""

    tenant_no: int
    id: UUID
    kind: str
    input: Mapping[str, Any]
    state: Any
    """What the step's last `Progress` left; None at the first call."""
    done: int
    total: int | None
    actor: Actor
    plan: Plan

    def cause(self, kind: CauseKind | None = None, automation: Automation = "all") -> Cause:
        """Return the cause of what the job does, which names the job; a chain of its own begins."""
        return Cause.of_job(self.actor, self.id, kind=kind, automation=automation)


@dataclass(frozen=True, slots=True)
class Progress:
    """More is to do: the state to go on from, how much is done, of how much."""

    state: Any
    done: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The job is done; `done` is the final count, where it differs from the last progress."""

    result: Mapping[str, Any] = field(default_factory=dict)
    done: int | None = None
