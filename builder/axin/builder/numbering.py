"""The numbers and slots of entities and fields: given at publish, never given to anything else.

A field that changes its type is another field to the store; one that comes back with its old type finds its old values.
A slot is given when the field is first published, while one of its kind is free: first to what is looked up most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.catalog.kinds import SLOT_KINDS
from axin.builder.compiling.numbers import EntityNumber, FieldNumber, Numbers
from axin.builder.definitions.model import Entity, Model, Part
from axin.platform.data.unit_of_work import connection, tenant_no

SLOTS: Final = {"text": 8, "num": 6, "time": 4, "ref": 4}
SCALE: Final = 6
FINE_SCALE: Final = 9
"""Digits after the point that a number's slot keeps: six, or nine where the field has more than six."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A field the store knows already."""

    no: int
    slot: str | None
    scale: int


def storage_of(raw: dict[str, Any]) -> str:
    """Return what the stored values depend on: the type, and of a link where it leads."""
    kind = str(raw["type"])
    return f"{kind}:{raw['to']}" if kind in {"link", "links"} else kind


def scale_of(raw: dict[str, Any]) -> int:
    """Return how many digits after the point the field's slot keeps."""
    return FINE_SCALE if raw.get("decimals", SCALE) > SCALE else SCALE


async def assign(model: Model, version: int) -> Numbers:
    """Give every entity and field of a valid document its number, and retire those that are gone."""
    numbers = {key: await _entity(entity) for key, entity in model.entities.items()}
    await _retire(numbers, version)
    return numbers


async def _entity(entity: Entity) -> EntityNumber:
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
    known = {(row["key"], row["storage"]): _Known(row["no"], row["slot"], row["decimals"]) for row in rows}
    fields = await _fields(no, entity, known)
    return EntityNumber(no, {key: FieldNumber(field.no, field.slot, field.scale) for key, field in fields.items()})


async def _fields(entity_no: int, entity: Entity, known: dict[tuple[str, str], _Known]) -> dict[str, _Known]:
    found = {part.key: known.get((part.key, storage_of(dict(part.raw)))) for part in entity.stored.values()}
    taken = {field.slot for field in known.values() if field.slot}
    last = max((field.no for field in known.values()), default=0)
    for part in _by_need(part for part in entity.stored.values() if found[part.key] is None):
        last += 1
        slot = _free_slot(part, taken)
        taken |= {slot} if slot else set()
        found[part.key] = _Known(last, slot, scale_of(dict(part.raw)))
        await _insert(entity_no, part, last, slot)
    return {key: field for key, field in found.items() if field is not None}


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


def _free_slot(part: Part, taken: set[str]) -> str | None:
    kind = SLOT_KINDS.get(part.text("type") or "")
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
