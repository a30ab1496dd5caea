"""Entities and fields: what they point to is there, and their settings make sense."""

from typing import Any, Final

import re2  # type: ignore[import-untyped]

from axin.builder.catalog.kinds import NUMBERS
from axin.builder.checks.constants import check_constant
from axin.builder.checks.context import ROLE_PREFIX, Context
from axin.builder.checks.settings import check_currency
from axin.builder.definitions.durations import seconds
from axin.builder.definitions.model import Entity, Part, list_of, object_of

_OPTIONS: Final = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 1 << 20


def check_entities(context: Context) -> None:
    """Check every entity."""
    for entity in context.model.all_entities:
        _entity(context, entity)
        for part in entity.all_fields:
            _field(context, entity, part)


def _entity(context: Context, entity: Entity) -> None:
    context.field_of(entity.at("display"), entity, entity.raw.get("display"), system=True)
    for index, keys in enumerate(list_of(entity.raw, "unique")):
        for place, key in enumerate(keys if isinstance(keys, list) else []):
            context.field_of(entity.at("unique", index, place), entity, key)
    for index, key in enumerate(list_of(object_of(entity.raw, "duplicates"), "match")):
        context.field_of(entity.at("duplicates", "match", index), entity, key)
    pointer = entity.at("lines_of", "entity")
    if entity.parent is not None and context.entity(pointer, entity.parent) is not None and _own_line(context, entity):
        context.error(pointer, "cycle")


def _own_line(context: Context, entity: Entity) -> bool:
    """Return whether an entity would be, in any number of steps, the lines of itself."""
    seen = {entity.key}
    while (parent := context.model.entities.get(entity.parent or "")) is not None:
        if parent.key in seen:
            return True
        seen.add(parent.key)
        entity = parent
    return False


def _field(context: Context, entity: Entity, part: Part) -> None:
    kind = part.text("type")
    if kind in {"link", "links"}:
        context.entity(part.at("to"), part.raw.get("to"))
    if kind in {"rollup", "lookup"}:
        context.known(part.at("of"), "unknown_field", part.raw.get("of"), context.world.entities.get(entity.key, {}))
    among = part.text("among")
    if among is not None:
        context.role(part.at("among"), among.removeprefix(ROLE_PREFIX))
    check_currency(context, part.at("currency"), part.raw.get("currency"))
    _pattern(context, part)
    _bounds(context, part, kind)
    default = part.raw.get("default")
    if default is not None and not _is_formula(default) and not check_constant(part.raw, default):
        context.error(part.at("default"), "type_mismatch", expected=kind or "")


def _pattern(context: Context, part: Part) -> None:
    pattern = part.text("pattern")
    if pattern is None:
        return
    try:
        re2.compile(pattern, _OPTIONS)
    except (re2.error, UnicodeError, ValueError):
        context.error(part.at("pattern"), "bad_pattern")


def _bounds(context: Context, part: Part, kind: str | None) -> None:
    least, most = (_bound(part.raw.get(name), kind) for name in ("min", "max"))
    if kind in {"date", "datetime"}:
        for name in ("min", "max"):
            if isinstance(part.raw.get(name), str) and not check_constant({"type": "date"}, part.raw[name][:10]):
                context.error(part.at(name), "type_mismatch", expected=kind)
    if least is not None and most is not None and least > most:
        context.error(part.at("min"), "bad_range")


def _bound(value: Any, kind: str | None) -> Any:  # noqa: ANN401 - numbers, texts of dates, or seconds
    if kind == "duration":
        return seconds(value)
    if kind in {"date", "datetime"}:
        return value if isinstance(value, str) else None
    fits = kind in NUMBERS and not isinstance(value, bool | str | list | dict)
    return value if fits else None


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=") and not value.startswith("==")
