"""What publishing a document would change for the records that are there, beside what was live before."""

from collections.abc import Iterator
from typing import Any

from axin.builder.catalog.kinds import SLOT_KINDS
from axin.builder.checks.findings import Finding
from axin.builder.definitions.model import Entity, Model, Part, parts
from axin.builder.numbering import scale_of, storage_of


def change_warnings(before: Model, after: Model) -> list[Finding]:
    """Return a warning for everything that hides or converts stored data."""
    return list(_warnings(before, after))


def change_errors(before: Model, after: Model) -> list[Finding]:
    """Return an error for every change that the store cannot follow yet."""
    return [
        Finding(part.at("decimals"), "decimals_in_use")
        for entity, old in _both(before, after)
        for part in entity.fields.values()
        if part.key in old.fields and _rescaled(dict(old.fields[part.key].raw), dict(part.raw))
    ]


def _rescaled(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return old["type"] == new["type"] and new["type"] in SLOT_KINDS and scale_of(old) != scale_of(new)


def _both(before: Model, after: Model) -> Iterator[tuple[Entity, Entity]]:
    for key, entity in after.entities.items():
        if key in before.entities:
            yield entity, before.entities[key]


def _warnings(before: Model, after: Model) -> Iterator[Finding]:
    if before.entities.keys() - after.entities.keys():
        yield Finding("/entities", "entity_removed")
    for entity, old in _both(before, after):
        if old.fields.keys() - entity.fields.keys():
            yield Finding(entity.at("fields"), "field_removed")
        for part in entity.fields.values():
            if part.key in old.fields:
                yield from _field(part, old.fields[part.key])


def _field(part: Part, old: Part) -> Iterator[Finding]:
    if storage_of(dict(old.raw)) != storage_of(dict(part.raw)):
        yield Finding(part.at("type"), "type_changed")
    elif _options(old) - _options(part):
        yield Finding(part.at("options"), "option_removed")


def _options(part: Part) -> set[str]:
    return {option.key for option in parts(part.raw, "options")}
