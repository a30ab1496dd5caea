"""Links of an import to records that the file itself makes: rows wait for those above them that are called so."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.runtime.imports.naming import naming, parsed
from axin.runtime.imports.rows import Row
from axin.runtime.records.policy import EntityRights

Name = tuple[str, str]
"""A field by which records are called, and what one is called there."""


class Above:
    """What the rows of a chunk call the records that they make."""

    def __init__(self, rights: EntityRights, setting: Setting, rows: Sequence[Row]) -> None:
        self._fields = naming(rights)
        self._setting = setting
        self._first: dict[Name, int] = {}
        for row in rows:
            for name in self.names_of(row):
                self._first.setdefault(name, row.number)

    def names_of(self, row: Row) -> list[Name]:
        """Return what the row calls its record."""
        given = ((part.key, row.values.get(part.key)) for part in self._fields)
        return [name for key, value in given if isinstance(value, str) for name in self.meant(value) if name[0] == key]

    def meant(self, text: str) -> list[Name]:
        """Return the names that a cell of a link may mean."""
        found = [(part.key, parsed(part, text, self._setting)) for part in self._fields]
        return [(key, codec.unique_text(value)) for key, value in found if value is not None]

    def makes(self, row: Row, text: str) -> bool:
        """Whether a row above makes a record that is called so."""
        return any(self._first.get(name, row.number) < row.number for name in self.meant(text))


def missing(row: Row) -> Iterable[str]:
    """Yield what the row's links lead to and nobody has made yet."""
    return (text for wanted in row.waiting.values() for text in wanted.missing)


def hash_of(*parts: str) -> UUID:
    """Return what a rehearsal keeps of a key, a unique value or a name."""
    return UUID(bytes=blake2b("\x1e".join(parts).encode(), digest_size=16).digest())
