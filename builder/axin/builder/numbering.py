"""The numbers and slots of entities and fields: given at publish, never given to anything else.

A field that changes its type is another field to the store; one that comes back with its old type finds its old values.
A slot is given when the field is first published, while one of its kind is free: first to what is looked up most. A computed
field has one only while it is marked; a field that is marked later gets one while one is free, and it is filled then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from asyncpg import Record

from axin.builder.catalog.kinds import DERIVED, SLOT_KINDS
from axin.builder.compiling.numbers import EntityNumber, FieldNumber, Numbers
from axin.builder.definitions.model import Entity, Model, Part
from axin.builder.formulas.types import Kind
from axin.builder.inference import inferred_world
from axin.builder.scopes import Members
from axin.platform.data.unit_of_work import connection, tenant_no

SLOTS: Final = {"text": 8, "num": 6, "time": 4, "ref": 4}
SCALE: Final = 6
_SLOTS_OF_RESULTS: Final[dict[Kind, str]] = {
    "text": "text", "number": "num", "money": "num", "boolean": "num", "date": "time", "datetime": "time", "link": "ref",
    "span": "num",
}  # fmt: skip
"""In which kind of column the result of a computed field is kept."""
FINE_SCALE: Final = 9
"""Digits after the point that a number's slot keeps: six, or nine where the field has more than six."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A field the store knows already."""

    no: int
    slot: str | None
    scale: int


@dataclass(frozen=True, slots=True)
class _Allotted:
    """A field with its number and slot, and what of it the store does not know yet."""

    field: _Known
    new: bool = False
    moved: bool = False
    """Whether it has another slot than it had."""


def storage_of(raw: dict[str, Any]) -> str:
    """Return what the stored values depend on: the type, and of a link where it leads."""
    kind = str(raw["type"])
    return f"{kind}:{raw['to']}" if kind in {"link", "links"} else kind


def scale_of(raw: dict[str, Any]) -> int:
    """Return how many digits after the point the field's slot keeps."""
    return FINE_SCALE if raw.get("decimals", SCALE) > SCALE else SCALE


async def assign(model: Model, version: int) -> Numbers:
    """Give every entity and field of a valid document its number, and retire those that are gone."""
    types = inferred_world(model).entities
    numbers = {key: await _entity(entity, types[key]) for key, entity in model.entities.items()}
    await _retire(numbers, version)
    return numbers


async def without_slot(model: Model) -> list[str]:
    """Return the places of the marked fields of a valid document that would have no column: all of their kind are taken."""
    types = inferred_world(model).entities
    rows = await connection().fetch(
        """select e.key as entity, d.no, d.key, d.storage, d.slot, d.decimals from field_def d
           join entity_def e on e.tenant_no = d.tenant_no and e.no = d.entity_no where d.tenant_no = $1""",
        tenant_no(),
    )
    lacking = []
    for key, entity in model.entities.items():
        found = _allotted(entity, _known([row for row in rows if row["entity"] == key]), types[key])
        lacking += [
            part.at("indexed" if part.raw.get("indexed") is True else "unique")
            for part in entity.all_fields
            if _marked(part) and _slot_kind(part, types[key]) is not None and found[part.key].field.slot is None
        ]
    return lacking


async def _entity(entity: Entity, types: Members) -> EntityNumber:
    no = await connection().fetchval(
        """insert into entity_def (tenant_no, no, key)
           values ($1, (select coalesce(max(no), 0) + 1 from entity_def where tenant_no = $1), $2)
           on conflict (tenant_no, key) do update set retired_in = null returning no""",
        tenant_no(),
        entity.key,
    )
    rows = await connection().fetch(
        "select no, key, storage, slot, decimals from field_def where tenant_no = $1 and entity_no = $2 order by no",
        tenant_no(),
        no,
    )
    found = _allotted(entity, _known(rows), types)
    for key, one in found.items():
        await _write(no, entity.stored[key], one)
    derived = {part.key for part in entity.stored.values() if part.text("type") in DERIVED and not _marked(part)}
    fields = {key: replace(one.field, slot=None) if key in derived else one.field for key, one in found.items()}
    return EntityNumber(no, {key: FieldNumber(field.no, field.slot, field.scale) for key, field in fields.items()})


def _known(rows: Iterable[Record]) -> dict[tuple[str, str], _Known]:
    return {(row["key"], row["storage"]): _Known(row["no"], row["slot"], row["decimals"]) for row in rows}


def _allotted(entity: Entity, known: Mapping[tuple[str, str], _Known], types: Members) -> dict[str, _Allotted]:
    """Return the number and the slot of every field: what it has, or what is free."""
    found: dict[str, _Allotted] = {}
    taken = {field.slot for field in known.values() if field.slot}
    last = max((field.no for field in known.values()), default=0)
    for part in entity.stored.values():
        old = known.get((part.key, storage_of(dict(part.raw))))
        if old is not None:
            found[part.key] = _Allotted(old)
    for part in _by_need(part for part in entity.stored.values() if part.key not in found):
        last += 1
        slot = _free_slot(_slot_kind(part, types), taken)
        taken |= {slot} if slot else set()
        found[part.key] = _Allotted(_Known(last, slot, scale_of(dict(part.raw))), new=True)
    for part in entity.stored.values():
        if _marked(part):
            found[part.key] = _with_slot(found[part.key], _slot_kind(part, types), taken)
    return {part.key: found[part.key] for part in entity.stored.values()}


def _with_slot(one: _Allotted, kind: str | None, taken: set[str]) -> _Allotted:
    """Give a field that is marked now the slot that it lacks, while one is free."""
    if kind is None or (one.field.slot or "").startswith(kind):
        return one
    slot = _free_slot(kind, taken)
    taken |= {slot} if slot else set()
    return _Allotted(replace(one.field, slot=slot), one.new, moved=slot is not None)


async def _write(entity_no: int, part: Part, one: _Allotted) -> None:
    if one.new:
        await _insert(entity_no, part, one.field.no, one.field.slot)
    elif one.moved:
        await connection().execute(
            "update field_def set slot = $4 where tenant_no = $1 and entity_no = $2 and no = $3",
            tenant_no(),
            entity_no,
            one.field.no,
            one.field.slot,
        )


def _slot_kind(part: Part, types: Members) -> str | None:
    """Return the kind of column that a field's values may lie in; a computed one's only while it is marked."""
    if part.text("type") not in DERIVED:
        return SLOT_KINDS.get(part.text("type") or "")
    return _SLOTS_OF_RESULTS.get(types[part.key].kind) if _marked(part) else None


async def _insert(entity_no: int, part: Part, no: int, slot: str | None) -> None:
    raw = dict(part.raw)
    await connection().execute(
        "insert into field_def (tenant_no, entity_no, no, key, storage, decimals, slot) values ($1, $2, $3, $4, $5, $6, $7)",
        tenant_no(),
        entity_no,
        no,
        part.key,
        storage_of(raw),
        scale_of(raw),
        slot,
    )


def _by_need(parts: Iterable[Part]) -> list[Part]:
    """Return the fields with those first that must be found fast: marked ones, links and people, then in order."""
    return sorted(parts, key=lambda part: not (_marked(part) or part.text("type") in {"link", "user"}))


def _marked(part: Part) -> bool:
    return part.raw.get("indexed") is True or part.raw.get("unique") is True


def _free_slot(kind: str | None, taken: set[str]) -> str | None:
    if kind is None:
        return None
    return next((slot for n in range(1, SLOTS[kind] + 1) if (slot := f"{kind}_{n}") not in taken), None)


async def _retire(numbers: Numbers, version: int) -> None:
    """Note from which version on entities and fields are gone; their values stay."""
    await connection().execute(
        "update entity_def set retired_in = $3 where tenant_no = $1 and retired_in is null and not key = any($2)",
        tenant_no(),
        list(numbers),
        version,
    )
    for entity in numbers.values():
        await connection().execute(
            """update field_def set retired_in = case when no = any($3) then null else coalesce(retired_in, $4) end
               where tenant_no = $1 and entity_no = $2 and (retired_in is null) <> (no = any($3))""",
            tenant_no(),
            entity.no,
            [field.no for field in entity.fields.values()],
            version,
        )
