"""XLSX: the sheets of a workbook, and the rows of one, unpacked as they are read.

A document type in its XML is refused, so no entity is ever expanded; what unpacks to more than a table holds, too.
"""

import zipfile
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from axin.runtime.imports.errors import TableError
from axin.runtime.imports.xlsx_book import Workbook, date_styles, shared_texts
from axin.runtime.imports.xlsx_rows import EPOCH, EPOCH_1904, Rows
from axin.runtime.imports.xlsx_xml import BROKEN, parse

if TYPE_CHECKING:
    from axin.runtime.imports.table import Form

_MOST_ENTRIES: Final = 5_000
_MOST_BYTES: Final = 4_000_000_000
_MOST_PARTS_OF_A_ROW: Final = 100
"""Parts of the sheet without the end of a row; what goes on longer is no row that anybody wrote."""
_SUSPECT: Final = 20_000_000
_RATIO: Final = 200


class XlsxSource:
    """An XLSX file."""

    def __init__(self, path: Path, form: "Form") -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN:
            raise TableError("broken_file") from None
        try:
            self._check_size()
            self._book = Workbook(self._zip)
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
        texts = shared_texts(self._zip, self._book.texts) if self._book.texts else []
        found = Rows(texts, date_styles(self._zip, self._book.styles), EPOCH_1904 if self._book.from_1904 else EPOCH)
        parts = 0
        for _ in parse(self._zip, self._book.sheets[str(self.form.sheet)], found, lambda: found.number):
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
