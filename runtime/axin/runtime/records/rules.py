"""The rules of fields and stages, which bind people, programs and scenarios alike.

They are judged on the record as it would be, with all of it in view: a rule holds for everybody, whatever they may see. What
they say never names a field that is hidden from the actor.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.compiling.plan import FieldPlan, FunnelPlan, Plan, StagePlan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records import checklists
from axin.runtime.records.graph import Graph, Node
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import EntityRights, Reader, the_product
from axin.runtime.records.record import Record

_WHO: Final = ("responsible", "team")
"""The system fields that a stage may require: all others are always there."""
_UNSAID: Final = "A rule of the entity is not met."


async def world_of(reader: Reader, record: Record, formulas: Iterable[Checked]) -> Node:
    """Return the record with all that these formulas read, nothing hidden."""
    graph = Graph(the_product(reader.plan))
    node = graph.add(record)
    needs = Needs(reader.plan, record.entity)
    for formula in formulas:
        needs.of_formula(formula)
    if not needs.none:
        await graph.load([node], needs)
    return node


def holds(formula: Checked, node: Node) -> bool:
    """Whether a condition is true; a row that it cannot be evaluated on fails it."""
    try:
        return formula.evaluate(node) is True
    except FormulaRuntimeError:
        return False


def value_of(formula: Checked, node: Node) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return a formula's value; blank where this row cannot be computed."""
    try:
        return formula.evaluate(node)
    except FormulaRuntimeError:
        return None


async def check_fields(
    reader: Reader, rights: EntityRights, record: Record, touched: Mapping[str, Any], pointer: str, *, new: bool
) -> None:
    """Refuse a record whose touched fields break the rules of their fields: required, validate."""
    judged = [part for part in rights.entity.fields.values() if new or _concerns(part, touched)]
    formulas = [rule for part in judged for rule in _rules(part) if isinstance(rule, Checked)]
    if not formulas and not any(part.required for part in judged):
        return
    node = await world_of(reader, record, formulas)
    problems = [problem for part in judged for problem in _faults(part, node, pointer, rights, reader.plan.locale)]
    if problems:
        raise InvalidError(problems)


def _concerns(part: FieldPlan, touched: Mapping[str, Any]) -> bool:
    """Whether a change of the touched fields can break a rule of this one."""
    if part.key in touched:
        return True
    return any(path[0] in touched for rule in _rules(part) if isinstance(rule, Checked) for path in rule.reads)


def _rules(part: FieldPlan) -> tuple[bool | Checked | None, ...]:
    """Return what is asked of a field, and when: one that does not show is asked nothing."""
    asked = (part.required, part.validate)
    return (*asked, part.visible) if any(asked) else ()


def _faults(part: FieldPlan, node: Node, pointer: str, rights: EntityRights, locale: str) -> Iterator[Problem]:
    value = node.computed(part) if part.formula is not None else node.record.values.get(part.key)
    shown = part.key in rights.visible
    place = f"{pointer}/{part.key}" if shown else pointer
    if part.visible is not None and not holds(part.visible, node):
        return
    if value is None:
        needed = holds(part.required, node) if isinstance(part.required, Checked) else part.required
        if needed and part.type != "autonumber":
            yield Problem(place, "required", "This is required." if shown else "Something that is required is missing.")
    elif part.validate is not None and not holds(part.validate, node):
        yield _unmet(part, place, locale) if shown else Problem(place, "validate", _UNSAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoredProblem(Problem):
    """What the author of a field says of a value that breaks its rule, in the languages that they wrote."""

    texts: Mapping[str, str]

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language, or in the one that every reader gets."""
        return self.texts.get(locale) or self.texts.get("") or self.message


def _unmet(part: FieldPlan, place: str, locale: str) -> Problem:
    texts = part.message or {}
    if not texts:
        return Problem(place, "validate", _UNSAID)
    said = texts.get(locale) or texts.get("") or next(iter(texts.values()))
    return AuthoredProblem(place, "validate", said, texts=texts)


def funnel_meant(plan: Plan, entity: str, named: str | None, pointer: str) -> str:
    """Return the funnel that was named; where none was, the entity's only one."""
    if named is not None:
        return named
    funnels = plan.funnels_of(entity)
    if len(funnels) != 1:
        raise InvalidError.at(pointer, "required", "Name the funnel.")
    return funnels[0].key


def funnel_of(plan: Plan, entity: str, key: str, place: str = "") -> FunnelPlan:
    """Return the funnel of this key, if records of the entity may stand in it; `place` points at the record in the input."""
    funnel = plan.funnels.get(key)
    if funnel is None or funnel.entity != entity:
        raise InvalidError.at(f"{place}/funnel", "unknown_funnel", "There is no such funnel for these records.")
    return funnel


def stage_of(funnel: FunnelPlan, key: str, place: str = "") -> StagePlan:
    """Return the stage of this key in the funnel."""
    stage = funnel.stages.get(key)
    if stage is None:
        raise InvalidError.at(f"{place}/stage", "unknown_stage", "There is no such stage in this funnel.")
    return stage


async def check_transition(reader: Reader, record: Record, funnel: FunnelPlan, to: str) -> None:
    """Refuse a move that the funnel's transitions do not allow. Entering a funnel is free; its stage's needs are not."""
    if funnel.transitions is None or record.funnel != funnel.key or record.stage is None:
        return
    ways = [way for way in funnel.transitions if way.source == record.stage and to in way.to]
    role = reader.role
    ways = [way for way in ways if not way.roles or role.everything or role.role in way.roles]
    conditions = [way.when for way in ways if way.when is not None]
    if not ways or (len(conditions) == len(ways) and not await _any_holds(reader, record, conditions)):
        raise InvalidError.at("/stage", "transition_refused", "The funnel's rules do not allow this move.")


async def check_checklist(reader: Reader, record: Record, to: StagePlan) -> None:
    """Refuse to let a record go on while required points of its stage's checklist are to be ticked."""
    problems = checklists.refusals(await checklists.unticked(reader.plan, record, to))
    if problems:
        raise InvalidError(problems)


async def _any_holds(reader: Reader, record: Record, conditions: list[Checked]) -> bool:
    node = await world_of(reader, record, conditions)
    return any(holds(condition, node) for condition in conditions)


async def check_stage_needs(
    reader: Reader, rights: EntityRights, record: Record, stage: StagePlan, pointer: str, *, touched: Iterable[str] | None = None
) -> None:
    """Refuse a record without what its stage requires; with `touched`, only as far as these fields are blank now."""
    needed = [rights.entity.fields[key] for key in stage.requires if key in rights.entity.fields]
    if touched is not None:
        needed = [part for part in needed if part.key in touched]
    nobody = [name for name in _WHO if touched is None and name in stage.requires and getattr(record, name) is None]
    if not needed and not nobody:
        return
    node = await world_of(reader, record, [part.formula for part in needed if part.formula is not None])
    blank = [
        part for part in needed
        if (node.computed(part) if part.formula is not None else record.values.get(part.key)) is None
    ]  # fmt: skip
    if blank or nobody:
        place = pointer.removesuffix("/values")
        people = [Problem(f"{place}/{name}", "required", "This stage requires it.") for name in nobody]
        raise InvalidError([*(_needed(part, rights, pointer) for part in blank), *people])


def _needed(part: FieldPlan, rights: EntityRights, pointer: str) -> Problem:
    if part.key not in rights.visible:
        return Problem(f"{pointer.removesuffix('/values')}/stage", "required", "Something that this stage requires is missing.")
    return Problem(f"{pointer}/{part.key}", "required", "This stage requires it.")
