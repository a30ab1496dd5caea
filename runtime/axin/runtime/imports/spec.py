"""What an import is asked to do, checked against what the actor may: as its job keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec

from axin.builder.catalog.cells import UNWRITTEN, Style, fold
from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.cause import Automation
from axin.runtime.imports.table import Form
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.policy import EntityRights, Reader

OnMatch = Literal["update", "skip", "create"]
KEYS: Final = ("id", "number")
"""System fields that find a record and are never written."""
SYSTEM: Final = ("stage", "responsible", "team")
"""What beside fields a column may fill."""
MATCHABLE: Final = frozenset(
    {"text", "email", "phone", "url", "integer", "number", "date", "select", "link", "user", "autonumber", "long_text"}
)
"""Field types whose values find a record."""
_MOST_KEYS: Final = 5
Name = Annotated[str, msgspec.Meta(max_length=200)]


class Spec(msgspec.Struct, frozen=True, kw_only=True):
    """An import: which file, which column fills what, how rows find their records, what they set off."""

    file: UUID
    blob: str
    name: str
    entity: str
    columns: tuple[str | None, ...]
    match: tuple[str, ...] = ()
    on_match: OnMatch = "update"
    automation: Automation = "all"
    dry: bool = False
    funnel: str | None = None
    stage: str | None = None
    locale: str = "en"
    month_first: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None

    @property
    def form(self) -> Form:
        """How the file is read."""
        return Form(self.encoding, self.delimiter, self.sheet)

    def style(self, plan: Plan) -> Style:
        """Return how the table writes its values."""
        return Style(self.locale, plan.timezone, plan.currency, self.month_first)


Mapped = Mapping[str, str | None] | Sequence[Mapping[str, Any]]


def columns_of(header: Sequence[str], mapping: Mapped) -> tuple[str | None, ...]:
    """Return what each column fills; a column is named by its title, or by its number from 0 on."""
    named: dict[str, int] = {}
    for place, title in enumerate(header):
        named.setdefault(fold(title), place)
    found: list[str | None] = [None] * len(header)
    problems = []
    for pointer, column, target in _pairs(mapping):
        found_at = _place(column, named, len(header))
        if found_at is None:
            problems.append(Problem(pointer, "unknown_column", "The table has no such column."))
        elif target is not None and target in found:
            problems.append(Problem(pointer, "repeated", "Two columns fill the same field."))
        else:
            found[found_at] = target
    if problems:
        raise InvalidError(problems)
    return tuple(found)


def as_asked(problems: Sequence[Problem], columns: Sequence[str | None], mapping: Mapped) -> list[Problem]:
    """Return the problems with the faults of columns at their place in the mapping as it was given."""
    asked = {target: pointer for pointer, _, target in _pairs(mapping) if target is not None}
    places = {f"/mapping/{place}": asked[target] for place, target in enumerate(columns) if target in asked}
    return [replace(problem, pointer=places.get(problem.pointer, problem.pointer)) for problem in problems]


def _pairs(mapping: Mapped) -> list[tuple[str, Any, str | None]]:
    if isinstance(mapping, Mapping):
        return [(f"/mapping/{_escaped(key)}", key, target or None) for key, target in mapping.items()]
    pairs = []
    for number, one in enumerate(mapping):
        target = one.get("target", one.get("field"))
        if not isinstance(target, str | None):
            raise InvalidError.at(f"/mapping/{number}/target", "wrong_type", "Expected a text or null.")
        pairs.append((f"/mapping/{number}", one.get("column"), target or None))
    return pairs


def _place(column: Any, named: Mapping[str, int], width: int) -> int | None:  # noqa: ANN401 - any JSON
    if isinstance(column, str) and fold(column) in named:
        return named[fold(column)]
    number = int(column) if isinstance(column, str) and column.isdecimal() and len(column) < len("1000000") else column
    return number if type(number) is int and 0 <= number < width else None


def _escaped(key: str) -> str:
    return key[:63].replace("~", "~0").replace("/", "~1")


def check(reader: Reader, spec: Spec) -> EntityRights:
    """Refuse an import that names what is not there for the actor, or does what they may not."""
    rights = reader.rights_of(spec.entity)
    problems = [*_columns_at_fault(reader, rights, spec), *_keys_at_fault(rights, spec)]
    if spec.funnel is not None and (funnel := reader.plan.funnels.get(spec.funnel)) and funnel.entity == spec.entity:
        if spec.stage is not None and spec.stage not in funnel.stages:
            problems.append(Problem("/stage", "unknown_stage", "There is no such stage in this funnel."))
    elif spec.funnel is not None:
        problems.append(Problem("/funnel", "unknown_funnel", "There is no such funnel for these records."))
    elif spec.stage is not None or "stage" in spec.columns:
        problems.append(Problem("/funnel", "required", "Name the funnel of this stage."))
    if not any(target not in (None, *KEYS) for target in spec.columns):
        problems.append(Problem("/mapping", "required", "Say which field at least one column fills."))
    if problems:
        raise InvalidError(problems)
    if not rights.create and (not spec.match or spec.on_match == "create"):
        raise RightMissingError("create these records")
    if any(target in rights.read_only for target in spec.columns):
        raise RightMissingError("change one of these fields")
    return rights


def _columns_at_fault(reader: Reader, rights: EntityRights, spec: Spec) -> list[Problem]:
    problems = []
    for place, target in enumerate(spec.columns):
        pointer = f"/mapping/{place}"
        if target is None or target in KEYS or (target in SYSTEM and target not in rights.visible):
            continue
        part = rights.visible.get(target)
        if part is None:
            problems.append(Problem(pointer, "unknown_field", "There is no such field."))
        elif part.type in UNWRITTEN and target not in spec.match:
            problems.append(Problem(pointer, "read_only", "No column can fill this field."))
        elif part.to is not None and not reader.may_see(part.to):
            problems.append(Problem(pointer, "not_found", "There are no such records for you."))
    return problems


def _keys_at_fault(rights: EntityRights, spec: Spec) -> list[Problem]:
    problems = []
    if len(spec.match) > _MOST_KEYS:
        problems.append(Problem("/match", "too_many", f"At most {_MOST_KEYS} fields find a record."))
    if spec.match and rights.read == "none":
        problems.append(Problem("/match", "not_found", "You may not look for these records."))
    for place, key in enumerate(spec.match):
        pointer, part = f"/match/{place}", rights.visible.get(key)
        if key not in KEYS and part is None:
            problems.append(Problem(pointer, "unknown_field", "There is no such field."))
        elif part is not None and part.type not in MATCHABLE:
            problems.append(Problem(pointer, "not_matchable", "Records cannot be found by a field of this type."))
        elif key not in spec.columns:
            problems.append(Problem(pointer, "unmapped", "No column fills this field."))
    return problems
