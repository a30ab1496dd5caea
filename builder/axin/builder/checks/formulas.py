"""The formulas of entities: each reads what is there, gives what is meant, and none needs its own result."""

from collections.abc import Iterator, Mapping
from typing import Final

from axin.builder.checks.context import Context
from axin.builder.definitions.model import Entity, Part
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.types import ANY, BOOLEAN, Type
from axin.builder.scopes import entity_scope

Name = tuple[str, str]
"""An entity and its field."""
_CONDITIONS: Final = ("required", "visible", "validate")
_STORABLE: Final = frozenset({"any", "blank", "text", "number", "money", "boolean", "date", "datetime"})


def check_formulas(context: Context) -> None:
    """Check the formulas of every field."""
    graph: dict[Name, set[Name]] = {}
    places: dict[Name, str] = {}
    for entity in context.model.entities.values():
        scope = entity_scope(context.world, entity.key)
        for part in entity.fields.values():
            for name in _CONDITIONS:
                context.formula(part.raw.get(name), part.at(name), scope, BOOLEAN, over=True)
            _default(context, entity, part)
            checked = _computed(context, entity, part)
            if checked is not None:
                graph[entity.key, part.key] = set(_needs(context, entity.key, checked))
                places[entity.key, part.key] = part.at("formula")
    for field in _on_cycles(graph):
        context.error(places[field], "cycle")


def _default(context: Context, entity: Entity, part: Part) -> None:
    default = part.text("default")
    if default is not None and default.startswith("=") and not default.startswith("=="):
        scope = entity_scope(context.world, entity.key)
        context.formula(default, part.at("default"), scope, scope.names.get(part.key, ANY), over=True)


def _computed(context: Context, entity: Entity, part: Part) -> Checked | None:
    kind = part.text("type")
    if kind in {"rollup", "lookup"}:
        _over_links(context, entity, part)
    if kind != "formula":
        return None
    scope = entity_scope(context.world, entity.key)
    expect = scope.names[part.key] if part.text("result") else None
    checked = context.formula(part.raw.get("formula"), part.at("formula"), scope, expect, over=True)
    if checked is not None and checked.type.kind not in _STORABLE:
        context.error(part.at("formula"), "bad_result")
    return checked


def _over_links(context: Context, entity: Entity, part: Part) -> None:
    """Check the formula of a rollup: the rows' fields stand bare in it."""
    rows = context.world.entities.get(entity.key, {}).get(part.text("of") or "")
    target = rows.entity if rows is not None and rows.entity in context.world.entities else None
    if target is not None:
        names = context.world.entities[target]
        context.formula(part.raw.get("formula"), part.at("formula"), context.world.scope(names), over=True)


def _needs(context: Context, entity: str, checked: Checked) -> Iterator[Name]:
    """Yield the fields a formula reads, followed along its links."""
    for path in checked.reads:
        yield from _along(context.world.entities, entity, path)
    for path, inner in checked.rows.items():
        yield from _along(context.world.entities, entity, path)
        target = _end(context.world.entities, entity, path)
        for sub in inner if target else ():
            yield from _along(context.world.entities, target or "", sub)


def _along(entities: Mapping[str, Mapping[str, Type]], entity: str | None, path: tuple[str, ...]) -> Iterator[Name]:
    for name in path:
        if entity is None or name not in entities.get(entity, {}):
            return
        yield entity, name
        entity = entities[entity][name].entity


def _end(entities: Mapping[str, Mapping[str, Type]], entity: str, path: tuple[str, ...]) -> str | None:
    steps = list(_along(entities, entity, path))
    return entities[steps[-1][0]][steps[-1][1]].entity if len(steps) == len(path) and steps else None


def _on_cycles(graph: Mapping[Name, set[Name]]) -> list[Name]:
    """Return the names that can reach themselves."""
    found = []
    for start in graph:
        seen: set[Name] = set()
        stack = list(graph[start])
        while stack:
            name = stack.pop()
            if name in graph and name not in seen:
                seen.add(name)
                stack.extend(graph[name])
        if start in seen:
            found.append(start)
    return found
