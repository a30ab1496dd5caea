"""What a scenario that others call declares to take: names, each with the type of a field, or the entity of a record."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from axin.builder.catalog.kinds import value_type
from axin.builder.compiling.plan import FieldPlan
from axin.builder.definitions.model import object_of
from axin.builder.formulas.types import Type, record_of

INPUT_TYPES: Final = (
    "text", "long_text", "integer", "number", "money", "percent", "boolean", "date", "datetime", "time", "duration", "email",
    "phone", "url", "user", "team", "json",
)  # fmt: skip
"""The field types that an input may have; of `json` it may be anything."""


def declared(trigger: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the declared names of a trigger with their types, as far as they are readable."""
    if trigger.get("on") == "scenario":
        yield from ((name, kind) for name, kind in object_of(trigger, "input").items() if isinstance(kind, str))


def type_of(kind: str) -> Type:
    """Return the type that an input has in formulas."""
    return value_type({"type": kind}) if kind in INPUT_TYPES else record_of(kind)


def compiled_inputs(trigger: Mapping[str, Any]) -> dict[str, FieldPlan]:
    """Return the inputs as fields of their own, which read values as fields do."""
    return {name: _field(name, kind) for name, kind in declared(trigger)}


def _field(name: str, kind: str) -> FieldPlan:
    if kind in INPUT_TYPES:
        return FieldPlan(name, 0, kind, {"": name}, type_of(kind), decimals=9)  # type: ignore[arg-type] # a field's type
    return FieldPlan(name, 0, "link", {"": name}, value_type({"type": "link", "to": kind}), to=kind)
