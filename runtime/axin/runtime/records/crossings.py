"""Conditions that scenarios wait for: of a record, which of them hold. What holds now and did not before has become true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from axin.builder.compiling.plan import Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.builder.formulas.values import Context, Env, Path
from axin.builder.scopes import SCOPE_WORDS
from axin.runtime.records.dependencies import awaited, of_the_record
from axin.runtime.records.graph import Node
from axin.runtime.records.policy import Prepared

_PREVIOUS: Final = "previous"


@dataclass(frozen=True, slots=True)
class Condition:
    """What one scenario waits for."""

    scenario: str
    formula: Checked
    own: Checked
    """The same, with what it reads named as the record's own fields: for finding what it needs."""
    surroundings: Mapping[str, Any]

    @property
    def reads(self) -> frozenset[str]:
        """The names of the record that it reads."""
        return frozenset(path[0] for path in (*self.own.reads, *self.own.rows))


def conditions_of(prepared: Prepared, entity: str) -> Sequence[Condition]:
    """Return what scenarios wait for of records of the entity, once per plan."""
    found: dict[str, list[Condition]] | None = prepared.kept.get("conditions")
    if found is None:
        found = prepared.kept["conditions"] = _collect(prepared.plan)
    return found.get(entity, ())


def _collect(plan: Plan) -> dict[str, list[Condition]]:
    found: dict[str, list[Condition]] = {}
    for scenario in plan.scenarios.values():
        condition = awaited(scenario)
        if condition is not None and scenario.trigger.entity is not None:
            one = Condition(scenario.key, condition, _own(condition), _surroundings(plan))
            found.setdefault(scenario.trigger.entity, []).append(one)
    return found


def _own(formula: Checked) -> Checked:
    reads = frozenset(path for read in formula.reads if (path := of_the_record(read)))
    rows = {path: parts for links, parts in formula.rows.items() if (path := of_the_record(links))}
    return replace(formula, reads=reads, rows=rows)


def _surroundings(plan: Plan) -> dict[str, Any]:
    title = plan.title.get(plan.locale) or plan.title.get("", plan.key)
    workspace = {"title": title, "locale": plan.locale, "timezone": plan.timezone, "currency": plan.currency}
    return {"workspace": workspace}


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a condition: the record's fields bare and under `record`, what it was before under `previous`."""

    node: Node
    before: Node | None
    around: Mapping[str, Any]

    @property
    def context(self) -> Context:
        """The circumstances of the evaluation."""
        return self.node.context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return the value at `path`."""
        own = of_the_record(path)
        if own:
            node = self.before if path[0] == _PREVIOUS else self.node
            return node.read(own) if node is not None else None
        value: Any = self.around
        for name in path:
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def rows(self, path: Path) -> Sequence[Env]:
        """Return the rows behind the links at `path`."""
        own = of_the_record(path)
        node = self.before if path[0] == _PREVIOUS else self.node
        if not own or node is None:
            return ()
        return [_Row(row, self) for row in node.rows(own)]


@dataclass(frozen=True, slots=True)
class _Row:
    """One linked record, as the environment of what is computed for it: its own names first, then those around it."""

    row: Env
    around: _Names

    @property
    def context(self) -> Context:
        """The circumstances of the evaluation."""
        return self.around.context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return the value at `path`."""
        return self.around.read(path) if path[0] in SCOPE_WORDS else self.row.read(path)

    def rows(self, path: Path) -> Sequence[Env]:
        """Return the rows behind the links at `path`."""
        return self.row.rows(path)


def judged(conditions: Sequence[Condition], node: Node, before: Node | None) -> set[str]:
    """Return the scenarios whose condition holds of the record; one that cannot be computed does not hold."""
    return {one.scenario for one in conditions if _holds(one, node, before)}


def _holds(condition: Condition, node: Node, before: Node | None) -> bool:
    try:
        return condition.formula.evaluate(_Names(node, before, condition.surroundings)) is True
    except FormulaRuntimeError:
        return False
