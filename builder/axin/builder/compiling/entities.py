"""Entities and fields, from their definition to their plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from axin.builder.catalog.kinds import DERIVED, option_keys, value_type
from axin.builder.compiling.formulas import compiled, condition
from axin.builder.compiling.numbers import EntityNumber, FieldNumber, Numbers
from axin.builder.compiling.plan import EntityPlan, FieldPlan, OptionPlan
from axin.builder.compiling.titles import optional_titles, titles_of
from axin.builder.definitions.model import Entity, Model, Part, list_of, object_of
from axin.builder.formulas.checker import Checked, Scope
from axin.builder.scopes import World, entity_scope

_UNNUMBERED = EntityNumber(0)
_INDEXED_DIGITS: Final = 6
MOST_STARS: Final = 5
"""Of a rating that does not say."""
_CONSTANT_STARS: Final = 10
_MOST_HOPS: Final = 10
_PLACE: Final = {"": "Place", "en": "Place", "az": "Sıra", "ru": "Порядок"}


def compile_entities(model: Model, numbers: Numbers, world: World) -> dict[str, EntityPlan]:
    """Compile every entity; the lines of another get the link to their parent as a field."""
    return {key: _entity(entity, numbers.get(key, _UNNUMBERED), model, world) for key, entity in model.entities.items()}


def constant_field(raw: Mapping[str, Any]) -> FieldPlan:
    """Return the plan of a field's type and options alone: enough to read a constant."""
    keys = option_keys(raw)
    options = {key: OptionPlan(key, titles_of(None, key)) for key in keys}
    most = _CONSTANT_STARS if raw["type"] == "rating" else None
    return FieldPlan(
        key="", no=0, type=raw["type"], title={}, value_type=value_type(raw), options=options, decimals=9, max=most, many=True
    )


def _entity(entity: Entity, numbers: EntityNumber, model: Model, world: World) -> EntityPlan:
    scope = entity_scope(world, entity.key)
    fields = {key: _field(part, numbers.fields.get(key, FieldNumber(0)), scope) for key, part in entity.stored.items()}
    percents = [key for key, field in fields.items() if field.type == "lookup" and _reads_as_percent(model, entity, key)]
    fields |= {key: replace(fields[key], result="percent") for key in percents}
    fields |= {key: _implied(field, model) for key, field in fields.items() if key not in entity.fields}
    title = titles_of(entity.raw.get("title"), entity.key)
    duplicates = object_of(entity.raw, "duplicates")
    return EntityPlan(
        key=entity.key,
        no=numbers.no,
        title=title,
        plural=titles_of(entity.raw["plural"]) if entity.raw.get("plural") else title,
        display=entity.text("display") or _display(fields),
        icon=entity.text("icon") or "box",
        fields=fields,
        unique=tuple(tuple(keys) for keys in list_of(entity.raw, "unique")),
        inverses=_inverses(entity, model),
        parent=entity.parent,
        lines_as=entity.lines_as,
        match=tuple(key for key in list_of(duplicates, "match") if key in fields),
        on_match=duplicates.get("on_match", "warn"),
    )


def _reads_as_percent(model: Model, entity: Entity, key: str, hops: int = _MOST_HOPS) -> bool:
    """Whether a field is a percent: by its type, by its declared result, or because it looks one up."""
    part = entity.stored.get(key)
    if part is None or hops == 0:
        return False
    if part.text("type") != "lookup" or part.text("result"):
        return "percent" in {part.text("type"), part.text("result")}
    link = entity.stored.get(part.text("of") or "")
    beyond = model.entities.get(link.text("to") or "") if link is not None else None
    return beyond is not None and _reads_as_percent(model, beyond, (part.text("formula") or "").strip(), hops - 1)


def _implied(field: FieldPlan, model: Model) -> FieldPlan:
    """Return a field that nobody defined, with its title: the parent's, for the link to it."""
    parent = model.entities.get(field.to or "")
    return replace(field, implied=True, title=titles_of(parent.raw.get("title"), parent.key) if parent else _PLACE)


def _display(fields: Mapping[str, FieldPlan]) -> str:
    """Return what names a record where the definition does not say: `name`, `title`, the first text, or the number."""
    texts = [key for key, field in fields.items() if field.type == "text"]
    return next((key for key in ("name", "title") if key in fields), texts[0] if texts else "number")


def _inverses(entity: Entity, model: Model) -> dict[str, tuple[str, str]]:
    found = {}
    for other in model.entities.values():
        for part in other.stored.values():
            inverse = part.text("inverse")
            if inverse and part.text("to") == entity.key:
                found[inverse] = (other.key, part.key)
    return found


def _field(part: Part, number: FieldNumber, scope: Scope) -> FieldPlan:
    raw = part.raw
    return FieldPlan(
        key=part.key,
        no=number.no,
        type=raw["type"],
        title=titles_of(raw.get("title"), part.key),
        value_type=scope.names[part.key],
        slot=number.slot,
        decimals=0 if raw["type"] in {"integer", "rating"} else raw.get("decimals", 6),
        required=_required(raw.get("required"), scope),
        default=_default(raw.get("default"), scope),
        unique=raw.get("unique") is True,
        indexed=raw.get("indexed") is True,
        min=raw.get("min"),
        max=raw.get("max", MOST_STARS if raw["type"] == "rating" else None),
        max_length=raw.get("max_length"),
        pattern=raw.get("pattern"),
        unit=raw.get("unit"),
        currency=raw.get("currency"),
        to=raw.get("to"),
        inverse=raw.get("inverse"),
        among=raw.get("among"),
        options={option["key"]: _option(option) for option in list_of(raw, "options")},
        on_delete=raw.get("on_delete", "clear"),
        formula=compiled(raw.get("formula"), scope, scope.names[part.key], raw.get("of")),
        result=raw.get("result"),
        of=raw.get("of"),
        rounds=_rounds(raw),
        prefix=raw.get("prefix", ""),
        digits=raw.get("digits", 0),
        max_size=raw.get("max_size"),
        types=tuple(raw.get("types", ())),
        many=raw.get("many") is True,
        validate=condition(raw.get("validate"), scope),
        message=optional_titles(raw.get("message")),
        visible=condition(raw.get("visible"), scope),
        help=optional_titles(raw.get("help")),
    )


def _rounds(raw: Mapping[str, Any]) -> int | None:
    """Return the digits after the point that a computed number keeps: all, unless they are said, or its column has fewer."""
    if raw["type"] not in DERIVED:
        return None
    if raw.get("result") == "integer":
        return 0
    digits: int | None = raw.get("decimals")
    return _INDEXED_DIGITS if digits is None and (raw.get("indexed") or raw.get("unique")) else digits


def _required(value: object, scope: Scope) -> bool | Checked:
    return condition(value, scope) or False if isinstance(value, str) else value is True


def _default(value: Any, scope: Scope) -> Any:  # noqa: ANN401 - a JSON value, or a formula
    if isinstance(value, str) and value.startswith("=="):
        return value[1:]
    return compiled(value, scope) if isinstance(value, str) and value.startswith("=") else value


def _option(raw: Mapping[str, Any]) -> OptionPlan:
    return OptionPlan(raw["key"], titles_of(raw.get("title"), raw["key"]), raw.get("color"), raw.get("archived") is True)
