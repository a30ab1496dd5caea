"""Keys are unique in their list, and no field takes a name of the language."""

from collections.abc import Iterable

from axin.builder.catalog.words import RESERVED
from axin.builder.checks.context import Context
from axin.builder.checks.steps import all_steps
from axin.builder.definitions.model import Entity, Part, parts
from axin.tenants.actor import PRESET_ROLES


def check_keys(context: Context) -> None:
    """Note every key that is taken twice or belongs to the language."""
    model = context.model
    for group in (model.all_entities, model.all_funnels, model.all_scenarios, model.all_roles, model.all_views):
        _unique(context, group)
    for entity in model.all_entities:
        _fields(context, entity)
    for funnel in model.all_funnels:
        _unique(context, funnel.stages)
    for scenario in model.all_scenarios:
        _unique(context, all_steps(scenario))
    for role in model.all_roles:
        if role.key in PRESET_ROLES:
            context.error(role.at("key"), "reserved_name")
    _inverses(context)


def _unique(context: Context, group: Iterable[Part]) -> None:
    seen: set[str] = set()
    for part in group:
        if part.key in seen:
            context.error(part.at("key"), "duplicate_key")
        seen.add(part.key)


def _fields(context: Context, entity: Entity) -> None:
    _unique(context, entity.all_fields)
    for part in entity.all_fields:
        if part.key in RESERVED:
            context.error(part.at("key"), "reserved_name")
        elif part.key == entity.parent:
            context.error(part.at("key"), "duplicate_key")
        _unique(context, list(parts(part.raw, "options", part.pointer)))


def _inverses(context: Context) -> None:
    taken = {entity.key: {*context.field_names(entity)} for entity in context.model.entities.values()}
    for entity in context.model.all_entities:
        if entity.parent is not None:
            _inverse(context, taken, entity.parent, entity.lines_as, entity.at("lines_of", "as"))
        for part in entity.all_fields:
            if part.text("type") in {"link", "links"}:
                _inverse(context, taken, part.text("to"), part.text("inverse"), part.at("inverse"))


def _inverse(context: Context, taken: dict[str, set[str]], to: str | None, name: str | None, pointer: str) -> None:
    if name is None or to not in taken:
        return
    if name in RESERVED:
        context.error(pointer, "reserved_name")
    elif name in taken[to]:
        context.error(pointer, "duplicate_key")
    taken[to].add(name)
