"""What a checked formula reads: fields along its links, and whether the database could compute it."""

from collections.abc import Iterator, Mapping

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.nodes import Aggregate, Apply, Convert, Typed
from axin.builder.formulas.types import Type

Name = tuple[str, str]
"""An entity and its field."""
Entities = Mapping[str, Mapping[str, Type]]


def fields_read(entities: Entities, entity: str, checked: Checked) -> Iterator[Name]:
    """Yield the fields that a formula over a record of `entity` reads, followed along its links."""
    for path in checked.reads:
        yield from fields_along(entities, entity, path)
    for path, inner in checked.rows.items():
        yield from fields_along(entities, entity, path)
        target = _end(entities, entity, path)
        for sub in inner if target else ():
            yield from fields_along(entities, target, sub)


def only_in_python(node: Typed) -> Typed | None:
    """Return the first part of a formula that has no exact twin in SQL, or None."""
    match node:
        case Apply():
            if node.form.sql is None:
                return node
            inner = node.arguments
        case Convert():
            inner = (node.operand,)
        case Aggregate():
            inner = tuple(part for part in (node.value, node.condition) if part is not None)
        case _:
            return None
    return next((found for part in inner if (found := only_in_python(part)) is not None), None)


def on_cycles(graph: Mapping[Name, set[Name]]) -> list[Name]:
    """Return the names that can reach themselves."""
    return [start for start in graph if start in reached(graph, graph[start])]


def reached(graph: Mapping[Name, set[Name]], start: set[Name]) -> set[Name]:
    """Return `start` and everything it leads to."""
    seen: set[Name] = set()
    stack = list(start)
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            stack.extend(graph.get(name, ()))
    return seen


def fields_along(entities: Entities, entity: str | None, path: tuple[str, ...]) -> Iterator[Name]:
    """Yield the fields that a path from a record of `entity` leads over."""
    for name in path:
        if entity is None or name not in entities.get(entity, {}):
            return
        yield entity, name
        entity = entities[entity][name].entity


def _end(entities: Entities, entity: str, path: tuple[str, ...]) -> str | None:
    steps = list(fields_along(entities, entity, path))
    return entities[steps[-1][0]][steps[-1][1]].entity if len(steps) == len(path) and steps else None
