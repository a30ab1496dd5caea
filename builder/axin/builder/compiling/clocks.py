"""Formulas that read the clock: their values move while nothing changes, so that none of them is kept beside its record."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.nodes import Call, Negate, Operation, Syntax

_CLOCKS: Final = frozenset({"NOW", "TODAY"})


def without_moving(entities: Mapping[str, EntityPlan]) -> dict[str, EntityPlan]:
    """Return the entities; a computed field that reads the clock, itself or through another one, has no slot."""
    derived = [part for entity in entities.values() for part in entity.fields.values() if part.formula is not None]
    moving = {id(part) for part in derived if part.formula is not None and _ticks(part.formula)}
    while more := {id(part) for part in derived if id(part) not in moving and _reads(part, derived, moving)}:
        moving |= more
    return {key: _still(entity, moving) for key, entity in entities.items()}


def _still(entity: EntityPlan, moving: set[int]) -> EntityPlan:
    fields = {key: replace(part, slot=None) if id(part) in moving and part.slot else part for key, part in entity.fields.items()}
    return replace(entity, fields=fields)


def _reads(part: FieldPlan, derived: list[FieldPlan], moving: set[int]) -> bool:
    """Whether the field reads a moving one: by its name, whosesoever it is."""
    names = {other.key for other in derived if id(other) in moving}
    formula = part.formula
    if formula is None:
        return False
    paths = [*formula.reads, *(inner for parts in formula.rows.values() for inner in parts)]
    return any(name in names for path in paths for name in path)


def _ticks(formula: Checked) -> bool:
    return any(isinstance(part, Call) and part.name in _CLOCKS for part in _parts(formula.tree))


def _parts(tree: Syntax) -> Iterator[Syntax]:
    yield tree
    match tree:
        case Call():
            inner: tuple[Syntax, ...] = tuple(tree.arguments)
        case Operation():
            inner = (tree.left, tree.right)
        case Negate():
            inner = (tree.operand,)
        case _:
            inner = ()
    for part in inner:
        yield from _parts(part)
