"""What a reader may ask for: formulas checked against the fields that exist for them, so that a hidden one is an unknown name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeVar

from axin.builder.catalog.values import TEXT_SLOT_CHARACTERS
from axin.builder.formulas.checker import Checked, Scope, check
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.sql import SqlScope
from axin.builder.formulas.types import BOOLEAN, Type
from axin.builder.scopes import SYSTEM_FIELDS, World, world_of_plan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.sql_names import RecordNames

_KEPT_FORMULAS: Final = 1_000
_Sql = TypeVar("_Sql", str, tuple[str, str])


def scope_of(reader: Reader, entity: str) -> Scope:
    """Return the names that exist for the reader in formulas over a record of `entity`."""
    kept = reader.prepared.kept
    key = ("world", reader.role.role)
    world: World | None = kept.get(key)
    if world is None:
        world = kept[key] = _world(reader)
    return world.scope(world.entities.get(entity, {}))


def _world(reader: Reader) -> World:
    world = world_of_plan(reader.plan)
    return replace(world, entities={
        key: _members(reader, key, types) for key, types in world.entities.items() if reader.may_see(key)
    })  # fmt: skip


def _members(reader: Reader, entity: str, types: Any) -> dict[str, Type]:  # noqa: ANN401 - names and types
    rights = reader.rights_of(entity)
    plan = reader.plan.entities[entity]
    return {name: kind for name, kind in types.items() if _exists(reader, rights, plan.inverses.get(name), name)}


def _exists(reader: Reader, rights: EntityRights, inverse: tuple[str, str] | None, name: str) -> bool:
    if inverse is None:
        return name in rights.visible or name in SYSTEM_FIELDS
    source, link = inverse
    there = reader.role.of(source)
    return reader.may_see(source) and there is not None and link in there.visible


def checked(reader: Reader, entity: str, source: str, pointer: str, expect: Type | None = None) -> Checked:
    """Check a formula of the reader's; its faults are at `pointer`."""
    kept: dict[Any, Checked] = reader.prepared.kept.setdefault("formulas", {})
    key = (reader.role.role, entity, source, expect)
    found = kept.get(key)
    if found is None:
        if len(kept) >= _KEPT_FORMULAS:
            kept.clear()
        try:
            found = kept[key] = check(source, scope_of(reader, entity), expect)
        except FormulaError as error:
            raise InvalidError([_at(problem, pointer) for problem in error.problems]) from None
    return found


def checked_filter(reader: Reader, entity: str, source: str | None, pointer: str) -> Checked | None:
    """Check a filter; None where there is none."""
    return checked(reader, entity, source, pointer, BOOLEAN) if source and source.strip() else None


def _at(problem: Problem, pointer: str) -> Problem:
    return replace(problem, pointer=pointer)


def compiled(
    function: Callable[[Checked, SqlScope, list[Any]], _Sql], formula: Checked, names: RecordNames, pointer: str
) -> _Sql:
    """Write a checked formula as SQL; a function that has no twin there is a fault at `pointer`."""
    query = names.query
    before = len(query.params)
    query.exact_texts = query.exact_texts and len(formula.source) < TEXT_SLOT_CHARACTERS
    exact = query.exact_texts
    try:
        sql = function(formula, names, query.params)
        if exact and not query.exact_texts:  # a text of the step's scope turned out to be longer than a slot
            del query.params[before:]
            sql = function(formula, names, query.params)
    except InvalidError as error:
        raise InvalidError([_at(problem, pointer) for problem in error.problems], error.message) from None
    return sql
