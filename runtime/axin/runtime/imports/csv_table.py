"""CSV: what encoding, what delimiter, and the rows."""

import codecs
import csv
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from axin.runtime.imports.errors import TableError

if TYPE_CHECKING:
    from axin.runtime.imports.table import Form

ENCODINGS: Final = ("utf-8", "cp1251", "cp1254", "cp1252", "utf-16", "iso-8859-9", "koi8-r")
DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 256 * 1024
_PART: Final = 1 << 20
_TRIED_ROWS: Final = 60
_LONGEST_ROW: Final = 5_000_000
"""Characters; a longer one is refused before it is whole in memory."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT: Final = ("cp1251", "cp1254", "cp1252", "koi8-r")
_RUSSIAN: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_AZERBAIJANI: Final = frozenset("əöüğçşıİÖÜĞÇŞƏâîûé")
_RARE: Final = 3.0
csv.field_size_limit(_LONGEST_ROW + 1)  # a cell that is too long is told by the table; the library would call it damaged


class CsvSource:
    """A CSV file."""

    sheets: list[str] = []  # noqa: RUF012 - it has none, and nobody adds one

    def __init__(self, path: Path, form: "Form") -> None:
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
        encoding = known_encoding(form.encoding) if form.encoding else _encoding_of(path, head)
        text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
        if "\x00" in text:
            raise TableError("not_a_table")
        self._delimiter = form.delimiter or delimiter_of(text)
        self.form = replace(form, encoding=encoding, delimiter=self._delimiter, sheet=None)
        self._file = path.open("r", encoding=encoding, errors="strict", newline="")
        self._taken = 0
        self._row = 0

    def rows(self) -> Generator[list[str], None, None]:
        """Yield every row."""
        reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        try:
            for row in reader:
                self._taken, self._row = 0, self._row + 1
                yield row
        except UnicodeDecodeError:
            raise TableError("wrong_encoding", reader.line_num + 1) from None
        except csv.Error:
            raise TableError("broken_quotes", reader.line_num) from None

    def _lines(self) -> Iterator[str]:
        while line := self._file.readline(_LONGEST_ROW + 1):
            self._taken += len(line)
            if self._taken > _LONGEST_ROW:
                raise TableError("too_long_row", self._row + 1)
            yield line

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def known_encoding(name: str) -> str:
    """Return the encoding of this name, one of those that tables come in; or refuse it."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        raise TableError("unknown_encoding") from None
    if found not in {codecs.lookup(one).name for one in (*ENCODINGS, "utf-8-sig")}:
        raise TableError("unknown_encoding")
    return found


def _encoding_of(path: Path, head: bytes) -> str:
    marked = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    if _is_utf8(path):
        return "utf-8"
    return max(_EIGHT_BIT, key=lambda name: _likeness(head, name))


def _is_utf8(path: Path) -> bool:
    """Whether the whole file is UTF-8, but for a last letter that is cut: that is for the reading to tell."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                decoder.decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(head: bytes, encoding: str) -> float:
    """Return how much a text looks like one when read so: letters of our languages for it, anything odd against it."""
    text = head.decode(encoding, "replace")
    scores = [_score(*letters) for letters in zip(" " + text[:-1], text, text[1:] + " ", strict=True) if not letters[1].isascii()]
    return sum(scores) / max(len(scores), 1)


def _score(before: str, letter: str, after: str) -> float:
    if letter.lower() in _RUSSIAN:
        # A Russian word has neither Latin letters nor a capital inside: what one encoding makes of another has both.
        latin = any(one.isascii() and one.isalpha() for one in (before, after))
        return -_RARE if latin or (letter.isupper() and before.islower()) else 1.0
    if letter in _AZERBAIJANI:
        return 1.0
    return -_RARE if not letter.isalpha() or letter == "\ufffd" else -1.0


def delimiter_of(text: str) -> str:
    """Return the delimiter that parts the first rows most evenly into most columns."""
    return max(DELIMITERS, key=lambda one: _evenness(text, one))


def _evenness(text: str, delimiter: str) -> float:
    widths: list[int] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) >= _TRIED_ROWS:
                break
    except csv.Error:
        return 0.0
    if not widths or max(widths) == 1:
        return 0.0
    usual = max(set(widths), key=widths.count)
    return widths.count(usual) / len(widths) * (1 - 1 / usual) if usual > 1 else 0.0
