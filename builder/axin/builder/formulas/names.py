"""Dotted names: from the words of a path to the type of what they lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from axin.builder.formulas.types import ANY, Type
from axin.builder.formulas.values import Path

MAX_GUESSED: Final = 64
"""Longer words get no suggestion: comparing them costs more than it helps."""
BARE_MARK: Final = "created_at"
"""The system field that stands among the names wherever an entity's fields stand bare."""


@dataclass(frozen=True)
class Scope:
    """The names a formula may use.

    `names` are the bare names with their types; a key may be dotted ("steps.owner.user", "event.data"). `entities` are the fields
    of each entity that a link or record leads to: its own, the system's, and its inverse links.
    """

    names: Mapping[str, Type]
    entities: Mapping[str, Mapping[str, Type]] = field(default_factory=dict)
    currency: str = "AZN"
    locale: str = "en"
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to. `links` is the part of it that leads to many records, if there is one; `path` then starts there."""

    type: Type
    path: Path
    links: Path | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """Where a path goes wrong: at which of its words, and how."""

    word: int
    code: str
    suggestion: str | None = None
    sentence: str | None = None


def find(scope: Scope, path: Path) -> Found | Lost:
    """Return what `path` leads to in `scope`."""
    for length in range(len(path), 0, -1):
        first = scope.names.get(".".join(path[:length]))
        if first is not None:
            return _follow(scope, path, length, first)
    return _unknown(scope, path)


def _follow(scope: Scope, path: Path, at: int, reached: Type) -> Found | Lost:
    links: Path | None = None
    start = 0
    while at < len(path):
        if reached.kind == "any":
            reached, at = ANY, len(path)
            break
        entity = entity_of(reached)
        if entity is None:
            return Lost(at, "type_mismatch", sentence="not_a_link")
        if is_many(reached):
            if links is not None:
                return Lost(at - 1, "type_mismatch", sentence="nested_links")
            links, start = path[:at], at
        fields = scope.entities.get(entity, {})
        if path[at] not in fields:
            return Lost(at, "unknown_field", nearest(path[at], fields))
        reached, at = fields[path[at]], at + 1
    if links is not None and is_many(reached):
        return Lost(len(path) - 1, "type_mismatch", sentence="nested_links")
    return Found(reached, path[start:], links)


def is_many(found: Type) -> bool:
    """Return whether the type is links to many records, or a list of records."""
    return found.kind == "links" or (found.kind == "list" and found.item is not None and found.item.kind in {"record", "link"})


def entity_of(found: Type) -> str | None:
    """Return the entity whose fields may follow with a dot."""
    if found.kind == "list" and found.item is not None:
        return found.item.entity if found.item.kind in {"record", "link"} else None
    return found.entity if found.kind in {"link", "links", "record"} else None


def _unknown(scope: Scope, path: Path) -> Lost:
    dotted = [name.split(".") for name in scope.names]
    known = 0
    while known < len(path) - 1 and any(tuple(name[: known + 1]) == path[: known + 1] for name in dotted):
        known += 1
    nearby = {name[known] for name in dotted if tuple(name[:known]) == path[:known] and len(name) > known}
    code = "unknown_field" if known == 0 and BARE_MARK in scope.names else "unknown_name"
    return Lost(known, code, nearest(path[known], nearby))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is most likely meant to be."""
    if len(word) > MAX_GUESSED:
        return None
    found = get_close_matches(word, list(known), 1, 0.6) or get_close_matches(word.lower(), list(known), 1, 0.6)
    return found[0] if found else None
