"""A table in a file, read row by row and never whole: what CSV and XLSX have in common."""

from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from axin.runtime.imports import csv_table, xlsx_table
from axin.runtime.imports.errors import TableError

MOST_COLUMNS: Final = 500
MOST_ROWS: Final = 1_050_000
LONGEST_CELL: Final = 100_000
_BEFORE_HEADER: Final = 10_000
"""So many rows are looked at for the header."""
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is to be read, as far as one has said: what is left out is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


Rows = Generator[list[str], None, None]


class Source(Protocol):
    """A file that yields rows."""

    form: Form
    sheets: list[str]

    def rows(self) -> Rows:
        """Yield every row, the header's too."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Table:
    """An open table, at some row. Its first row that is not empty names the columns."""

    def __init__(self, path: Path, form: Form) -> None:
        self._source = _open(path, form)
        self.form = self._source.form
        self.sheets = self._source.sheets
        self.row = 0
        """How many rows below the header have been read."""
        self._found = self._source.rows()
        self._rows = self._checked(self._found)
        try:
            self.header = self._header()
        except BaseException:
            self.close()
            raise

    def _header(self) -> list[str]:
        row = next((row for row in islice(self._rows, _BEFORE_HEADER) if any(map(str.strip, row))), None)
        if row is None:
            raise TableError("empty_table")
        titles = [cell.strip() for cell in row]
        while not titles[-1]:
            titles.pop()
        return titles

    def read(self, amount: int) -> list[list[str]]:
        """Return the next rows, each with as many cells as there are columns."""
        width = len(self.header)
        found = [(row + [""] * (width - len(row)))[:width] for row in islice(self._rows, amount)]
        self.row += len(found)
        if self.row > MOST_ROWS:
            raise TableError("too_many_rows")
        return found

    def skip_to(self, row: int) -> None:
        """Pass over rows until so many have been read."""
        while self.row < row and self.read(min(1_000, row - self.row)):
            pass

    def close(self) -> None:
        """Let go of the file, and first of what reads on in it."""
        self._rows.close()
        self._found.close()
        self._source.close()

    def _checked(self, rows: Rows) -> Rows:
        for number, row in enumerate(rows, 1):
            if len(row) > MOST_COLUMNS:
                raise TableError("too_many_columns")
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise TableError("too_long_cell", number)
            yield row


def _open(path: Path, form: Form) -> Source:
    with path.open("rb") as file:
        head = file.read(len(_ZIP))
    if head == _ZIP:
        return xlsx_table.XlsxSource(path, form)
    if head == _OLD_EXCEL:
        raise TableError("not_a_table")
    return csv_table.CsvSource(path, form)
