"""A rehearsal: the gateway with all its checks and nothing written; and what the changes would set off, decided purely."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from axin.builder.compiling.plan import EntityPlan, ScenarioPlan, StepPlan
from axin.platform.data import json
from axin.runtime.records.changes import Change
from axin.runtime.records.events import add_events
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.telling import may_tell
from axin.runtime.records.trying import over_record
from axin.runtime.runs.effects import MESSAGES
from axin.runtime.runs.events import Event
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


async def runs_of(reader: Reader, changes: Sequence[Change]) -> Counter[str]:
    """Return how many runs of each scenario the changes would open.

    Of a scenario whose condition reads what the reader may not see, they are counted as if it held: else one could find out by
    rehearsing what stands there. One that waits for such a condition to come true is left out.
    """
    plan = reader.plan
    shut = {scenario.key for scenario in plan.scenarios.values() if not _open(reader, scenario)}
    found: Counter[str] = Counter()
    for change in changes:
        for event in change.events:
            payload: dict[str, Any] = json.loads(event.payload)
            happened = Event.of_outbox(event.id, event.kind, payload)
            openings = await matcher.openings(plan, happened)
            found.update(one.scenario.key for one in openings if one.starts and one.scenario.key not in shut)
            found.update(key for key in shut if matcher.may_start(plan.scenarios[key], happened))
    return found


def _open(reader: Reader, scenario: ScenarioPlan) -> bool:
    """Whether the reader may know what the scenario's conditions say of a record."""
    entity = scenario.trigger.entity
    if reader.role.everything or entity is None:
        return True
    return all(may_tell(reader, entity, over_record(condition)) for condition in matcher.conditions_of(scenario))


def messages_of(scenario: ScenarioPlan) -> int:
    """Return how many messages a run of the scenario sends at most, if each of its loops has one item."""
    return sum(_messages(step) for step in scenario.steps)


def _messages(step: StepPlan) -> int:
    own = 1 if step.action in MESSAGES else 0
    return own + max(sum(map(_messages, steps)) for steps in step.inside)
