"""The schema that a code step's output is held to: the plain part of JSON Schema, which can be judged quickly whatever it says.

There are no references, which could lead outside, and no patterns, which could be bombs.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_TYPES: Final = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_TEXTS: Final = frozenset({"title", "description"})
_COUNTS: Final = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"})
_BOUNDS: Final = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_DEEPEST: Final = 20

Place = tuple[str, ...]


def faults(schema: object, place: Place = ()) -> Iterator[Place]:
    """Yield the place of everything in `schema` that is not understood."""
    if isinstance(schema, bool) and place:
        return
    if not isinstance(schema, Mapping) or len(place) > _DEEPEST:
        yield place
        return
    for name, value in schema.items():
        yield from _word(name, value, (*place, name))


def _word(name: str, value: Any, place: Place) -> Iterator[Place]:  # noqa: ANN401 - any JSON
    match name:
        case "properties" if isinstance(value, Mapping):
            for key, member in value.items():
                yield from faults(member, (*place, key))
        case "items" | "additionalProperties":
            yield from faults(value, place)
        case _ if not _fits(name, value):
            yield place


def _fits(name: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
    if name == "type":
        kinds = value if isinstance(value, list) and value else [value]
        return all(isinstance(kind, str) and kind in _TYPES for kind in kinds)
    if name == "required":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name == "enum":
        return isinstance(value, list) and bool(value)
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _COUNTS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return name == "const" or (name in _BOUNDS and not isinstance(value, bool | str | list | dict | None))
