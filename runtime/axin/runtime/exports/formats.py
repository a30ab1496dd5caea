"""How an export is written: CSV, XLSX or JSON, piece by piece, and how the pieces become one file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from axin.builder.catalog import cells
from axin.builder.catalog.cells import Style
from axin.builder.catalog.values import plain_json
from axin.builder.compiling.plan import FieldPlan
from axin.platform.data import json
from axin.platform.kernel.money import Money
from axin.runtime.exports import workbook
from axin.runtime.exports.columns import Names
from axin.runtime.records.policy import EntityRights
from axin.runtime.records.record import Record

Format = Literal["csv", "xlsx", "json"]
TYPES: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_BOM: Final = "\ufeff"
_UNTEXT: Final = (Decimal, date, bool, Money)


@dataclass
class Sum:
    """What an archive must know of its pieces: check sum, packed and plain length."""

    crc: int = 0
    packed: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: which columns, how, and what things are called."""

    format: Format
    columns: Sequence[str]
    titles: Sequence[str]
    rights: EntityRights
    style: Style
    names: Names

    def piece(self, records: Sequence[Record], sum_: Sum, *, first: bool, last: bool) -> bytes:
        """Return the next piece of the file."""
        if self.format == "json":
            return self._json(records, first=first, last=last)
        if self.format == "csv":
            return self._csv(records, first=first)
        return self._xlsx(records, sum_, first=first, last=last)

    def _values(self, record: Record) -> list[tuple[FieldPlan | None, Any]]:
        found = []
        for key in self.columns:
            part = self.rights.visible.get(key)
            value = record.values.get(key) if part is not None else getattr(record, key)
            found.append((part, value if key == "id" else self.names.named(part, value)))
        return found

    def _csv(self, records: Sequence[Record], *, first: bool) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter="," if self.style.locale == "en" else ";")
        if first:
            out.write(_BOM)
            writer.writerow([cells.guarded(title) for title in self.titles])
        writer.writerows([_text(part, value, self.style) for part, value in self._values(record)] for record in records)
        return out.getvalue().encode()

    def _json(self, records: Sequence[Record], *, first: bool, last: bool) -> bytes:
        rows = [json.dumps(dict(zip(self.columns, (_plain(record, key) for key in self.columns), strict=True)))
                for record in records]  # fmt: skip
        opening = b"[\n" if first else b",\n" if rows else b""
        return opening + b",\n".join(rows) + (b"\n]\n" if last else b"")

    def _xlsx(self, records: Sequence[Record], sum_: Sum, *, first: bool, last: bool) -> bytes:
        zone = ZoneInfo(self.style.timezone)
        text = workbook.OPENING + workbook.rows_xml([self.titles], zone, head=True) if first else ""
        text += workbook.rows_xml(
            ([_cell(part, value, self.style) for part, value in self._values(one)] for one in records), zone
        )
        text += workbook.CLOSING if last else ""
        packed, sum_.crc, size = workbook.piece(text, sum_.crc, last=last)
        sum_.packed += len(packed)
        sum_.size += size
        return packed


def envelope(format_: Format, sum_: Sum) -> tuple[bytes, bytes]:
    """Return what stands before the pieces and after them."""
    if format_ != "xlsx":
        return b"", b""
    return workbook.before(sum_.crc, sum_.packed, sum_.size), workbook.after(sum_.crc, sum_.packed, sum_.size)


def _text(part: FieldPlan | None, value: Any, style: Style) -> str:  # noqa: ANN401 - any value of a field
    text = cells.written(part, Decimal(value) if type(value) is int else value, style)
    return text if isinstance(value, _UNTEXT) or type(value) is int else cells.guarded(text)


def _cell(part: FieldPlan | None, value: Any, style: Style) -> workbook.Cell:  # noqa: ANN401 - any value of a field
    match value:
        case None | bool() | Decimal() | datetime() | date():
            return value
        case int():
            return Decimal(value)
        case Money(amount, currency) if currency == ((part and part.currency) or style.currency):
            return amount
        case _:
            return cells.written(part, value, style)


def _plain(record: Record, key: str) -> object:
    return plain_json(record.values[key] if key in record.values else getattr(record, key))
