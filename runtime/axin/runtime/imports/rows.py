"""A row of a table on its way to a record: its cells read, its links and people found, its faults kept."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
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
from axin.runtime.imports.naming import Called, people_called, records_by, records_called, teams_called
from axin.runtime.imports.spec import KEYS, Spec
from axin.runtime.records.policy import EntityRights, Reader

_LINKS: Final = frozenset({"link", "links"})
_ABSENT: Final = ("not_found", "There is no record called so.")


@dataclass(slots=True)
class Row:
    """A row: where it stands, what it says, what is wrong with it."""

    number: int
    """As people count: the header is row 1."""
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    stage: str | None = None
    own: dict[str, UUID] = field(default_factory=dict)
    """Who is responsible for the record, and its team, where the row names them."""
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    """The column's title, a code, a sentence."""
    record: UUID | None = None
    """The record that it changes."""
    waiting: dict[str, "Wanted"] = field(default_factory=dict)
    """Links to records of the same entity that are not there yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cell of links, and which of the records that it names are missing."""

    cell: str
    missing: tuple[str, ...]


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
        await self._find_called(rows, "user", "responsible", people_called, "There is no such member.")
        await self._find_called(rows, "team", "team", teams_called, "There is no such team.")
        return rows

    @property
    def links(self) -> list[FieldPlan]:
        """The links that columns fill."""
        return [part for *_, part in self._columns if part is not None and part.type in _LINKS]

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
            texts = {text for row in rows for text in texts_of(part, row.values.get(key))}
            known = await records_called(self._reader, part.to, texts, self._setting) if texts else {}
            for row in rows:
                if key in row.values:
                    self._link(row, part, row.values.pop(key), known)

    async def find_waiting(self, rows: Sequence[Row]) -> None:
        """Look again for what links were waiting for; who does not find it goes on waiting."""
        for _, key, _, part in self._columns:
            waiting = [row for row in rows if part is not None and key in row.waiting]
            texts = (
                {text for row in waiting for text in texts_of(part, row.waiting[key].cell)} if part is not None else set[str]()
            )
            if part is not None and texts:
                known = await records_called(self._reader, self._spec.entity, texts, self._setting)
                for row in waiting:
                    self._link(row, part, row.waiting.pop(key).cell, known)

    def give_up(self, row: Row) -> None:
        """Tell a row that what its links wait for is nowhere."""
        row.faults += [(self.title(key), *_ABSENT) for key in row.waiting]

    def _link(self, row: Row, part: FieldPlan, cell: Any, known: Mapping[str, set[UUID]]) -> None:  # noqa: ANN401 - a cell's text
        found: list[str] = []
        missing: list[str] = []
        for text in texts_of(part, cell):
            ids = known.get(text, set())
            if len(ids) == 1:
                found.append(str(next(iter(ids))))
            elif ids:
                row.faults.append((self.title(part.key), "ambiguous", "Several records are called so."))
            else:
                missing.append(text)
        if missing and part.to == self._spec.entity:  # rows above may make them
            row.waiting[part.key] = Wanted(cell, tuple(missing))
            return
        row.faults += [(self.title(part.key), *_ABSENT) for _ in missing]
        if found:
            row.values[part.key] = found[0] if part.type == "link" else found

    async def _find_called(
        self, rows: Sequence[Row], kind: str, system: str, look_up: Callable[[], Awaitable[Called]], absent: str
    ) -> None:
        """Find the people or teams that cells name: in fields of this type, and as the record's own."""
        columns = [key for _, key, _, part in self._columns if part is not None and part.type == kind]
        if not columns and not any(system in row.keys for row in rows):
            return
        known = await look_up()
        for row in rows:
            for key in columns:
                found = self._called(row, key, row.values.pop(key, None), known, absent)
                row.values |= {} if found is None else {key: str(found)}
            if (found := self._called(row, system, row.keys.pop(system, None), known, absent)) is not None:
                row.own[system] = found

    def _called(self, row: Row, key: str, text: str | None, known: Called, absent: str) -> UUID | None:
        if text is None:
            return None
        found = parse_id(text) or known.get(fold(text))
        if found is None:
            row.faults.append((self.title(key), "not_found", absent))
        return found


def texts_of(part: FieldPlan, value: Any) -> list[str]:  # noqa: ANN401 - a cell's text, or nothing
    """Return what a cell of links names."""
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
