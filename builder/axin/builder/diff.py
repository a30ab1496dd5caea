"""What differs between two documents: by place, with both values, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeGuard

from axin.builder.definitions.pointers import join
from axin.builder.member_words import Item, Path, member_words

Kind = Literal["added", "removed", "changed"]
_WORDS: Final[dict[str, dict[Kind, str]]] = {
    "en": {"added": "Added", "removed": "Removed", "changed": "Changed"},
    "az": {"added": "Əlavə edildi", "removed": "Silindi", "changed": "Dəyişdirildi"},
    "ru": {"added": "Добавлено", "removed": "Удалено", "changed": "Изменено"},
}
_PARTS: Final[dict[str, dict[str, str]]] = {
    "entities": {"en": "entity", "az": "obyekt", "ru": "сущность"},
    "fields": {"en": "field", "az": "sahə", "ru": "поле"},
    "options": {"en": "option", "az": "variant", "ru": "вариант"},
    "funnels": {"en": "funnel", "az": "huni", "ru": "воронка"},
    "stages": {"en": "stage", "az": "mərhələ", "ru": "этап"},
    "scenarios": {"en": "scenario", "az": "ssenari", "ru": "сценарий"},
    "steps": {"en": "step", "az": "addım", "ru": "шаг"},
    "roles": {"en": "role", "az": "rol", "ru": "роль"},
    "views": {"en": "view", "az": "görünüş", "ru": "представление"},
    "forms": {"en": "form", "az": "forma", "ru": "форма"},
    "documents": {"en": "document", "az": "sənəd", "ru": "документ"},
    "messages": {"en": "message", "az": "mesaj", "ru": "сообщение"},
    "dashboards": {"en": "dashboard", "az": "panel", "ru": "дашборд"},
}
"""What the parts of a list are called."""
_WITH: Final = "with"
_STEPS: Final = frozenset({"then", "else", "default", "do", "parallel"})
MOST_CHANGES: Final = 5_000
Trail = tuple["str | Named", ...]
"""The way to a place: members by name, and parts of lists by what they are."""


@dataclass(frozen=True, slots=True)
class Named:
    """A part that its key tells from others: of which list, its title, and of which type or action it is."""

    inside: str
    key: str
    title: Any
    kind: str

    def words(self, locale: str) -> str:
        """Return what it is and what it is called."""
        noun = _PARTS.get(self.listed, {}).get(locale, "")
        return f"{noun} “{self.name(locale)}”".strip()

    def name(self, locale: str) -> str:
        """Return its title in a language, else in any, else its key."""
        title = self.title.get(locale) or next(iter(self.title.values()), None) if isinstance(self.title, dict) else self.title
        return title if isinstance(title, str) and title else self.key

    @property
    def listed(self) -> str:
        """Return the list of the language that it belongs to: a step is one of the steps, whatever branch it stands in."""
        return "steps" if self.inside in _STEPS else self.inside


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; the pointer is into the newer document, or, of what was removed, into the older one."""

    pointer: str
    kind: Kind
    before: Any
    after: Any
    place: tuple[str, ...]
    """The keys that lead there."""
    trail: Trail = ()

    @property
    def parts(self) -> list[Named]:
        """The parts of the solution that lead there, the outermost first."""
        return [step for step in self.trail if isinstance(step, Named)]

    @property
    def member(self) -> str:
        """What of the last part is concerned; empty where that is all of it."""
        return ".".join(str(step) for step in self.trail[self._inside :])

    @property
    def _inside(self) -> int:
        """Where in the trail the members of the last part begin."""
        return max((place + 1 for place, step in enumerate(self.trail) if isinstance(step, Named)), default=0)

    def words(self, locale: str) -> str:
        """Return the change as a sentence: what happened to which property, of which part, inside which."""
        language = locale if locale in _WORDS else "en"
        parts = [part.words(language) for part in self.parts]
        told = " › ".join([*parts, *self._member_words(language)]) or " / ".join(self.place)
        return f"{_WORDS[language][self.kind]}: {told}"

    def _member_words(self, locale: str) -> list[str]:
        """Return what the members are called that lead from the last part to the place; `with` says nothing by itself."""
        path: Path = tuple(Item(step.kind) if isinstance(step, Named) else step for step in self.trail)
        ends = range(self._inside + 1, len(path) + 1)
        return [member_words(path[:end], locale) for end in ends if path[end - 1] != _WITH or end == len(path)]


def differences(before: object, after: object) -> list[Change]:
    """Return every difference, in the document's order."""
    found = []
    for change in _compare(before, after, _Place()):
        found.append(change)
        if len(found) == MOST_CHANGES:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in both documents a comparison stands."""

    old: str = ""
    new: str = ""
    keys: tuple[str, ...] = ()
    trail: Trail = ()

    def at(self, name: str, old: str, new: str, step: "str | Named") -> "_Place":
        """Return the place of a member."""
        return _Place(old, new, (*self.keys, name), (*self.trail, step))


def _compare(old: Any, new: Any, place: _Place) -> Iterator[Change]:  # noqa: ANN401 - JSON
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _members(_pairs(old, place.old), _pairs(new, place.new), place)
    elif _keyed(old) and _keyed(new):
        yield from _members(_by_key(old, place.old), _by_key(new, place.new), place)
    elif old != new:
        yield Change(place.new, "changed", old, new, place.keys, place.trail)


Members = dict[str, tuple[Any, str]]


def _members(old: Members, new: Members, place: _Place) -> Iterator[Change]:
    for name, (value, pointer) in old.items():
        if name not in new:
            yield from _one_sided(value, "removed", place.at(name, pointer, pointer, _step(place, name, value)))
    for name, (value, pointer) in new.items():
        if name in old:
            yield from _compare(old[name][0], value, place.at(name, old[name][1], pointer, _step(place, name, value)))
        else:
            yield from _one_sided(value, "added", place.at(name, pointer, pointer, _step(place, name, value)))


def _one_sided(value: Any, kind: Literal["added", "removed"], place: _Place) -> Iterator[Change]:  # noqa: ANN401 - JSON
    """Yield what came or went: of a list of the document itself, each of its parts."""
    if len(place.keys) == 1 and _keyed(value) and value:
        none: Members = {}
        sides = (none, _by_key(value, place.new)) if kind == "added" else (_by_key(value, place.old), none)
        yield from _members(*sides, place)
        return
    before, after = (None, value) if kind == "added" else (value, None)
    yield Change(place.new, kind, before, after, place.keys, place.trail)


def _step(place: _Place, name: str, value: Any) -> "str | Named":  # noqa: ANN401 - JSON
    inside = place.keys[-1] if place.keys else ""
    if isinstance(value, dict) and value.get("key") == name and (inside in _PARTS or inside in _STEPS):
        return Named(inside, name, value.get("title"), str(value.get("action") or value.get("type") or ""))
    return name


def _pairs(value: dict[str, Any], pointer: str) -> Members:
    return {name: (child, join(pointer, name)) for name, child in value.items()}


def _by_key(value: list[Any], pointer: str) -> Members:
    return {item["key"]: (item, join(pointer, index)) for index, item in enumerate(value)}


def _keyed(value: object) -> TypeGuard[list[Any]]:
    """Return whether this is a list of parts that their keys tell apart."""
    if not isinstance(value, list) or not all(isinstance(item, dict) and isinstance(item.get("key"), str) for item in value):
        return False
    return len({item["key"] for item in value}) == len(value)
