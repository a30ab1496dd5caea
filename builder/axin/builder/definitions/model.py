"""A tolerant view of a solution document: what can be read of it, each part with its JSON Pointer.

Checks and the compiler read through this; a part of the wrong shape is simply not there (the shape check has said so).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

from axin.builder.definitions.pointers import join

P = TypeVar("P", bound="Part")
POSITION: Final = "position"
"""The field that keeps the order of lines; one that is defined under this name, a number, serves instead."""


@dataclass(frozen=True)
class Part:
    """An object of the document that has a key."""

    key: str
    pointer: str
    raw: Mapping[str, Any]

    def text(self, name: str) -> str | None:
        """Return the member `name` where it is a text."""
        return text_of(self.raw, name)

    def at(self, *names: str | int) -> str:
        """Return the pointer of a member below this part."""
        return join(self.pointer, *names)


@dataclass(frozen=True)
class Entity(Part):
    """An entity and its fields; a list of all of them, and the first of each key."""

    all_fields: list[Part] = field(default_factory=list)

    @cached_property
    def fields(self) -> dict[str, Part]:
        """The fields by key; of two with one key, the first."""
        return _by_key(self.all_fields)

    @cached_property
    def stored(self) -> dict[str, Part]:
        """The fields that its records have: the defined ones; of lines, before them the link to their parent, and their place."""
        if self.parent is None:
            return self.fields
        implied = {raw["key"]: Part(raw["key"], self.at("lines_of"), raw) for raw in _of_lines(self.parent, self.lines_as)}
        return {self.parent: implied[self.parent], **self.fields, **{k: p for k, p in implied.items() if k not in self.fields}}

    @property
    def parent(self) -> str | None:
        """The entity whose lines these are."""
        return text_of(object_of(self.raw, "lines_of"), "entity")

    @property
    def lines_as(self) -> str | None:
        """The name under which the parent knows its lines."""
        return text_of(object_of(self.raw, "lines_of"), "as")


@dataclass(frozen=True)
class Funnel(Part):
    """A funnel and its stages."""

    stages: list[Part] = field(default_factory=list)

    @property
    def stage_keys(self) -> tuple[str, ...]:
        """The keys of its stages, in order."""
        return tuple(stage.key for stage in self.stages)


@dataclass(frozen=True)
class Model:
    """What can be read of one solution document."""

    document: Mapping[str, Any]

    @cached_property
    def all_entities(self) -> list[Entity]:
        """Every readable entity, those with a key used twice included."""
        return [
            Entity(part.key, part.pointer, part.raw, list(parts(part.raw, "fields", part.pointer)))
            for part in parts(self.document, "entities")
        ]

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by key."""
        return _by_key(self.all_entities)

    @cached_property
    def all_funnels(self) -> list[Funnel]:
        """Every readable funnel."""
        return [
            Funnel(part.key, part.pointer, part.raw, list(parts(part.raw, "stages", part.pointer)))
            for part in parts(self.document, "funnels")
        ]

    @cached_property
    def funnels(self) -> dict[str, Funnel]:
        """The funnels by key."""
        return _by_key(self.all_funnels)

    @cached_property
    def all_scenarios(self) -> list[Part]:
        """Every readable scenario."""
        return list(parts(self.document, "scenarios"))

    @cached_property
    def all_roles(self) -> list[Part]:
        """Every readable role."""
        return list(parts(self.document, "roles"))

    @cached_property
    def roles(self) -> dict[str, Part]:
        """The roles by key."""
        return _by_key(self.all_roles)

    @cached_property
    def all_views(self) -> list[Part]:
        """Every readable view."""
        return list(parts(self.document, "views"))

    @cached_property
    def views(self) -> dict[str, Part]:
        """The views by key."""
        return _by_key(self.all_views)

    @property
    def settings(self) -> Mapping[str, Any]:
        """The settings, or an empty object."""
        return object_of(self.document, "settings")

    def funnels_of(self, entity: str) -> list[Funnel]:
        """Return the funnels that records of `entity` can stand in."""
        return [funnel for funnel in self.all_funnels if funnel.text("entity") == entity]


def parts(raw: Mapping[str, Any], name: str, pointer: str = "") -> Iterator[Part]:
    """Yield the objects with a key in the list `name`."""
    for index, item in enumerate(list_of(raw, name)):
        if isinstance(item, dict) and isinstance(item.get("key"), str):
            yield Part(item["key"], join(pointer, name, index), item)


def text_of(raw: Mapping[str, Any], name: str) -> str | None:
    """Return the member `name` where it is a text."""
    value = raw.get(name)
    return value if isinstance(value, str) else None


def list_of(raw: Mapping[str, Any], name: str) -> list[Any]:
    """Return the member `name` where it is a list, else an empty one."""
    value = raw.get(name)
    return value if isinstance(value, list) else []


def object_of(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the member `name` where it is an object, else an empty one."""
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def _of_lines(parent: str, lines_as: str | None) -> tuple[dict[str, Any], ...]:
    """Return the fields that nobody defines for lines: the link to their parent, and their place among the others."""
    link = {"key": parent, "type": "link", "to": parent, "inverse": lines_as, "required": True, "on_delete": "cascade"}
    return link, {"key": POSITION, "type": "number", "decimals": 9}


def _by_key(found: "list[P]") -> "dict[str, P]":
    by_key: dict[str, P] = {}
    for part in found:
        by_key.setdefault(part.key, part)
    return by_key
