"""What cells call things by: records by what is displayed of them, people by name or address, teams by title."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.cells import fold
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan
from axin.platform.kernel.errors import Problem
from axin.platform.kernel.ids import parse_id
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants import members, teams

_MOST_NAMED: Final = 3
Called = Mapping[str, UUID | None]
"""Ids by folded name; None where two have it."""


async def teams_called() -> Called:
    """Return the teams by title; None under one that two have."""
    found: dict[str, UUID | None] = {}
    for team in await teams.listing():
        name = fold(team.title)
        found[name] = None if name in found else team.id
    return found


async def people_called() -> Called:
    """Return the members by address and by name; None under a name that two have."""
    found: dict[str, UUID | None] = {}
    for member in await members.listing():
        name = fold(member.name)
        found[name] = None if name in found else member.id
        found[fold(member.email)] = member.id
    return found


async def records_called(reader: Reader, entity: str, texts: set[str], setting: Setting) -> dict[str, set[UUID]]:
    """Return which records the reader sees under each text: by id, by what is displayed, by phone or address."""
    rights = reader.rights_of(entity)
    found: defaultdict[str, set[UUID]] = defaultdict(set)
    ids = {id_: text for text in texts if (id_ := parse_id(text)) is not None}
    for record in await read_by_ids(reader, rights.entity, list(ids)) if ids else ():
        found[ids[record.id]].add(record.id)
    for part in naming(rights):
        missing = [text for text in texts if text not in found]
        if not missing:
            break
        texts_of = {codec.unique_text(value): text for text in missing if (value := parsed(part, text, setting)) is not None}
        for id_, value in await records_by(reader, rights, [(part, list(texts_of))]):
            found[texts_of[value[0]]].add(id_)
    return found


def naming(rights: EntityRights) -> list[FieldPlan]:
    """Return the fields that name a record, the displayed one first."""
    parts = [part for part in rights.visible.values() if part.type in {"text", "email", "phone"}]
    display = [part for part in parts if part.key == rights.entity.display]
    others = [part for part in parts if part.key != rights.entity.display and (part.unique or part.type != "text")]
    return [*display, *others][:_MOST_NAMED]


def parsed(part: FieldPlan, text: str, setting: Setting) -> Any:  # noqa: ANN401 - any field's value
    """Return what a cell says in the form of a field; None where it is none of its values."""
    found = codec.parse(part, text, "", setting)
    return None if isinstance(found, Problem) else found


async def records_by(
    reader: Reader, rights: EntityRights, keys: Sequence[tuple[FieldPlan | str, Sequence[str]]]
) -> list[tuple[UUID, tuple[str, ...]]]:
    """Return the records that the reader sees whose fields each hold one of these texts, with the texts they hold."""
    query = Query(reader, [])
    names = RecordNames(query, rights.entity, "r")
    conditions, shown = [], []
    for number, (part, texts) in enumerate(keys):
        sql, kind, values = _compared(part, texts)
        conditions.append(f"{sql} = any({query.parameter(values)}::{kind}[])")
        shown.append(f"{_as_text(part)} as k{number}")
    base = names.readable()
    text = f"select r.id, {', '.join(shown)} from record r where {base} and {' and '.join(conditions)}"
    rows = await query.fetch(text)
    return [(row["id"], tuple(row[f"k{number}"] for number in range(len(keys)))) for row in rows]


def _compared(part: FieldPlan | str, texts: Sequence[str]) -> tuple[str, str, list[Any]]:
    """Return what is compared in SQL, its type, and the values: the slot where there is one, for its index."""
    if part == "id":
        return "r.id", "uuid", [id_ for text in texts if (id_ := parse_id(text)) is not None]
    if part == "number":
        return "r.number", "bigint", [int(text) for text in texts if text.isdecimal() and len(text) < len("1" * 18)]
    if isinstance(part, str):
        raise TypeError(part)
    if part.slot is not None and part.slot_ready and part.slot.startswith("text"):
        return f"r.{part.slot}", "text", [text[: codec.TEXT_SLOT_CHARACTERS] for text in texts]
    if part.slot is not None and part.slot_ready and part.slot.startswith("ref"):
        return f"r.{part.slot}", "uuid", [id_ for text in texts if (id_ := parse_id(text)) is not None]
    return f"(r.data->>'{part.no}')", "text", list(texts)


def _as_text(part: FieldPlan | str) -> str:
    if isinstance(part, str):
        return f"r.{part}::text"
    return f"(r.data->>'{part.no}')"
