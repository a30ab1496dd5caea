"""The names in scope at a place of a document: for a formula that is checked while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from axin.builder.checks.bounds import check_bounds
from axin.builder.definitions.model import Model, list_of, object_of, text_of
from axin.builder.formulas.checker import Scope
from axin.builder.formulas.types import ANY
from axin.builder.inference import inferred_world
from axin.builder.scenario_scopes import ROWS, ScenarioScope, after, item_of, start_scope, trigger_scope, type_of_value
from axin.builder.scopes import World, entity_scope

_SUMMED = ("rollup", "lookup")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula stands: the names it may use, and the links that it runs over, where it is a rollup's or a lookup's."""

    scope: Scope
    of: str | None = None


def scope_of_entity(document: Mapping[str, Any], entity: str) -> Scope:
    """Return the scope of a formula over records of `entity`."""
    return entity_scope(_world(document), entity)


def _world(document: Mapping[str, Any]) -> World:
    """Return the types of a draft's fields; of one too hostile to be read, none."""
    return inferred_world(Model({} if check_bounds(document) else document))


def place_at(document: Mapping[str, Any], pointer: str) -> Place:
    """Return what a formula at a JSON Pointer may use; where nothing is in scope there, nothing."""
    world = _world(document)
    names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    part = None if check_bounds(document) else _at(document, names[:2])
    if not names or not isinstance(part, dict):
        return Place(world.scope({}))
    match names[0]:
        case "scenarios":
            return _in_scenario(part, names[2:], world)
        case "entities":
            return Place(entity_scope(world, str(part.get("key"))), _runs_over(part, names[2:]))
        case "roles" if len(names) > 3:  # noqa: PLR2004 - /roles/0/access/1
            access = _at(part, names[2:4])
            return Place(entity_scope(world, str(access.get("entity")) if isinstance(access, dict) else ""))
        case _:
            return Place(entity_scope(world, str(part.get("entity"))))


def _runs_over(entity: Mapping[str, Any], names: list[str]) -> str | None:
    """Return the links that a computed field's own formula runs over."""
    field = _at(entity, names[:2])
    if names[2:] != ["formula"] or not isinstance(field, dict) or field.get("type") not in _SUMMED:
        return None
    return text_of(field, "of")


def _in_scenario(scenario: Mapping[str, Any], names: list[str], world: World) -> Place:
    trigger = object_of(scenario, "trigger")
    if names[:1] != ["steps"]:
        return Place(trigger_scope(world, trigger))
    return _in_steps(list_of(scenario, "steps"), names[1:], start_scope(world, trigger))


def _in_steps(steps: list[Any], names: list[str], scope: ScenarioScope) -> Place:
    """Follow the pointer through the steps, gathering what those before the place give."""
    if not names or not names[0].isdecimal() or int(names[0]) >= len(steps):
        return Place(scope.formulas)
    index = int(names[0])
    for step in steps[:index]:
        scope = after(step, scope) if isinstance(step, dict) else scope
    step = steps[index] if isinstance(steps[index], dict) else {}
    for length in (2, 3, 4):
        inner = _at(step, names[1:length])
        if isinstance(inner, list) and len(names) > length and names[1] != "with" and names[length].isdecimal():
            return _in_steps(inner, names[length:], _inside(step, names[1], scope))
    return _in_step(step, names[1:], scope)


def _inside(step: Mapping[str, Any], branch: str, scope: ScenarioScope) -> ScenarioScope:
    """Return the scope of the steps inside `step`: in a loop, with its item."""
    if branch != "do":
        return scope
    return scope.with_item(item_of(type_of_value(step.get("for_each"), scope.formulas)) or ANY)


def _in_step(step: Mapping[str, Any], names: list[str], scope: ScenarioScope) -> Place:
    entity = str(object_of(step, "with").get("entity"))
    if names[:2] == ["with", "filter"]:
        return Place(scope.over(entity))
    if names[:2] == ["with", "formula"] and step.get("action") == "record.aggregate":
        return Place(scope.aggregating(entity), ROWS)
    return Place(scope.formulas)


def _at(value: Any, names: list[str]) -> Any:  # noqa: ANN401 - free-form JSON
    for name in names:
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            return None
    return value
