"""What a backtest has found so far: counted, and the latest of it kept to be looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from axin.builder.compiling.plan import StepPlan
from axin.runtime.backtest.happenings import Happening
from axin.runtime.backtest.walking import Trace
from axin.runtime.records.policy import EntityRights
from axin.runtime.runs.effects import MESSAGES
from axin.runtime.runs.reader import plain

MOST_ITEMS: Final = 200


@dataclass(slots=True)
class Summary:
    """The result of a backtest, growing."""

    examined: int = 0
    """Changes that were looked at."""
    triggered: int = 0
    """Events that the trigger listens to."""
    matched: int = 0
    """Those of them for which the conditions held: the runs that there would have been."""
    messages: int = 0
    failed: int = 0
    waiting: int = 0
    branches: dict[str, dict[str, int]] = field(default_factory=dict)
    effects: dict[str, int] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    likely: set[str] = field(default_factory=set)
    items: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Self:
        """Read the stored form."""
        return cls() if stored is None else cls(**{**stored, "likely": set(stored["likely"]), "items": list(stored["items"])})

    def to_json(self) -> dict[str, Any]:
        """Return the stored form, which is also what the asker is told."""
        return {
            "examined": self.examined, "triggered": self.triggered, "matched": self.matched, "messages": self.messages,
            "failed": self.failed, "waiting": self.waiting, "branches": self.branches, "effects": self.effects,
            "steps": self.steps, "likely": sorted(self.likely), "items": self.items,
        }  # fmt: skip

    def add(self, trace: Trace, item: Mapping[str, Any]) -> None:
        """Count a run, and keep it where it is among the latest."""
        self.matched += 1
        self.failed += trace.ended == "failed"
        self.waiting += trace.ended == "waiting"
        self.likely |= trace.likely
        for step, branch in trace.branches:
            taken = self.branches.setdefault(step, {})
            taken[branch] = taken.get(branch, 0) + 1
        for step, action in trace.acted:
            self.steps[step] = self.steps.get(step, 0) + 1
            self.effects[action] = self.effects.get(action, 0) + 1
            self.messages += action in MESSAGES
        self.items.append(dict(item))

    def cut(self) -> None:
        """Keep the latest items alone."""
        self.items.sort(key=lambda item: item["at"], reverse=True)
        del self.items[MOST_ITEMS:]

    def begin(self, steps: list[StepPlan]) -> None:
        """Name each decision of the scenario, so that a branch never taken shows as such."""
        for step in steps:
            if step.kind == "if":
                self.branches.setdefault(step.key, {"then": 0, "else": 0})
            elif step.kind == "switch":
                cases = {f"case {place}": 0 for place in range(len(step.cases))}
                self.branches.setdefault(step.key, {**cases, "else": 0})


def item_of(happening: Happening, trace: Trace, rights: EntityRights, *, values: bool) -> dict[str, Any]:
    """Return one run as the asker sees it; what steps read with the run's rights is told only to who may read all."""
    record, display = happening.record, happening.record.entity.display
    title = plain(record.values.get(display)) if display in rights.visible else None
    effects = trace.effects if values else [{**effect, "values": None} for effect in trace.effects]
    error = None if trace.error is None else trace.error if values else {"code": trace.error.get("code")}
    return {
        "record": str(record.id), "entity": record.entity.key, "title": title if isinstance(title, str) else None,
        "event": happening.event.on, "at": _written(happening), "change": str(happening.moment.id),
        "actor": {name: happening.moment.actor.get(name) for name in ("kind", "id", "title")},
        "ended": trace.ended, "error": error,
        "branches": [{"step": step, "branch": branch} for step, branch in trace.branches[:50]],
        "effects": effects, "effect_count": len(trace.acted), "likely": sorted(trace.likely),
    }  # fmt: skip


def _written(happening: Happening) -> str:
    return happening.moment.at.isoformat()
