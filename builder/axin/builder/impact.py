"""What a change would touch: the parts of the document that would no longer hold, and the stored data that it concerns.

What breaks is found by trying: the change is made on a copy, the whole check runs, and every fault that was not there before
leads to a part that uses what changed. So nothing that the checks know can be forgotten here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from axin.builder.checks import check_solution
from axin.builder.definitions.model import Entity, Funnel, Model, Part, parts
from axin.builder.definitions.pointers import join
from axin.builder.numbering import storage_of
from axin.platform.kernel.errors import InvalidError, Problem

UseKind = Literal[
    "entity",
    "field",
    "funnel",
    "stage",
    "scenario",
    "step",
    "role",
    "view",
    "form",
    "document",
    "message",
    "dashboard",
    "solution",
]
EffectKind = Literal[
    "entity_removed", "field_removed", "type_changed", "option_removed", "funnel_removed", "stage_removed", "role_removed"
]
MOST_USES: Final = 200
_KINDS: Final[Mapping[str, UseKind]] = {
    "entities": "entity", "funnels": "funnel", "scenarios": "scenario", "roles": "role", "views": "view", "forms": "form",
    "documents": "document", "messages": "message", "dashboards": "dashboard",
}  # fmt: skip
_INNER: Final[Mapping[str, UseKind]] = {"fields": "field", "stages": "stage"}
_UNCHANGED: Final = object()


@dataclass(frozen=True, slots=True)
class Use:
    """A part of the document that would no longer hold: what it is, where it stands now, and what would be wrong."""

    kind: UseKind
    key: str
    title: str
    inside: str | None
    """The title of what holds it: a field's entity, a step's scenario."""
    pointer: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A change that concerns stored data; of its names those that apply."""

    kind: EffectKind
    entity: str | None = None
    field: str | None = None
    option: str | None = None
    funnel: str | None = None
    stage: str | None = None
    role: str | None = None
    old_type: str | None = None
    new_type: str | None = None


# ------------------------------------------------------------------------------------------------ what breaks


def changed(document: Mapping[str, Any], pointer: str, to: object = None) -> dict[str, Any]:
    """Return the document with the part at `pointer` replaced by `to`, or, where that is None, gone."""
    after = dict(document)
    *way, last = _names(pointer)
    holder: Any = after
    for name in way:  # what stands on the way is copied, the rest is shared
        inner = _member(holder, name)
        copied = inner.copy() if isinstance(inner, dict | list) else inner
        holder[int(name) if isinstance(holder, list) else name] = copied
        holder = copied
    _member(holder, last)
    if isinstance(holder, list):
        holder[int(last) : int(last) + 1] = [] if to is None else [to]
    elif to is None:
        del holder[last]
    else:
        holder[last] = to
    return after


def _names(pointer: str) -> list[str]:
    names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    if not names:
        raise _nowhere()
    return names


def _member(holder: object, name: str) -> Any:  # noqa: ANN401 - free-form JSON
    if isinstance(holder, list) and name.isdecimal() and len(name) < 6 and int(name) < len(holder):  # noqa: PLR2004 - digits
        return holder[int(name)]
    if isinstance(holder, dict) and name in holder:
        return holder[name]
    raise _nowhere()


def _nowhere() -> InvalidError:
    return InvalidError.at("/pointer", "not_found", "There is nothing at this place of the draft.")


def uses(before: Mapping[str, Any], after: Mapping[str, Any], locale: str) -> list[Use]:
    """Return every part of `before` that would no longer hold in `after`."""
    old = {(_place(before, error.pointer), error.code) for error in check_solution(before, locale).errors}
    found: dict[tuple[str, str], Use] = {}
    for error in check_solution(after, locale).errors:
        place = _place(after, error.pointer)
        if (place, error.code) not in old and len(found) < MOST_USES:
            use = _use(before, after, error, locale)
            found.setdefault((use.pointer, use.kind), use)
    return list(found.values())


def _place(document: Mapping[str, Any], pointer: str) -> tuple[str, ...]:
    """Return the pointer with keys in the place of positions: it means the same before and after."""
    place: list[str] = []
    value: Any = document
    for name in pointer.split("/")[1:]:
        value = _step(value, name)
        place.append(str(value["key"]) if isinstance(value, dict) and isinstance(value.get("key"), str) else name)
    return tuple(place)


def _step(value: object, name: str) -> Any:  # noqa: ANN401 - free-form JSON
    if isinstance(value, list):
        return value[int(name)] if name.isdecimal() and int(name) < len(value) else _UNCHANGED
    return value.get(name.replace("~1", "/").replace("~0", "~"), _UNCHANGED) if isinstance(value, dict) else _UNCHANGED


def _use(before: Mapping[str, Any], after: Mapping[str, Any], error: Problem, locale: str) -> Use:
    """Return the part that a fault of the document after the change lies in, as it stands before it."""
    code, message = error.code, error.message
    names = error.pointer.split("/")[1:]
    outer = _step(_step(after, names[0]), names[1]) if len(names) > 1 else _UNCHANGED
    kind = _KINDS.get(names[0]) if names else None
    if kind is None or not isinstance(outer, dict) or not isinstance(outer.get("key"), str):
        return Use("solution", "", "", None, "", code, message)
    where = join("", names[0], _index(before, names[0], outer["key"]))
    inner = _inner(outer, names[2:])
    if inner is None:
        return Use(kind, outer["key"], title_of(outer, locale), None, where, code, message)
    inner_kind, part, at = inner
    holder = _step(_step(before, names[0]), where.rpartition("/")[2])
    listed = at.split("/")[0]
    if listed in _INNER and isinstance(holder, dict):
        at = f"{listed}/{_index(holder, listed, part['key'])}"
    return Use(inner_kind, part["key"], title_of(part, locale), title_of(outer, locale), f"{where}/{at}", code, message)


def _index(holder: Mapping[str, Any], name: str, key: str) -> int:
    listed = holder.get(name)
    items = listed if isinstance(listed, list) else []
    return next((index for index, item in enumerate(items) if isinstance(item, dict) and item.get("key") == key), 0)


def _inner(outer: Mapping[str, Any], names: list[str]) -> tuple[UseKind, dict[str, Any], str] | None:
    """Return the field, stage or innermost step that the rest of a pointer leads through, and the way to it."""
    found: tuple[UseKind, dict[str, Any], str] | None = None
    value: Any = outer
    for length, name in enumerate(names, 1):
        value = _step(value, name)
        if names[0] not in {*_INNER, "steps"} or "with" in names[:length]:
            break
        if isinstance(value, dict) and isinstance(value.get("key"), str):
            found = (_INNER.get(names[0], "step"), value, "/".join(names[:length]))
            if names[0] in _INNER:
                break
    return found


def title_of(raw: Mapping[str, Any], locale: str) -> str:
    """Return the title of a part in a language, else in any, else its key."""
    title = raw.get("title")
    if isinstance(title, str) and title:
        return title
    texts = title if isinstance(title, dict) else {}
    found = texts.get(locale) or next((text for text in texts.values() if isinstance(text, str) and text), None)
    return found if isinstance(found, str) else str(raw.get("key", ""))


# ------------------------------------------------------------------------------------------------ what data it concerns


def effects(live: Mapping[str, Any], after: Mapping[str, Any]) -> list[Effect]:
    """Return every change from the live document to `after` that concerns stored data."""
    return list(_effects(Model(live), Model(after)))


def _effects(live: Model, after: Model) -> Iterator[Effect]:
    for key, entity in live.entities.items():
        if key in after.entities:
            yield from _of_fields(entity, after.entities[key])
        else:
            yield Effect("entity_removed", entity=key)
    for key, funnel in live.funnels.items():
        yield from _of_funnel(key, funnel, after)
    yield from (Effect("role_removed", role=key) for key in live.roles if key not in after.roles)


def _of_fields(live: Entity, after: Entity) -> Iterator[Effect]:
    for key, part in live.fields.items():
        now = after.fields.get(key)
        if now is None:
            yield Effect("field_removed", entity=live.key, field=key)
        elif _storage(part) != _storage(now):
            types = part.text("type"), now.text("type")
            yield Effect("type_changed", entity=live.key, field=key, old_type=types[0], new_type=types[1])
        else:
            kept = {option.key for option in parts(now.raw, "options")}
            for option in parts(part.raw, "options"):
                if option.key not in kept:
                    yield Effect("option_removed", entity=live.key, field=key, option=option.key)


def _storage(part: Part) -> str | None:
    """Return what the stored values depend on; None where the type cannot be read."""
    kind = part.text("type")
    readable = kind is not None and (kind not in {"link", "links"} or part.text("to") is not None)
    return storage_of(dict(part.raw)) if readable else None


def _of_funnel(key: str, funnel: Funnel, after: Model) -> Iterator[Effect]:
    entity = funnel.text("entity")
    now = after.funnels.get(key)
    if entity not in after.entities:
        return
    if now is None or now.text("entity") != entity:
        yield Effect("funnel_removed", entity=entity, funnel=key)
        return
    for stage in funnel.stage_keys:
        if stage not in now.stage_keys:
            yield Effect("stage_removed", entity=entity, funnel=key, stage=stage)
