"""What a view shows and how; checked as its author may see it, and shown as far as its reader may."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeVar

import msgspec

from axin.builder.compiling.plan import Plan, ViewPlan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records import filtering, sorting
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.record import SYSTEM_FIELDS

Kind = Literal["table", "board", "calendar", "list"]
Total = Literal["sum", "average", "min", "max", "count"]
_DATES: Final = frozenset({"date", "datetime"})
_ADDED: Final = frozenset({"sum", "average"})
_NUMBERS: Final = frozenset({"number", "money"})
_Value = TypeVar("_Value")


class Spec(msgspec.Struct, frozen=True, kw_only=True):
    """How the records of an entity are shown."""

    entity: str
    kind: Kind = "table"
    funnel: str | None = None
    columns: tuple[str, ...] = ()
    widths: dict[str, int] = {}
    pinned: int = 1
    filter: str | None = None
    sort: str | None = None
    group: str | None = None
    totals: dict[str, Total] = {}
    date: str | None = None


def of_plan(view: ViewPlan) -> Spec:
    """Return the spec of a view of the solution."""
    names = {name: getattr(view, name) for name in Spec.__struct_fields__}
    return msgspec.convert(names | {"widths": dict(view.widths), "totals": dict(view.totals)}, Spec)


def check(reader: Reader, spec: Spec) -> None:
    """Refuse what does not exist for the author, or cannot be shown so; NotFoundError for an entity that is not theirs."""
    rights = reader.rights_of(spec.entity)
    problems = [*_unknown(rights, spec), *_kind(reader.plan, rights, spec)]
    if problems:
        raise InvalidError(problems)
    filtering.checked_filter(reader, spec.entity, spec.filter, "/filter")
    sorting.parse(rights, spec.sort, "/sort")


def _unknown(rights: EntityRights, spec: Spec) -> Iterator[Problem]:
    for pointer, name in _named(spec):
        if not _exists(rights, name):
            yield Problem(pointer, "unknown_field", "There is no such field here.")


def _named(spec: Spec) -> Iterator[tuple[str, str]]:
    yield from ((f"/columns/{place}", name) for place, name in enumerate(spec.columns))
    yield from (("/widths", name) for name in spec.widths)
    yield from (("/totals", name) for name in spec.totals)
    yield from (("/group", name) for name in (spec.group,) if name is not None)
    yield from (("/date", name) for name in (spec.date,) if name is not None)


def _kind(plan: Plan, rights: EntityRights, spec: Spec) -> Iterator[Problem]:
    funnels = [funnel.key for funnel in plan.funnels_of(spec.entity)]
    if spec.funnel is not None and spec.funnel not in funnels:
        yield Problem("/funnel", "unknown_funnel", "There is no such funnel for these records.")
    if spec.kind == "board" and spec.funnel is None:
        yield Problem("/funnel", "required", "A board shows the stages of a funnel: name it.")
    if spec.kind == "calendar" and spec.date is None:
        yield Problem("/date", "required", "A calendar places records by a date: name the field.")
    if spec.date is not None and _type(rights, spec.date) not in _DATES:
        yield Problem("/date", "type_mismatch", "This must be a field that holds a date or a time.")
    for name, total in spec.totals.items():
        if total in _ADDED and _type(rights, name) not in _NUMBERS:
            yield Problem("/totals", "type_mismatch", "Only numbers and money can be added up.")


def _type(rights: EntityRights, name: str) -> str:
    part = rights.visible.get(name)
    if part is not None:
        return part.value_type.kind
    return "datetime" if name in {"created_at", "updated_at", "stage_since"} else "number" if name == "number" else "text"


def _exists(rights: EntityRights, name: str) -> bool:
    return name in rights.visible or name in SYSTEM_FIELDS


def shown_to(reader: Reader, spec: Spec) -> Spec | None:
    """Return the view as its reader may know it; None where it would tell of what does not exist for them.

    A column that they may not see is simply not there. A filter that names one would tell of it by what it finds, and a calendar
    without its date shows nothing: those views are not there at all.
    """
    if not reader.may_see(spec.entity):
        return None
    rights = reader.rights_of(spec.entity)
    try:
        filtering.checked_filter(reader, spec.entity, spec.filter, "/filter")
    except InvalidError:
        return None
    if list(_kind(reader.plan, rights, spec)) or (spec.date is not None and not _exists(rights, spec.date)):
        return None
    return msgspec.structs.replace(
        spec,
        columns=tuple(_known(rights, spec.columns)),
        widths={name: spec.widths[name] for name in _known(rights, spec.widths)},
        totals={name: spec.totals[name] for name in _known(rights, spec.totals)},
        sort=",".join(key for key in (spec.sort or "").split(",") if _exists(rights, key.strip().removeprefix("-"))) or None,
        group=spec.group if spec.group is not None and _exists(rights, spec.group) else None,
    )


def with_unseen(reader: Reader, stored: Spec, changes: Mapping[str, Any]) -> Spec:
    """Return a view with changes by someone who may not see all of it: what they did not see stays where it was."""
    rights = reader.rights_of(stored.entity)
    changed = msgspec.structs.replace(stored, **changes)
    sort = _merged(rights, _keys(stored.sort), _keys(changed.sort)) if "sort" in changes else _keys(stored.sort)
    return msgspec.structs.replace(
        changed,
        columns=tuple(_merged(rights, stored.columns, changed.columns)) if changed.columns else (),
        widths=_unseen(rights, stored.widths) | changed.widths,
        totals=_unseen(rights, stored.totals) | changed.totals,
        sort=",".join(sort) or None,
    )


def _merged(rights: EntityRights, before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the new names, and those that their author could not see, each behind the one it stood behind."""
    merged = list(after)
    for place, name in enumerate(before):
        if name not in merged and not _exists(rights, name.removeprefix("-")):
            ahead = [merged.index(one) for one in before[:place] if one in merged]
            merged.insert(max(ahead, default=-1) + 1, name)
    return merged


def _unseen(rights: EntityRights, named: Mapping[str, _Value]) -> dict[str, _Value]:
    return {name: value for name, value in named.items() if not _exists(rights, name)}


def _keys(sort: str | None) -> list[str]:
    return [key.strip() for key in (sort or "").split(",") if key.strip()]


def _known(rights: EntityRights, names: Iterable[str]) -> list[str]:
    return [name for name in names if _exists(rights, name)]
