"""Taking a pinned run again by some version: over the past as it stood, with the answers it was given then. Nothing is done.

Two replays of one run read the same: so where they differ, the versions do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5

from axin.builder.compiling.plan import Plan, StepPlan
from axin.platform.kernel.ids import parse_id
from axin.runtime.actions.registry import Call, Outputs
from axin.runtime.backtest.others import trial_of
from axin.runtime.backtest.past import PastRecords
from axin.runtime.backtest.timelines import Timelines
from axin.runtime.backtest.walking import Trace, Walk
from axin.runtime.pins.pin import Pin
from axin.runtime.runs.refs import Ref
from axin.runtime.runs.run import Run
from axin.runtime.triggers.matcher import fits

_PAST: Final = frozenset({"record.create", "record.upsert", "record.update", "stage.move"})
"""Actions whose outcome follows from the records' past and from what the replay itself has done."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a version makes of a pinned run: no trace where it would not run at all."""

    why: str
    """runs; or removed, off, trigger, condition: why it would not."""
    trace: Trace | None = None


async def replay(plan: Plan, pin: Pin) -> Replay:
    """Take a pinned run again by this version."""
    scenario = plan.scenarios.get(pin.scenario)
    if scenario is None:
        return Replay("removed")
    if not scenario.enabled:
        return Replay("off")
    if not fits(scenario.trigger, pin.event):
        return Replay("trigger")
    timelines = Timelines(plan, pin.ran_at)
    trace = await trial_of(
        plan, scenario, pin.event, at=pin.ran_at, timelines=timelines, taken=lambda run, records: _Again(run, records, pin)
    )
    return Replay("condition") if trace is None else Replay("runs", trace)


class _Again(Walk):
    """A walk that is given the answers of the journal."""

    def __init__(self, run: Run, records: PastRecords, pin: Pin) -> None:
        super().__init__(run, records)
        self.pin = pin

    async def outputs(self, call: Call, action: str) -> Outputs:
        """Return what the step gave then, of what the past of the records does not tell."""
        known = None if action in _PAST else self._known(call.step)
        return await super().outputs(call, action) if known is None else known

    def unknown(self, step: StepPlan) -> None:
        """Go on with the answer that came then."""
        known = self._known(step)
        if known is None:
            super().unknown(step)
        else:
            self.run.state.steps[step.key] = known

    def new_id(self, call: Call) -> UUID:
        """Return the same id whenever the same step makes a record."""
        return uuid5(self.pin.run, f"{call.step.key}/{'' if self.loop is None else self.loop[1]}")

    def _known(self, step: StepPlan) -> Outputs | None:
        key = (step.key, None if self.loop is None else self.loop[1])
        return _thawed(self.pin.given[key]) if isinstance(self.pin.given.get(key), Mapping) else None


def _thawed(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a journaled output as steps read it: records by reference, as they stand at the moment of the replay."""
    if isinstance(value, Mapping):
        id_ = parse_id(str(value.get("id")))
        if id_ is not None and {"entity", "values", "version"} <= value.keys():
            return Ref(str(value["entity"]), id_)
        return {name: _thawed(member) for name, member in value.items()}
    if isinstance(value, list):
        return tuple(_thawed(item) for item in value)
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
