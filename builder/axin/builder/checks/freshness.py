"""Conditions that look at what a step has just written: with nothing awaited in between, the answer is always the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from axin.builder.checks.inputs import has_holes, is_formula
from axin.builder.definitions.model import object_of, text_of
from axin.builder.formulas.checker import Checked

_WRITES: Final = frozenset({"record.create", "record.update", "stage.move"})
_ASKS: Final = frozenset({"http.request", "approval.request"})
_BESIDE: Final = ("funnel", "stage", "responsible")
_READ: Final = 4
"""`steps.KEY.record.FIELD`"""


@dataclass(slots=True)
class Freshness:
    """What the steps before have written as constants, and nobody can have changed since."""

    written: dict[str, frozenset[str]] = field(default_factory=dict)

    def note(self, step: Mapping[str, Any]) -> None:
        """Note what a step writes; whatever lets time pass makes it old."""
        action = text_of(step, "action")
        if "wait" in step or "call" in step or action in _ASKS:
            self.written.clear()
        elif action in _WRITES and isinstance(step.get("key"), str):
            self.written[step["key"]] = frozenset(_constants(object_of(step, "with")))

    def beyond(self, before: frozenset[str]) -> None:
        """Forget what only a branch has written: it need not have been taken."""
        self.written = {key: names for key, names in self.written.items() if key in before}

    def settles(self, condition: Checked | None) -> bool:
        """Whether a condition reads nothing but what is fresh."""
        if condition is None or not condition.reads or condition.rows:
            return False
        return all(
            len(path) == _READ and path[0] == "steps" and path[2] == "record" and path[3] in self.written.get(path[1], ())
            for path in condition.reads
        )


def _constants(given: Mapping[str, Any]) -> list[str]:
    pairs = {**object_of(given, "values"), **{name: given[name] for name in _BESIDE if name in given}}
    return [name for name, value in pairs.items() if not is_formula(value) and not has_holes(value)]
