"""The formulas of entities: each reads what is there, gives what is meant, and none needs its own result."""

from typing import Final

from axin.builder.catalog.kinds import DERIVED
from axin.builder.checks.context import Context
from axin.builder.checks.reads import Name, fields_read, on_cycles, only_in_python, reached
from axin.builder.definitions.model import Entity, Part
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.types import ANY, BOOLEAN
from axin.builder.scopes import entity_scope

_CONDITIONS: Final = ("required", "visible", "validate")
_STORABLE: Final = frozenset({"any", "blank", "text", "number", "money", "boolean", "date", "datetime", "span"})


def check_formulas(context: Context) -> None:
    """Check the formulas of every field."""
    graph: dict[Name, set[Name]] = {}
    outside: set[Name] = set()
    places: dict[Name, str] = {}
    for entity in context.model.entities.values():
        scope = entity_scope(context.world, entity.key)
        for part in entity.fields.values():
            for name in _CONDITIONS:
                context.formula(part.raw.get(name), part.at(name), scope, BOOLEAN, over=True)
            _default(context, entity, part)
            checked = _computed(context, entity, part)
            if checked is not None:
                graph[entity.key, part.key] = set(fields_read(context.world.entities, entity.key, checked))
                outside |= {(entity.key, part.key)} if only_in_python(checked.node) else set()
                places[entity.key, part.key] = part.at("formula")
    for field in on_cycles(graph):
        context.error(places[field], "cycle")
    context.only_in_python = frozenset(name for name in graph if reached(graph, {name}) & outside)


def _default(context: Context, entity: Entity, part: Part) -> None:
    default = part.text("default")
    if default is not None and default.startswith("=") and not default.startswith("=="):
        scope = entity_scope(context.world, entity.key)
        context.formula(default, part.at("default"), scope, scope.names.get(part.key, ANY), over=True)


def _computed(context: Context, entity: Entity, part: Part) -> Checked | None:
    kind = part.text("type")
    if kind not in DERIVED:
        return None
    of = part.text("of") if kind != "formula" else None
    if kind != "formula" and (of is None or not _runs(context, entity, part, of)):
        return None
    scope = entity_scope(context.world, entity.key)
    expect = scope.names[part.key] if part.text("result") else None
    checked = context.formula(part.raw.get("formula"), part.at("formula"), scope, expect, over=True, of=of)
    if checked is not None and checked.type.kind not in _STORABLE:
        context.error(part.at("formula"), "bad_result")
    return checked


def _runs(context: Context, entity: Entity, part: Part, of: str) -> bool:
    """Note an error where a rollup or lookup runs over what is no link, a lookup over many records, or a rollup over one."""
    links = context.world.entities.get(entity.key, {}).get(of)
    if links is None or (links.entity is not None and links.entity not in context.world.entities):
        return False
    wanted = "link" if part.text("type") == "lookup" else "links"
    fits = links.kind == wanted and links.entity is not None
    if not fits:
        context.error(part.at("of"), f"of_{wanted}")
    return fits
