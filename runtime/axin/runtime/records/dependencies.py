"""Which values depend on a record: fields that are kept computed, dates and conditions that somebody waits for. Pure.

A formula of one entity is followed to everything it reads; turned round, that says, of a change of any record, which others
it concerns and by which way they are found. Computed fields are followed to what they are computed from, so one step suffices.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan, ScenarioPlan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Path
from axin.builder.scopes import SCOPE_WORDS
from axin.runtime.records.date_rules import watched_field
from axin.runtime.records.kept import kept_computed
from axin.runtime.records.policy import Prepared

_OF_THE_RECORD: Final = (("event", "record"), ("record",), ("previous",))
"""How a condition may name the record itself; its fields also stand bare."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from a changed record towards those that depend on it: to `entity`, along the link `field`.

    The link is one of the record we come from (`out`), as a line's to its deal, or one of those we look for.
    """

    entity: str
    source: str
    """The entity whose field the link is."""
    field: str
    out: bool


Way = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What depends: a computed field of `entity`, or the condition of a scenario that waits for one of its records."""

    entity: str
    field: str | None = None
    scenario: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Of a changed record: if one of `reads` changed, `subject` may have changed at the end of the way."""

    subject: Subject
    way: Way
    reads: frozenset[str]

    @property
    def rows(self) -> bool:
        """Whether the record is one of many behind links: then its coming and going count, too."""
        return bool(self.way) and self.way[0].out


def watches(prepared: Prepared) -> Mapping[str, list[Watch]]:
    """Return what watches the records of each entity, once per plan."""
    found: Mapping[str, list[Watch]] | None = prepared.kept.get("watches")
    if found is None:
        found = prepared.kept["watches"] = _collect(prepared.plan)
    return found


def _collect(plan: Plan) -> dict[str, list[Watch]]:
    found: dict[str, list[Watch]] = {}
    for subject, formula in _subjects(plan):
        tracer = _Tracer(plan)
        tracer.formula(plan.entities[subject.entity], (), formula)
        for (entity, way), reads in tracer.found.items():
            found.setdefault(entity, []).append(Watch(subject, way, frozenset(reads)))
    return found


def _subjects(plan: Plan) -> Iterator[tuple[Subject, Checked]]:
    dates = {id(watched_field(plan, scenario)) for scenario in plan.scenarios.values() if scenario.enabled}
    for entity in plan.entities.values():
        for part in entity.fields.values():
            if part.formula is not None and (kept_computed(part) or id(part) in dates):
                yield Subject(entity.key, field=part.key), part.formula
    for scenario in plan.scenarios.values():
        condition = awaited(scenario)
        if condition is not None and scenario.trigger.entity in plan.entities:
            yield Subject(str(scenario.trigger.entity), scenario=scenario.key), condition


def awaited(scenario: ScenarioPlan) -> Checked | None:
    """Return the condition that an enabled scenario waits to become true."""
    trigger = scenario.trigger
    return trigger.condition if scenario.enabled and trigger.on == "record.matches" else None


def of_the_record(path: Path) -> Path:
    """Return a path of a condition as one that starts at its record; nothing of what it reads elsewhere."""
    for words in _OF_THE_RECORD:
        if path[: len(words)] == words:
            return path[len(words) :]
    return () if path[0] in SCOPE_WORDS else path


@dataclass(slots=True)
class _Tracer:
    """Follows one formula to the stored fields that it reads, each with the way back."""

    plan: Plan
    found: dict[tuple[str, Way], set[str]] = field(default_factory=dict)
    _seen: set[tuple[str, Way, str]] = field(default_factory=set)

    def formula(self, entity: EntityPlan, way: Way, formula: Checked) -> None:
        """Follow a formula over a record of `entity`, which is reached backwards by `way`."""
        for path in formula.reads:
            self._path(entity, way, of_the_record(path))
        for links, parts in formula.rows.items():
            reached = self._links(entity, way, of_the_record(links))
            for part in parts if reached is not None else ():
                if reached is not None and part[0] not in SCOPE_WORDS:
                    self._path(*reached, part)

    def _path(self, entity: EntityPlan, way: Way, path: Path) -> None:
        if not path:
            return
        name, rest = path[0], path[1:]
        part = entity.fields.get(name)
        if name in entity.inverses or (part is not None and part.to is not None):
            reached = self._follow(entity, way, name)
            if reached is not None:
                self._path(*reached, rest)
        elif name == "id":
            self._path(entity, way, rest)
        elif part is not None and part.formula is not None:
            if (entity.key, way, name) not in self._seen:
                self._seen.add((entity.key, way, name))
                self.formula(entity, way, part.formula)
        else:
            self._note(entity, way, name)

    def _links(self, entity: EntityPlan, way: Way, links: Path) -> tuple[EntityPlan, Way] | None:
        reached: tuple[EntityPlan, Way] | None = (entity, way)
        for name in links:
            reached = self._follow(*reached, name) if reached is not None else None
        return reached

    def _follow(self, entity: EntityPlan, way: Way, name: str) -> tuple[EntityPlan, Way] | None:
        """Note the link itself; return where it leads, with the way back from there."""
        inverse, part = entity.inverses.get(name), entity.fields.get(name)
        if inverse is not None:
            source = self.plan.entities[inverse[0]]
            back = (Hop(entity.key, source.key, inverse[1], out=True), *way)
            self._note(source, back, inverse[1])
            return source, back
        target = self.plan.entities.get(part.to or "") if part is not None else None
        if part is None or target is None:
            return None
        self._note(entity, way, name)
        return target, (Hop(entity.key, entity.key, name, out=False), *way)

    def _note(self, entity: EntityPlan, way: Way, name: str) -> None:
        self.found.setdefault((entity.key, way), set()).add(name)


def link_of(plan: Plan, hop: Hop) -> FieldPlan:
    """Return the link along which a step goes."""
    return plan.entities[hop.source].fields[hop.field]


__all__ = ["Hop", "Subject", "Watch", "Way", "awaited", "link_of", "of_the_record", "watches"]
