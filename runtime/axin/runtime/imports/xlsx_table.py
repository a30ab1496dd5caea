"""XLSX: the sheets of a workbook, and the rows of one, unpacked as they are read.

A document type in its XML is refused, so no entity is ever expanded; what unpacks to more than a table holds, too.
"""

import posixpath
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from xml.parsers import expat

from axin.runtime.imports.errors import TableError

if TYPE_CHECKING:
    from axin.runtime.imports.table import Form

_MOST_ENTRIES: Final = 5_000
_MOST_BYTES: Final = 4_000_000_000
_MOST_TEXT: Final = 1_000_000_000
"""Of the shared texts in memory, where they are held while the sheet is read."""
_A_TEXT: Final = 60
"""What a text costs there, beside its letters."""
_DEEPEST: Final = 100
_LONGEST_TOKEN: Final = 1_000_000
_MOST_PARTS_OF_A_ROW: Final = 100
"""Parts of the sheet without the end of a row; what goes on longer is no row that anybody wrote."""
_LONGEST_CELL: Final = 100_000
_LONGEST_NUMBER: Final = 9
_SUSPECT: Final = 20_000_000
_RATIO: Final = 200
_PART: Final = 1 << 16
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})\d*")
_OWN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - see above
_LARGEST_SERIAL: Final = 2_958_466
_MOST_COLUMNS: Final = 16_384
_DIGITS: Final = ".15g"
"""How many digits of a number a sheet vouches for; more are the traces of binary fractions."""


class XlsxSource:
    """An XLSX file."""

    def __init__(self, path: Path, form: "Form") -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN:
            raise TableError("broken_file") from None
        try:
            self._check_size()
            self._book = _Workbook(self._zip)
            self.sheets = list(self._book.sheets)
            name = self._chosen(form.sheet)
        except BaseException:
            self._zip.close()
            raise
        self.form = replace(form, sheet=name, encoding=None, delimiter=None)

    def _chosen(self, name: str | None) -> str:
        sheets = self._book.sheets
        found = name if name is not None else next(iter(sheets), "")
        if found not in sheets:
            raise TableError("no_such_sheet" if sheets else "not_a_table")
        return found

    def rows(self) -> Generator[list[str], None, None]:
        """Yield every row of the sheet."""
        texts = _shared_texts(self._zip, self._book.texts) if self._book.texts else []
        found = _Rows(texts, _date_styles(self._zip, self._book.styles), _EPOCH_1904 if self._book.from_1904 else _EPOCH)
        parts = 0
        for _ in _parse(self._zip, self._book.sheets[str(self.form.sheet)], found, lambda: found.number):
            parts = 0 if found.ready else parts + 1
            if parts > _MOST_PARTS_OF_A_ROW:
                raise TableError("bomb")
            while found.ready:
                yield found.ready.popleft()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _check_size(self) -> None:
        entries = self._zip.infolist()
        large = [one for one in entries if one.file_size > _SUSPECT]
        if (
            len(entries) > _MOST_ENTRIES
            or sum(one.file_size for one in entries) > _MOST_BYTES
            or any(one.file_size > _RATIO * max(one.compress_size, 1) for one in large)
        ):
            raise TableError("bomb")


class _Handler:
    """Takes the elements of a document, their names without a prefix."""

    depth = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element, if it is not too deep inside others."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TableError("bomb")
        self.start(name.rpartition(" ")[2], attributes)

    def close(self, name: str) -> None:
        """End it."""
        self.depth -= 1
        self.end(name.rpartition(" ")[2])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End one."""

    def text(self, data: str) -> None:
        """Take text."""


def _parse(archive: zipfile.ZipFile, name: str, handler: _Handler, row: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Parse an entry part by part, yielding after each."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.begin
    parser.EndElementHandler = handler.close
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    read = 0
    try:
        with _opened(archive, name) as entry:
            while part := entry.read(_PART):
                parser.Parse(part, False)  # noqa: FBT003 - expat's own signature
                read += len(part)
                if read - parser.CurrentByteIndex > _LONGEST_TOKEN:  # each part more would have it looked through again
                    raise TableError("bomb")
                yield
            parser.Parse(b"", True)  # noqa: FBT003 - see above
            yield
    except (*_BROKEN, expat.ExpatError):
        raise TableError("broken_file", row()) from None


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except KeyError:
        raise TableError("broken_file") from None


def _refuse(*_: Any) -> None:  # noqa: ANN401 - expat's signature
    raise TableError("bomb")


def _all(archive: zipfile.ZipFile, name: str, handler: _Handler) -> None:
    if name in archive.namelist():
        deque(_parse(archive, name, handler), maxlen=0)


class _Relations(_Handler):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Workbook(_Handler):
    """What the workbook says: its sheets in order, and where their texts and styles lie."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.sheets: dict[str, str] = {}
        self.from_1904 = False
        relations = _Relations()
        _all(archive, "xl/_rels/workbook.xml.rels", relations)
        self._targets = {key: _inside(target) for key, target in relations.targets.items()}
        _all(archive, "xl/workbook.xml", self)
        named = self._targets.values()
        self.texts = next((target for target in named if target.endswith("sharedStrings.xml")), None)
        self.styles = next((target for target in named if target.endswith("styles.xml")), None)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            key = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            target = self._targets.get(key)
            if target is not None:
                self.sheets[attributes.get("name", "")] = target
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


class _Texts(_Handler):
    def __init__(self) -> None:
        self.found: list[str] = []
        self._size = 0
        self._parts: list[str] = []
        self._phonetic = False
        self._reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the handler's signature
        if name == "t":
            self._reading = not self._phonetic
        elif name == "rPh":
            self._phonetic = True
        elif name == "si":
            self._parts = []

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self._parts))
            self._weigh(_A_TEXT if self._parts else 8)
        elif name == "t":
            self._reading = False
        elif name == "rPh":
            self._phonetic = False

    def text(self, data: str) -> None:
        if self._parts is not None and not self._phonetic:
            self._weigh(len(data))
            self._parts.append(data)

    def _weigh(self, amount: int) -> None:
        self._size += amount
        if self._size > _MOST_TEXT:
            raise TableError("bomb")


def _shared_texts(archive: zipfile.ZipFile, name: str) -> list[str]:
    texts = _Texts()
    _all(archive, name, texts)
    return texts.found


class _Styles(_Handler):
    """Which of the workbook's styles show a number as a date."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._formats: dict[int, str] = {}
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[_number_in(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.dates.append(self._is_date(_number_in(attributes, "numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def _is_date(self, number: int) -> bool:
        written = _LITERAL.sub("", self._formats.get(number, "")).lower()
        return number in _OWN_DATES or any(letter in written for letter in "ymdhs")


def _date_styles(archive: zipfile.ZipFile, name: str | None) -> list[bool]:
    styles = _Styles()
    if name is not None:
        _all(archive, name, styles)
    return styles.dates


class _Rows(_Handler):
    """The rows of a sheet, as texts."""

    def __init__(self, texts: list[str], dates: list[bool], epoch: datetime) -> None:
        self.ready: deque[list[str]] = deque()
        self.number = 0
        self._texts = texts
        self._dates = dates
        self._epoch = epoch
        self._row: list[str] = []
        self._column = 0
        self._next = 0
        self._kind = ""
        self._is_date = False
        self._value: list[str] = []
        self._size = 0
        self._reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r")
            self._column = _column_of(reference) if reference else self._next
            if self._column >= _MOST_COLUMNS:
                raise TableError("too_many_columns")
            self._size = 0
            self._next = self._column + 1
            self._kind = attributes.get("t", "n")
            style = _number_in(attributes, "s", -1)
            self._is_date = 0 <= style < len(self._dates) and self._dates[style]
            self._value = []
        elif name in {"v", "t"}:
            self._reading = True
        elif name == "row":
            self._row, self._next = [], 0

    def text(self, data: str) -> None:
        if self._reading:
            self._size += len(data)
            if self._size > _LONGEST_CELL:
                raise TableError("too_long_cell", self.number + 1)
            self._value.append(data)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._reading = False
        elif name == "c" and self._value:
            row = self._row
            if self._column >= len(row):
                row.extend([""] * (self._column - len(row) + 1))
            row[self._column] = self._read("".join(self._value))
        elif name == "row":
            self.number += 1
            self.ready.append(self._row)

    def _read(self, value: str) -> str:
        match self._kind:
            case "s":
                place = int(value) if value.isdecimal() and len(value) <= _LONGEST_NUMBER else -1
                return self._texts[place] if 0 <= place < len(self._texts) else ""
            case "b":
                return "TRUE" if value == "1" else "FALSE"
            case "e":
                return ""
            case "n":
                return self._number(value)
            case _:
                return value

    def _number(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if self._is_date and 0 <= number < _LARGEST_SERIAL:
            return self._moment(number)
        if value.lstrip("-").isdecimal():
            return value
        plain = format(number, _DIGITS)
        return plain if "e" not in plain else f"{number:f}".rstrip("0").rstrip(".")

    def _moment(self, serial: float) -> str:
        moment = self._epoch + timedelta(seconds=round(serial * 86_400))
        if serial < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d}" if serial == int(serial) else f"{moment:%Y-%m-%d %H:%M:%S}"


def _column_of(reference: str) -> int:
    found = _REFERENCE.match(reference)
    number = 0
    for letter in found[1] if found else "A":
        number = number * 26 + ord(letter) - 64
    return number - 1


def _number_in(attributes: dict[str, str], name: str, otherwise: int = 0) -> int:
    """Return an attribute's number; what is none is as if it were left out."""
    text = attributes.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else otherwise
