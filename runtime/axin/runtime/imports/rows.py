"""A row of a table on its way to a record: its cells read, its links and people found, its faults kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import cells
from axin.builder.catalog import values as codec
from axin.builder.catalog.cells import fold, title_in
from axin.builder.catalog.faults import Fault
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan, Plan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import Problem
from axin.platform.kernel.ids import parse_id
from axin.runtime.imports.spec import KEYS, Spec
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.sql_names import Query, RecordNames
from axin.tenants import members

_LINKS: Final = frozenset({"link", "links"})
_MOST_NAMED: Final = 3


@dataclass(slots=True)
class Row:
    """A row: where it stands, what it says, what is wrong with it."""

    number: int
    """As people count: the header is row 1."""
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    stage: str | None = None
    responsible: UUID | None = None
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    """The column's title, a code, a sentence."""
    record: UUID | None = None
    """The record that it changes."""


class RowReader:
    """Reads rows as one import's mapping says."""

    def __init__(self, reader: Reader, rights: EntityRights, spec: Spec, header: Sequence[str]) -> None:
        self._reader = reader
        self._rights = rights
        self._spec = spec
        self._header = header
        style = spec.style(reader.plan)
        self._columns: list[tuple[int, str, Callable[[str], Any], FieldPlan | None]] = []
        for place, target in enumerate(spec.columns):
            part = rights.visible.get(target or "")
            if part is not None and part.type not in cells.UNWRITTEN:
                self._columns.append((place, part.key, cells.reader(part, style), part))
            elif target is not None:
                self._columns.append((place, target, str.strip, None))
        self._stages = _stages(reader.plan, spec)
        self._setting = Setting.of(reader.plan)

    async def read(self, first: int, table: Sequence[list[str]]) -> list[Row]:
        """Return the rows, of which the first has this number; empty ones are passed over."""
        rows = [self._row(number, found) for number, found in enumerate(table, first) if any(found)]
        await self._find_links(rows)
        await self._find_people(rows)
        return rows

    def title(self, target: str) -> str:
        """Return the title of the column that fills this field; of one that none fills, the field's own."""
        for place, key, _, _ in self._columns:
            if key == target:
                return self._header[place] or str(place + 1)
        part = self._rights.visible.get(target)
        return title_in(part.title, self._spec.locale) if part is not None else target

    def _row(self, number: int, found: list[str]) -> Row:
        row = Row(number, found)
        for place, key, read, part in self._columns:
            cell = found[place]
            if not cell:
                continue
            try:
                value = read(cell)
            except Fault as fault:
                row.faults.append((self.title(key), fault.code, fault.message))
                continue
            if value is None or value == "":
                continue
            if part is not None:
                row.values[key] = value
            elif key == "stage":
                self._set_stage(row, str(value))
            else:
                row.keys[key] = str(value)
        return row

    def _set_stage(self, row: Row, name: str) -> None:
        row.stage = self._stages.get(fold(name))
        if row.stage is None:
            row.faults.append((self.title("stage"), "unknown_stage", "There is no such stage in this funnel."))

    async def _find_links(self, rows: Sequence[Row]) -> None:
        for _, key, _, part in self._columns:
            if part is None or part.type not in _LINKS or part.to is None:
                continue
            texts = {text for row in rows for text in _texts(part, row.values.get(key))}
            known = await _records_called(self._reader, part.to, texts, self._setting) if texts else {}
            for row in rows:
                if key in row.values:
                    self._link(row, part, known)

    def _link(self, row: Row, part: FieldPlan, known: Mapping[str, set[UUID]]) -> None:
        found: list[str] = []
        for text in _texts(part, row.values.pop(part.key)):
            ids = known.get(text, set())
            if len(ids) == 1:
                found.append(str(next(iter(ids))))
            elif ids:
                row.faults.append((self.title(part.key), "ambiguous", "Several records are called so."))
            else:
                row.faults.append((self.title(part.key), "not_found", "There is no record called so."))
        if found:
            row.values[part.key] = found[0] if part.type == "link" else found

    async def _find_people(self, rows: Sequence[Row]) -> None:
        columns = [key for _, key, _, part in self._columns if part is not None and part.type == "user"]
        if not columns and not any("responsible" in row.keys for row in rows):
            return
        known = await _people()
        for row in rows:
            for key in columns:
                person = self._person(row, key, row.values.pop(key, None), known)
                row.values |= {} if person is None else {key: str(person)}
            row.responsible = self._person(row, "responsible", row.keys.pop("responsible", None), known)

    def _person(self, row: Row, key: str, text: str | None, known: Mapping[str, UUID | None]) -> UUID | None:
        if text is None:
            return None
        found = parse_id(text) or known.get(fold(text))
        if found is None:
            row.faults.append((self.title(key), "not_found", "There is no such member."))
        return found


def _texts(part: FieldPlan, value: Any) -> list[str]:  # noqa: ANN401 - a cell's text, or nothing
    if not isinstance(value, str):
        return []
    if part.type == "link":
        return [value]
    return [text.strip() for text in value.replace("\n", ";").split(";") if text.strip()]


def _stages(plan: Plan, spec: Spec) -> dict[str, str]:
    funnel = plan.funnels.get(spec.funnel or "")
    found: dict[str, str] = {}
    for stage in funnel.stages.values() if funnel is not None else ():
        for name in (stage.key, *stage.title.values()):
            found.setdefault(fold(name), stage.key)
    return found


async def _people() -> dict[str, UUID | None]:
    """Return the members by address and by name; None under a name that two have."""
    found: dict[str, UUID | None] = {}
    for member in await members.listing():
        name = fold(member.name)
        found[name] = None if name in found else member.id
        found[fold(member.email)] = member.id
    return found


async def _records_called(reader: Reader, entity: str, texts: set[str], setting: Setting) -> dict[str, set[UUID]]:
    """Return which records the reader sees under each text: by id, by what is displayed, by phone or address."""
    rights = reader.rights_of(entity)
    found: defaultdict[str, set[UUID]] = defaultdict(set)
    ids = {id_: text for text in texts if (id_ := parse_id(text)) is not None}
    for record in await read_by_ids(reader, rights.entity, list(ids)) if ids else ():
        found[ids[record.id]].add(record.id)
    for part in _naming(rights):
        missing = [text for text in texts if text not in found]
        if not missing:
            break
        parsed = {codec.unique_text(value): text for text in missing if (value := _parsed(part, text, setting)) is not None}
        for id_, value in await records_by(reader, rights, [(part, list(parsed))]):
            found[parsed[value[0]]].add(id_)
    return found


def _naming(rights: EntityRights) -> list[FieldPlan]:
    """Return the fields that name a record, the displayed one first."""
    parts = [part for part in rights.visible.values() if part.type in {"text", "email", "phone"}]
    display = [part for part in parts if part.key == rights.entity.display]
    others = [part for part in parts if part.key != rights.entity.display and (part.unique or part.type != "text")]
    return [*display, *others][:_MOST_NAMED]


def _parsed(part: FieldPlan, text: str, setting: Setting) -> Any:  # noqa: ANN401 - any field's value
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


def _parts(rights: EntityRights, spec: Spec) -> list[FieldPlan | str]:
    return [key if key in KEYS else rights.visible[key] for key in spec.match]


def keys_of(rights: EntityRights, spec: Spec, rows: Sequence[Row], setting: Setting) -> dict[int, tuple[str, ...]]:
    """Return the key of each row that has one whole, by its number."""
    parts = _parts(rights, spec)
    return {row.number: key for row in rows if not row.faults and (key := _key(row, parts, setting)) is not None}


async def records_with(
    reader: Reader, rights: EntityRights, spec: Spec, keys: set[tuple[str, ...]]
) -> dict[tuple[str, ...], list[UUID]]:
    """Return which records that the reader sees have each key."""
    found: defaultdict[tuple[str, ...], list[UUID]] = defaultdict(list)
    if keys:
        columns = [sorted({key[place] for key in keys}) for place in range(len(spec.match))]
        for id_, key in await records_by(reader, rights, list(zip(_parts(rights, spec), columns, strict=True))):
            found[key].append(id_)
    return found


def _key(row: Row, parts: Sequence[FieldPlan | str], setting: Setting) -> tuple[str, ...] | None:
    texts = []
    for part in parts:
        if isinstance(part, str):
            text = row.keys.get(part)
        else:
            given = row.values.get(part.key, row.keys.get(part.key))
            value = given if part.type == "autonumber" else None if given is None else codec.parse(part, given, "", setting)
            text = None if value is None or isinstance(value, Problem) else codec.unique_text(value)
        if text is None:
            return None
        texts.append(text)
    return tuple(texts)


async def seen_before(tenant: int, job: UUID, hashes: Iterable[UUID]) -> set[UUID]:
    """Return those of the keys that an earlier chunk of a rehearsal would have made."""
    rows = await connection().fetch(
        "select key_hash from import_key where tenant_no = $1 and job_id = $2 and key_hash = any($3::uuid[])",
        tenant, job, list(hashes),
    )  # fmt: skip
    return {row["key_hash"] for row in rows}


async def remember(tenant: int, job: UUID, hashes: Iterable[UUID]) -> None:
    """Keep the keys that a rehearsal would have made."""
    await connection().execute(
        "insert into import_key (tenant_no, job_id, key_hash) select $1, $2, unnest($3::uuid[]) on conflict do nothing",
        tenant, job, list(hashes),
    )  # fmt: skip


async def forget(tenant: int, job: UUID) -> None:
    """Drop what a rehearsal has kept."""
    await connection().execute("delete from import_key where tenant_no = $1 and job_id = $2", tenant, job)
