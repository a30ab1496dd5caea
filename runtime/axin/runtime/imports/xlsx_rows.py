"""The rows of a sheet, as texts: numbers without the traces of binary fractions, serials of days as dates."""

import re
from collections import deque
from datetime import datetime, timedelta
from typing import Final

from axin.runtime.imports.errors import TableError
from axin.runtime.imports.xlsx_xml import LONGEST_NUMBER, Handler, number_in

_LONGEST_CELL: Final = 100_000
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})\d*")
EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - see above
_LARGEST_SERIAL: Final = 2_958_466
_MOST_COLUMNS: Final = 16_384
_DIGITS: Final = ".15g"
"""How many digits of a number a sheet vouches for; more are the traces of binary fractions."""


class Rows(Handler):
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
        """Begin a row, a cell or its value."""
        if name == "c":
            reference = attributes.get("r")
            self._column = _column_of(reference) if reference else self._next
            if self._column >= _MOST_COLUMNS:
                raise TableError("too_many_columns")
            self._size = 0
            self._next = self._column + 1
            self._kind = attributes.get("t", "n")
            style = number_in(attributes, "s", -1)
            self._is_date = 0 <= style < len(self._dates) and self._dates[style]
            self._value = []
        elif name in {"v", "t"}:
            self._reading = True
        elif name == "row":
            self._row, self._next = [], 0

    def text(self, data: str) -> None:
        """Take part of a value."""
        if self._reading:
            self._size += len(data)
            if self._size > _LONGEST_CELL:
                raise TableError("too_long_cell", self.number + 1)
            self._value.append(data)

    def end(self, name: str) -> None:
        """End a value, a cell or a row: a row is ready then."""
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
                place = int(value) if value.isdecimal() and len(value) <= LONGEST_NUMBER else -1
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
