"""What the members of a solution's parts are called: by the titles that the language's schema has for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from axin.builder.schemas.solution import solution_schema
from axin.builder.schemas.words import Schema

_KINDS: Final = ("type", "action", "on")
"""The members that say which of several shapes a part has."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a list; of which type or action it is, where it says so."""

    kind: str = ""


Path = tuple["str | Item", ...]
"""The way to a member from the document: members by name, parts of lists by their kind."""


def member_words(path: Path, locale: str) -> str:
    """Return what the last member of a path is called; its own name where the language has none, as for a variable."""
    name = path[-1]
    for schema in _members(path[:-1], str(name)):
        title = schema.get("x-title", {}).get(locale) or schema.get("title")
        if isinstance(title, str):
            return title
    return str(name)


@lru_cache(maxsize=4_096)
def _at(path: Path) -> tuple[Schema, ...]:
    """Return the schemas that what stands at a path may follow."""
    if not path:
        return (solution_schema(),)
    around, last = path[:-1], path[-1]
    if isinstance(last, Item):
        return tuple(shape for each in _items(around) for shape in _shapes(each) if _may_be(shape, last.kind))
    return _members(around, last) or _items(around)


def _members(around: Path, name: str) -> tuple[Schema, ...]:
    found = (shape.get("properties", {}).get(name) for schema in _at(around) for shape in _shapes(schema))
    return tuple(each for each in found if isinstance(each, dict))


def _items(around: Path) -> tuple[Schema, ...]:
    return tuple(shape["items"] for schema in _at(around) for shape in _shapes(schema) if "items" in shape)


def _shapes(schema: Schema) -> Iterator[Schema]:
    """Yield a schema and those it is one of."""
    named = schema.get("$ref")
    if named is not None:
        yield from _shapes(solution_schema()["$defs"][named.rpartition("/")[2]])
        return
    yield schema
    for each in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from _shapes(each)


def _may_be(shape: Schema, kind: str) -> bool:
    properties: dict[str, Any] = shape.get("properties", {})
    return all(properties.get(name, {}).get("const", kind) == kind for name in _KINDS)
