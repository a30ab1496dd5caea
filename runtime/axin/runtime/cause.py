"""Why something changed: who or what did it, in which chain of events. Travels with every change, event and run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, Self
from uuid import UUID

from axin.platform.kernel.ids import new_id
from axin.tenants.actor import Actor, ActorKind

CauseKind = Literal["person", "api", "import", "scenario", "system"]
Automation = Literal["all", "no_messages", "none"]
"""What a change may set off: everything, runs that send no messages, or no runs at all."""
_KIND_OF_ACTOR: Final[Mapping[ActorKind, CauseKind]] = {
    "person": "person",
    "token": "api",
    "scenario": "scenario",
    "system": "system",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """The reason of a change.

    `root` is the first event of the chain, `depth` how many scenarios lie between it and here, `path` their keys in order: what
    stops endless chains. A scenario's cause also names the run, the step and the version that ran; what a job does names the
    job, so that it can be undone as a whole. `automation` holds for the whole chain.
    """

    kind: CauseKind
    root: UUID
    depth: int = 0
    path: tuple[str, ...] = ()
    scenario: str | None = None
    version: int | None = None
    run: UUID | None = None
    step: str | None = None
    job: UUID | None = None
    automation: Automation = "all"
    undo: bool = False
    """Whether it takes something back: what was deleted, edited, created."""
    values: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)
    """What the step read, by path: kept with the change that it makes, for whoever asks why; not part of the chain."""

    @classmethod
    def of_actor(cls, actor: Actor) -> Self:
        """Return the cause of something that an actor does directly: a chain of its own begins."""
        return cls(_KIND_OF_ACTOR[actor.kind], new_id())

    @classmethod
    def of_job(cls, actor: Actor, job: UUID, *, kind: CauseKind | None = None, automation: Automation = "all") -> Self:
        """Return the cause of what a job does for an actor."""
        return cls(kind or _KIND_OF_ACTOR[actor.kind], new_id(), job=job, automation=automation)

    @classmethod
    def of_step(cls, parent: "Cause", *, scenario: str, version: int, run: UUID, step: str | None = None) -> Self:
        """Return the cause of what a scenario's step does, one deeper in the chain of the event that set it off."""
        return cls(
            "scenario", parent.root, parent.depth + 1, (*parent.path, scenario), scenario, version, run, step,
            automation=parent.automation,
        )  # fmt: skip

    def at_step(self, step: str, values: Mapping[str, Any] | None = None) -> "Cause":
        """Return the same cause at another step of the run, with what that step read."""
        return replace(self, step=step, values=values)

    def taking_back(self) -> "Cause":
        """Return the cause of an undo: nothing starts because of it."""
        return replace(self, automation="none", undo=True)

    def renewed(self) -> "Cause":
        """Return the cause with a root event of its own: each row of a batch or an import begins a chain."""
        return replace(self, root=new_id()) if self.depth == 0 else self

    def to_json(self) -> dict[str, Any]:
        """Return the stored form; what is not there is left out."""
        stored: dict[str, Any] = {"kind": self.kind, "root": str(self.root)}
        if self.depth:
            stored |= {"depth": self.depth, "path": list(self.path)}
        if self.scenario is not None:
            stored |= {"scenario": self.scenario, "version": self.version, "run": str(self.run), "step": self.step}
        if self.job is not None:
            stored["job"] = str(self.job)
        if self.automation != "all":
            stored["automation"] = self.automation
        if self.undo:
            stored["undo"] = True
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the stored form."""
        run, job = stored.get("run"), stored.get("job")
        return cls(
            kind=stored["kind"],
            root=UUID(stored["root"]),
            depth=stored.get("depth", 0),
            path=tuple(stored.get("path", ())),
            scenario=stored.get("scenario"),
            version=stored.get("version"),
            run=None if run is None else UUID(run),
            step=stored.get("step"),
            job=None if job is None else UUID(job),
            automation=stored.get("automation", "all"),
            undo=stored.get("undo", False),
        )
