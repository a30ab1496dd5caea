"""How an entity's records lie in the table: which columns are read, how a row becomes a record, and a record a row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data import json
from axin.runtime.records.policy import Reader
from axin.runtime.records.record import Record

REAL_COLUMNS: Final = (
    "id", "number", "version", "created_at", "updated_at", "funnel", "stage", "stage_since",
    "responsible", "team", "created_by", "updated_by",
)  # fmt: skip
_SLOT_TYPES: Final = {"num": "bigint", "time": "timestamptz", "ref": "uuid", "text": "text"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What of an entity the store needs: its number, and its stored fields with their place in the JSON and their slot."""

    entity: EntityPlan
    stored: tuple[FieldPlan, ...]
    slotted: tuple[FieldPlan, ...]
    kept: tuple[FieldPlan, ...] = ()
    """The computed fields whose values are kept beside the stored ones."""

    @classmethod
    def of(cls, entity: EntityPlan) -> "Layout":
        """Return the layout of an entity."""
        stored = tuple(field for field in entity.fields.values() if not field.derived)
        kept = tuple(field for field in entity.fields.values() if field.derived and field.slot is not None)
        return cls(entity, stored, (*(field for field in stored if field.slot is not None), *kept), kept)

    def data(self, values: Mapping[str, Any]) -> str:
        """Return the JSON column of a record; blanks are left out."""
        return json.dumps_text(
            {
                str(field.no): codec.to_store(field, value)
                for field in (*self.stored, *self.kept)
                if (value := values.get(field.key)) is not None
            }
        )

    def slots(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the typed columns of a record."""
        return {str(field.slot): codec.slot_value(field, values.get(field.key)) for field in self.slotted}


def slot_type(name: str) -> str:
    """Return the SQL type of a slot's column."""
    return _SLOT_TYPES[name.partition("_")[0]]


Readers = tuple[tuple[str, str, Callable[[Any], Any] | None], ...]
"""How the stored fields of an entity are read from the JSON."""


def columns(alias: str) -> str:
    """Return the select list that `read_row` expects."""
    return ", ".join(f"{alias}.{name}" for name in REAL_COLUMNS) + f", {alias}.data"


def readers_of(fields: Iterable[FieldPlan]) -> Readers:
    """Return, for each stored field, its key, its name in the JSON, and what reads it."""
    return tuple((field.key, str(field.no), codec.reader_of(field)) for field in fields if not field.derived)


def read_row(entity: EntityPlan, row: Any, readers: Readers) -> Record:  # noqa: ANN401 - asyncpg's row
    """Return the record of a row of `columns`, with the stored fields that `readers` names."""
    found = json.loads(row["data"]).get
    values: dict[str, Any] = {}
    for key, name, read in readers:
        stored = found(name)
        values[key] = stored if stored is None or read is None else read(stored)
    id_, number, version, created_at, updated_at, funnel, stage, since, responsible, team, created_by, updated_by, *_ = row
    return Record(
        entity, id_, number, version, created_at, updated_at, values,
        funnel, stage, since, responsible, team, created_by, updated_by,
    )  # fmt: skip


def layout_of(reader: Reader, entity: EntityPlan) -> Layout:
    """Return the layout of an entity, once per plan."""
    key = ("layout", entity.key)
    found: Layout | None = reader.prepared.kept.get(key)
    if found is None:
        found = reader.prepared.kept[key] = Layout.of(entity)
    return found
