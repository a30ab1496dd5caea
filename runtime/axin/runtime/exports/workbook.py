"""An XLSX file, written in pieces: each piece of rows is compressed for itself, and the pieces follow one another in the archive.

Texts are written as texts: no spreadsheet takes them for formulas.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

MOST_ROWS: Final = 1_048_575
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET: Final = "xl/worksheets/sheet1.xml"
_EPOCH: Final = date(1899, 12, 30)
_LONGEST_TEXT: Final = 32_767
_LEVEL: Final = 6
_DAY_STYLE, _MOMENT_STYLE, _HEAD_STYLE = 1, 2, 3
_UNWRITABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
_DOS_EPOCH: Final = 0x21  # the first day a zip archive knows
OPENING: Final = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'
CLOSING: Final = "</sheetData></worksheet>"
_PARTS: Final = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_CONTENT}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_RELS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_RELS}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_RELS}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets><sheet name="Axin" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/>'
    '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
}

Cell = str | Decimal | bool | date | datetime | None


def rows_xml(rows: Iterable[Sequence[Cell]], zone: ZoneInfo, *, head: bool = False) -> str:
    """Return rows as the sheet's XML."""
    return "".join(f"<row>{''.join(_cell(value, zone, head=head) for value in row)}</row>" for row in rows)


def _cell(value: Cell, zone: ZoneInfo, *, head: bool) -> str:
    match value:
        case None | "":
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case Decimal():
            return f"<c><v>{value:f}</v></c>"
        case datetime():
            local = value.astimezone(zone).replace(tzinfo=UTC)
            since = local - datetime(_EPOCH.year, _EPOCH.month, _EPOCH.day, tzinfo=UTC)
            return f'<c s="{_MOMENT_STYLE}"><v>{since.total_seconds() / 86_400:.8f}</v></c>'
        case date():
            return f'<c s="{_DAY_STYLE}"><v>{(value - _EPOCH).days}</v></c>'
        case str():
            text = escape(value[:_LONGEST_TEXT].translate(_UNWRITABLE))
            style = f' s="{_HEAD_STYLE}"' if head else ""
            return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def piece(text: str, crc: int, *, last: bool = False) -> tuple[bytes, int, int]:
    """Return a piece of the sheet compressed so that another may follow, the check sum so far, and how long it was."""
    data = text.encode()
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
    return packed, zlib.crc32(data, crc), len(data)


def before(crc: int, packed: int, size: int) -> bytes:
    """Return the archive up to where the sheet's pieces follow."""
    entries = b"".join(_local(name, zlib.crc32(text.encode()), len(text.encode()), len(text.encode()), 0) + text.encode()
                       for name, text in _PARTS.items())  # fmt: skip
    return entries + _local(_SHEET, crc, packed, size, zlib.DEFLATED)


def after(crc: int, packed: int, size: int) -> bytes:
    """Return the archive from where the sheet's pieces end: its table of contents."""
    place, table = 0, b""
    for name, text in _PARTS.items():
        data = text.encode()
        table += _central(name, (zlib.crc32(data), len(data), len(data)), 0, place)
        place += len(_local(name, 0, 0, 0, 0)) + len(data)
    table += _central(_SHEET, (crc, packed, size), zlib.DEFLATED, place)
    place += len(_local(_SHEET, 0, 0, 0, 0)) + packed
    count = len(_PARTS) + 1
    return table + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(table), place, 0)


def _local(name: str, crc: int, packed: int, size: int, method: int) -> bytes:
    named = name.encode()
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, method, 0, _DOS_EPOCH, crc, packed, size, len(named), 0) + named


def _central(name: str, figures: tuple[int, int, int], method: int, place: int) -> bytes:
    named = name.encode()
    return (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, method, 0, _DOS_EPOCH, *figures, len(named), 0, 0, 0, 0, 0, place)
        + named
    )
