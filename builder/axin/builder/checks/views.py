"""Views: what they show, filter, sort and group by is there, and each kind has what it needs."""

from typing import Final

from axin.builder.checks.context import ROLE_PREFIX, Context
from axin.builder.definitions.model import Entity, Part, list_of, object_of
from axin.builder.scopes import entity_scope

_DATES: Final = frozenset({"date", "datetime"})
_NUMBERS: Final = frozenset({"number", "money"})
_GROUPED: Final = frozenset({"text", "number", "boolean", "date", "datetime", "link"})
_ADDED: Final = frozenset({"sum", "average"})


def check_views(context: Context) -> None:
    """Check every view."""
    for view in context.model.all_views:
        entity = context.entity(view.at("entity"), view.raw.get("entity"))
        for index, key in enumerate(list_of(view.raw, "roles")):
            context.role(view.at("roles", index), str(key).removeprefix(ROLE_PREFIX))
        if entity is not None:
            _names(context, view, entity)
            _kind(context, view, entity)
            context.filter(view.raw.get("filter"), view.at("filter"), entity_scope(context.world, entity.key), entity.key)


def _names(context: Context, view: Part, entity: Entity) -> None:
    for index, key in enumerate(list_of(view.raw, "columns")):
        context.field_of(view.at("columns", index), entity, key, system=True)
    for key in object_of(view.raw, "widths"):
        context.field_of(view.at("widths", key), entity, key, system=True)
    for key, total in object_of(view.raw, "totals").items():
        if context.field_of(view.at("totals", key), entity, key, system=True) and total in _ADDED:
            _typed(context, view.at("totals", key), entity, key, _NUMBERS)
    for name in (view.text("sort") or "").split(",") if view.text("sort") else ():
        context.field_of(view.at("sort"), entity, name.strip().removeprefix("-"), system=True)
    group = view.raw.get("group")
    if context.field_of(view.at("group"), entity, group, system=True):
        _typed(context, view.at("group"), entity, str(group), _GROUPED)


def _kind(context: Context, view: Part, entity: Entity) -> None:
    kind, funnel, date = view.text("kind"), view.raw.get("funnel"), view.raw.get("date")
    funnels = [each.key for each in context.model.funnels_of(entity.key)]
    if kind == "board" and funnel is None:
        context.error(view.at("funnel"), "required")
    context.known(view.at("funnel"), "unknown_funnel", funnel, funnels)
    if kind == "calendar" and date is None:
        context.error(view.at("date"), "required")
    if context.field_of(view.at("date"), entity, date, system=True):
        _typed(context, view.at("date"), entity, str(date), _DATES)


def _typed(context: Context, pointer: str, entity: Entity, name: str, kinds: frozenset[str]) -> None:
    """Note a field whose values are of another type than is needed here."""
    found = context.world.entities.get(entity.key, {}).get(name)
    if found is not None and found.kind not in kinds and found.kind != "any":
        context.error(pointer, "type_mismatch", expected=", ".join(sorted(kinds)))
