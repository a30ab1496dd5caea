"""What differs between two documents: by place, with both values, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeGuard

from axin.builder.definitions.pointers import join

Kind = Literal["added", "removed", "changed"]
_WORDS: Final[dict[str, dict[Kind, str]]] = {
    "en": {"added": "Added", "removed": "Removed", "changed": "Changed"},
    "az": {"added": "Əlavə edildi", "removed": "Silindi", "changed": "Dəyişdirildi"},
    "ru": {"added": "Добавлено", "removed": "Удалено", "changed": "Изменено"},
}
MOST_CHANGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; the pointer is into the newer document, or, of what was removed, into the older one."""

    pointer: str
    kind: Kind
    before: Any
    after: Any
    place: tuple[str, ...]
    """The keys that lead there, as people know them."""

    def words(self, locale: str) -> str:
        """Return the change as a sentence."""
        words = _WORDS.get(locale, _WORDS["en"])
        return f"{words[self.kind]}: {' / '.join(self.place)}"


def differences(before: object, after: object) -> list[Change]:
    """Return every difference, in the document's order."""
    found = []
    for change in _compare(before, after, "", "", ()):
        found.append(change)
        if len(found) == MOST_CHANGES:
            break
    return found


def _compare(old: Any, new: Any, old_at: str, new_at: str, place: tuple[str, ...]) -> Iterator[Change]:  # noqa: ANN401 - JSON
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _members(_pairs(old, old_at), _pairs(new, new_at), place)
    elif _keyed(old) and _keyed(new):
        yield from _members(_by_key(old, old_at), _by_key(new, new_at), place)
    elif old != new:
        yield Change(new_at, "changed", old, new, place)


Members = dict[str, tuple[Any, str]]


def _members(old: Members, new: Members, place: tuple[str, ...]) -> Iterator[Change]:
    for name, (value, pointer) in old.items():
        if name not in new:
            yield Change(pointer, "removed", value, None, (*place, name))
    for name, (value, pointer) in new.items():
        if name in old:
            yield from _compare(old[name][0], value, old[name][1], pointer, (*place, name))
        else:
            yield Change(pointer, "added", None, value, (*place, name))


def _pairs(value: dict[str, Any], pointer: str) -> Members:
    return {name: (child, join(pointer, name)) for name, child in value.items()}


def _by_key(value: list[Any], pointer: str) -> Members:
    return {item["key"]: (item, join(pointer, index)) for index, item in enumerate(value)}


def _keyed(value: object) -> TypeGuard[list[Any]]:
    """Return whether this is a list of parts that their keys tell apart."""
    if not isinstance(value, list) or not all(isinstance(item, dict) and isinstance(item.get("key"), str) for item in value):
        return False
    return len({item["key"] for item in value}) == len(value)
