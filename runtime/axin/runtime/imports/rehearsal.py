"""A rehearsal: the gateway with all its checks and nothing written; and what the changes would set off, decided purely."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from axin.builder.compiling.plan import EntityPlan, Plan, ScenarioPlan, StepPlan
from axin.platform.data import json
from axin.runtime.records.changes import Change
from axin.runtime.records.events import add_events
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.policy import EntityRights
from axin.runtime.runs.events import Event
from axin.runtime.runs.interpreter import MESSAGES
from axin.runtime.triggers import matcher

_WITHOUT: Final = 1
"""New records have no number in a rehearsal: one would be lost for each."""


class Rehearsal(Gateway):
    """Judges changes and keeps them, with the events they would write."""

    changes: list[Change]

    async def _require_room(self, amount: int) -> None:
        """Judge nothing: whether the plan has room is told for the whole import."""

    async def _numbers(self, entity: EntityPlan, amount: int) -> list[int]:  # noqa: ARG002 - the gateway's signature
        return [_WITHOUT] * amount

    async def _write(self, rights: EntityRights, changes: Sequence[Change], now: datetime) -> None:  # noqa: ARG002 - see above
        await add_events(self.reader, self.actor, changes)
        self.changes = [*getattr(self, "changes", ()), *changes]


async def runs_of(plan: Plan, changes: Sequence[Change]) -> Counter[str]:
    """Return how many runs of each scenario the changes would open."""
    found: Counter[str] = Counter()
    for change in changes:
        for event in change.events:
            payload: dict[str, Any] = json.loads(event.payload)
            happened = Event.of_outbox(event.id, event.kind, payload)
            found.update(opening.scenario.key for opening in await matcher.openings(plan, happened) if opening.starts)
    return found


def messages_of(scenario: ScenarioPlan) -> int:
    """Return how many messages a run of the scenario sends at most, if each of its loops has one item."""
    return sum(_messages(step) for step in scenario.steps)


def _messages(step: StepPlan) -> int:
    own = 1 if step.action in MESSAGES else 0
    return own + max(sum(map(_messages, steps)) for steps in step.inside)
