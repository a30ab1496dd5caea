"""A run in the hands of a worker."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan, StepPlan
from axin.builder.formulas.checker import Checked
from axin.platform.kernel.clock import utc_now
from axin.runtime.cause import Cause
from axin.runtime.records.policy import prepared
from axin.runtime.runs.events import Event
from axin.runtime.runs.reader import Reader
from axin.runtime.runs.rendering import formulas_of
from axin.runtime.runs.scope import RunScope
from axin.runtime.runs.state import Position, RunState, after
from axin.tenants.actor import Actor


@dataclass(slots=True)
class Entry:
    """A row of the journal: what a step read, did and gave."""

    seq: int
    key: str
    attempt: int
    started_at: datetime
    status: str = "running"
    input: Any = None
    output: Any = None
    error: Any = None
    finished_at: datetime | None = None
    index: int | None = None
    """Which item of the innermost loop it was taken for."""

    def end(self, status: str, *, output: Any = None, error: Any = None) -> None:  # noqa: ANN401 - JSON
        """Close the entry."""
        self.status, self.output, self.error, self.finished_at = status, output, error, utc_now()


@dataclass(slots=True)
class Run:
    """One run: who it acts for, where it stands, and what it has written to its journal since the last commit."""

    id: UUID
    epoch: int
    lane: str | None
    plan: Plan
    scenario: ScenarioPlan
    event: Event
    actor: Actor
    state: RunState
    cause: Cause = field(init=False)
    scope: RunScope = field(init=False)
    entries: list[Entry] = field(default_factory=list)
    burnt: int = 0
    """What its code has used since the last commit."""
    _formulas: dict[str, Sequence[Checked]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Lay out the cause of what it does and the names it reads."""
        automation = (self.event.cause or {}).get("automation", "all")
        parent = Cause("scenario", self.event.root, self.event.depth, self.event.path, automation=automation)
        self.cause = Cause.of_step(parent, scenario=self.scenario.key, version=self.plan.version, run=self.id)
        self._formulas = prepared(self.plan).kept.setdefault(("formulas", self.scenario.key), {})
        self.scope = RunScope(
            self.plan, self.event, Reader(self.plan, self.actor), self.state, inputs=self.scenario.trigger.inputs
        )

    def begin(self, key: str) -> Entry:
        """Open the journal's entry of the step the run stands at."""
        index = self.state.loops[-1].index if self.state.loops else None
        entry = Entry(self.state.begin(), key, self.state.attempt, utc_now(), index=index)
        self.entries.append(entry)
        return entry

    def formulas(self, step: StepPlan) -> Sequence[Checked]:
        """Return every formula that deciding this step may read, looked up once per plan."""
        found = self._formulas.get(step.key)
        if found is None:
            found = self._formulas[step.key] = formulas_of(step)
        return found

    def go(self, to: Position | None = None) -> None:
        """Go on to another place: to the step after this one where none is named."""
        at = self.state.at or ()
        self.settled()
        self.state.at = to or after(self.scenario.steps, at)

    def settled(self) -> None:
        """Close the step it stood at: the next one begins with its first attempt."""
        self.state.here.settled()
