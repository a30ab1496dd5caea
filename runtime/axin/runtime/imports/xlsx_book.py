"""What a workbook says beside its cells: its sheets in order, the texts they share, and which styles show a date."""

import posixpath
import re
import zipfile
from typing import Final

from axin.runtime.imports.errors import TableError
from axin.runtime.imports.xlsx_xml import Handler, number_in, parse_all

_MOST_TEXT: Final = 1_000_000_000
"""Of the shared texts in memory, where they are held while the sheet is read."""
_A_TEXT: Final = 60
"""What a text costs there, beside its letters."""
_OWN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class _Relations(Handler):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class Workbook(Handler):
    """What the workbook says: its sheets in order, and where their texts and styles lie."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.sheets: dict[str, str] = {}
        self.from_1904 = False
        relations = _Relations()
        parse_all(archive, "xl/_rels/workbook.xml.rels", relations)
        self._targets = {key: _inside(target) for key, target in relations.targets.items()}
        parse_all(archive, "xl/workbook.xml", self)
        named = self._targets.values()
        self.texts = next((target for target in named if target.endswith("sharedStrings.xml")), None)
        self.styles = next((target for target in named if target.endswith("styles.xml")), None)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet's name and where it lies, and from which year its days are counted."""
        if name == "sheet":
            key = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            target = self._targets.get(key)
            if target is not None:
                self.sheets[attributes.get("name", "")] = target
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


class _Texts(Handler):
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


def shared_texts(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Return the texts that cells name by their place."""
    texts = _Texts()
    parse_all(archive, name, texts)
    return texts.found


class _Styles(Handler):
    """Which of the workbook's styles show a number as a date."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._formats: dict[int, str] = {}
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[number_in(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.dates.append(self._is_date(number_in(attributes, "numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def _is_date(self, number: int) -> bool:
        written = _LITERAL.sub("", self._formats.get(number, "")).lower()
        return number in _OWN_DATES or any(letter in written for letter in "ymdhs")


def date_styles(archive: zipfile.ZipFile, name: str | None) -> list[bool]:
    """Return of each style, by its place, whether it shows a number as a date."""
    styles = _Styles()
    if name is not None:
        parse_all(archive, name, styles)
    return styles.dates
