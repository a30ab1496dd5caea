"""Guesses about a table: what kind of values a column holds, which field it means, which program wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from axin.builder.catalog import cells
from axin.builder.catalog.cells import Style, fold
from axin.builder.catalog.faults import Fault
from axin.builder.compiling.plan import FieldPlan
from axin.runtime.imports.spec import SYSTEM
from axin.runtime.imports.words import CONCEPTS, OF_TYPES, PRESETS
from axin.runtime.records.policy import EntityRights

_TRIED: Final = (
    ("boolean", FieldPlan("", 0, "boolean", {}, None)),  # type: ignore[arg-type]
    ("number", FieldPlan("", 0, "number", {}, None)),  # type: ignore[arg-type]
    ("date", FieldPlan("", 0, "date", {}, None)),  # type: ignore[arg-type]
    ("datetime", FieldPlan("", 0, "datetime", {}, None)),  # type: ignore[arg-type]
)
_NEAR: Final = 0.86
_FIT: Final = {
    "number": {"integer", "number", "money", "percent", "rating"},
    "date": {"date", "datetime"},
    "datetime": {"datetime", "date"},
}
_LONGEST_NUMBER: Final = 12


def types_of(columns: Sequence[Sequence[str]], style: Style) -> list[str]:
    """Return the kind of values of each column, from its samples."""
    return [_type(column, style) for column in columns]


def _type(samples: Sequence[str], style: Style) -> str:
    filled = [sample for sample in samples if sample.strip()]
    if not filled:
        return "empty"
    if all("@" in one and "." in one.rpartition("@")[2] for one in filled):
        return "email"
    if all(_looks_like_phone(one) for one in filled):
        return "phone"
    for name, field in _TRIED:
        if name == "boolean" and len(set(filled)) == 1 and filled[0].strip().isdigit():  # ones alone are a number
            continue
        read = cells.reader(field, style)
        if all(_reads(read, one) for one in filled):
            return name
    return "text"


def _looks_like_phone(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    plain = all(letter.isdigit() or letter in "+-() .,;'" for letter in text)
    return plain and digits >= 7 and (text.lstrip("'(").startswith("+") or "(" in text or digits >= _LONGEST_NUMBER)  # noqa: PLR2004


def _reads(read: object, text: str) -> bool:
    try:
        read(text)  # type: ignore[operator]
    except Fault:
        return False
    return True


def month_first(columns: Sequence[Sequence[str]]) -> bool:
    """Whether dates put the month first: only where one cannot be read the other way."""
    day_first, other = Style(), Style(month_first=True)
    field = _TRIED[2][1]
    for column in columns:
        filled = [sample.partition(" ")[0] for sample in column if sample.strip()]
        readable = [all(_reads(cells.reader(field, style), one) for one in filled) for style in (day_first, other)]
        if filled and readable == [False, True]:
            return True
    return False


def targets(header: Sequence[str], types: Sequence[str], rights: EntityRights, *, staged: bool) -> list[str | None]:
    """Return for each column the key of the field it seems to mean, each once, or None."""
    names = _names(rights, staged=staged)
    scores = sorted(
        ((_score(title, kind, key, known), -place, key)
         for place, (title, kind) in enumerate(zip(header, types, strict=True)) for key, known in names.items()),
        reverse=True,
    )  # fmt: skip
    found: list[str | None] = [None] * len(header)
    for score, place, key in scores:
        if score > 0 and found[-place] is None and key not in found:
            found[-place] = key
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    names: frozenset[str]
    concepts: frozenset[str]
    type: str


def _names(rights: EntityRights, *, staged: bool) -> dict[str, _Known]:
    found = {}
    for key, part in rights.visible.items():
        if part.type in cells.UNWRITTEN or key in rights.read_only or part.implied:
            continue
        names = frozenset(fold(name) for name in (key, key.replace("_", " "), *part.title.values()))
        about = {concept for name in names for concept in _concepts().get(name, ())}
        if part.type in OF_TYPES:
            about.add(OF_TYPES[part.type])
        if key == rights.entity.display:
            about.add("name")
        found[key] = _Known(names, frozenset(about), part.type)
    for name in SYSTEM if staged else SYSTEM[1:]:
        if name not in found:
            found[name] = _Known(frozenset({name}), frozenset({name}), name)
    return found


def _score(title: str, kind: str, key: str, known: _Known) -> float:
    folded = fold(title)
    if not folded:
        return 0.0
    fits = 0.1 if kind == known.type or known.type in _FIT.get(kind, ()) else 0.0
    if folded == fold(key) or folded in known.names:
        return 3.0 + fits
    if known.concepts.intersection(_concepts().get(folded, ())):
        return 2.0 + fits
    nearest = max((SequenceMatcher(None, folded, name).ratio() for name in known.names), default=0.0)
    return 1.0 + fits if nearest >= _NEAR else 0.0


@cache
def _concepts() -> Mapping[str, frozenset[str]]:
    """Return what each known header is about."""
    found: dict[str, set[str]] = {}
    for concept, names in CONCEPTS.items():
        for name in names:
            found.setdefault(fold(name), set()).add(concept)
    return {name: frozenset(concepts) for name, concepts in found.items()}


def preset(header: Sequence[str]) -> str | None:
    """Return the program whose export it seems to be."""
    names = {fold(title) for title in header}
    for program, groups in PRESETS.items():
        if all(any(fold(name) in names for name in group) for group in groups):
            return program
    return None
