"""What stands in an export: the columns that exist for the reader, and what links and people are called."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog.cells import title_in
from axin.builder.compiling.plan import FieldPlan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.record import Record, ids_of
from axin.tenants import members, teams

SYSTEM: Final = ("id", "number", "funnel", "stage", "stage_since", "responsible", "team", "created_at", "created_by",
                 "updated_at", "updated_by")  # fmt: skip
_PEOPLE: Final = frozenset({"responsible", "created_by", "updated_by"})
_TEAM: Final = frozenset({"team"})
_LINKS: Final = frozenset({"link", "links"})
_CALLED: Final = _LINKS | {"user", "team"}
_TITLES: Final = {
    "id": ("ID", "ID", "ID"), "number": ("Number", "Nömrə", "Номер"), "funnel": ("Funnel", "Satış hunisi", "Воронка"),
    "stage": ("Stage", "Mərhələ", "Стадия"), "stage_since": ("In stage since", "Mərhələyə keçib", "В стадии с"),
    "responsible": ("Responsible", "Məsul", "Ответственный"), "team": ("Team", "Komanda", "Команда"),
    "created_at": ("Created", "Yaradılıb", "Создано"),
    "created_by": ("Created by", "Yaradan", "Кто создал"), "updated_at": ("Changed", "Dəyişdirilib", "Изменено"),
    "updated_by": ("Changed by", "Dəyişdirən", "Кто изменил"),
}  # fmt: skip
_LANGUAGES: Final = ("en", "az", "ru")


def rights_to_export(reader: Reader, entity: str) -> EntityRights:
    """Return the rights over an entity whose records the reader may take away."""
    rights = reader.rights_of(entity)
    if rights.read == "none":
        raise RightMissingError("read these records")
    if not rights.export:
        raise RightMissingError("export these records")
    return rights


def columns_of(rights: EntityRights, asked: Sequence[str], *, staged: bool = False) -> list[str]:
    """Return the columns: those that were asked for, or all fields; what does not exist for the reader is unknown."""
    own = [key for key, part in rights.visible.items() if not part.implied]
    if not asked:
        return ["number", *own, *(("stage",) if staged else ()), "responsible", "created_at"]
    unknown = [
        Problem(f"/columns/{place}", "unknown_field", "There is no such field.")
        for place, key in enumerate(asked) if key not in rights.visible and key not in SYSTEM
    ]  # fmt: skip
    if unknown:
        raise InvalidError(unknown)
    return list(dict.fromkeys(asked))


def title_of(rights: EntityRights, key: str, locale: str) -> str:
    """Return a column's title."""
    part = rights.visible.get(key)
    if part is not None:
        return title_in(part.title, locale)
    return _TITLES[key][_LANGUAGES.index(locale) if locale in _LANGUAGES else 0]


class Names:
    """What the links and people of a page are called."""

    def __init__(self, reader: Reader, rights: EntityRights, columns: Sequence[str]) -> None:
        self._reader = reader
        self._fields = [rights.visible[key] for key in columns if key in rights.visible]
        self._system = [key for key in columns if key in _PEOPLE | _TEAM and key not in rights.visible]
        self._called: dict[UUID, str] = {}

    async def load(self, records: Sequence[Record]) -> None:
        """Look up what these records name."""
        people = self._named(records, "user", _PEOPLE) - self._called.keys()
        if people:
            self._called |= await members.names(people)
        found = self._named(records, "team", _TEAM) - self._called.keys()
        if found:
            self._called |= await teams.titles(found)
        for entity in {part.to for part in self._fields if part.type in _LINKS and part.to is not None}:
            await self._load_linked(entity, records)

    def _named(self, records: Sequence[Record], kind: str, own: frozenset[str]) -> set[UUID]:
        """Return the people or teams that these records name, in fields of this type and as their own."""
        fields = [part.key for part in self._fields if part.type == kind]
        system = [key for key in self._system if key in own]
        named = [record.values.get(key) for record in records for key in fields]
        named += [getattr(record, key) for record in records for key in system]
        return {one for one in named if isinstance(one, UUID)}

    async def _load_linked(self, entity: str, records: Sequence[Record]) -> None:
        parts = [part for part in self._fields if part.to == entity and part.type in _LINKS]
        ids = {id_ for record in records for part in parts for id_ in ids_of(record.values.get(part.key))} - self._called.keys()
        if not ids or not self._reader.may_see(entity):
            return
        rights = self._reader.rights_of(entity)
        found = await read_by_ids(self._reader, rights.entity, list(ids))
        for record in await present(self._reader, rights, found):
            name = record.values.get(rights.entity.display)
            self._called[record.id] = name if isinstance(name, str) else f"#{record.number}"

    def named(self, part: FieldPlan | None, value: Any) -> Any:  # noqa: ANN401 - any value of a field
        """Return a value with what it names called by its name."""
        if part is None or part.type in _CALLED:
            if isinstance(value, UUID):
                return self._called.get(value, "")
            if isinstance(value, tuple):
                return "; ".join(filter(None, (self._called.get(item, "") for item in value)))
        return value
