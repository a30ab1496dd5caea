"""What formulas over a record need from other records: a tree of links to follow and rows to gather. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from axin.builder.compiling.plan import EntityPlan, Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Path
from axin.runtime.records.policy import Reader


@dataclass
class Needs:
    """Of a record of `entity`: which of its links are followed, which rows behind it are gathered, and what is needed there."""

    plan: Plan
    entity: EntityPlan
    links: dict[str, "Needs"] = field(default_factory=dict)
    rows: dict[str, "Needs"] = field(default_factory=dict)
    _formulas: set[str] = field(default_factory=set)

    @property
    def none(self) -> bool:
        """Whether the record alone is enough."""
        return not self.links and not self.rows

    def of_formula(self, formula: Checked) -> Self:
        """Add what a formula over this record reads."""
        for path in formula.reads:
            self._path(path)
        for links, parts in formula.rows.items():
            rows = self._rows(links)
            for part in parts:
                if rows is not None:
                    rows._path(part)  # noqa: SLF001 - the same class
        return self

    def of_fields(self, keys: Iterable[str]) -> Self:
        """Add what the computed ones of the named fields read."""
        for key in keys:
            self._path((key,))
        return self

    def of_path(self, path: Path) -> Self:
        """Add what one dotted path over this record needs."""
        self._path(path)
        return self

    def follow(self, link: str) -> "Needs | None":
        """Add that the records behind a link are loaded; return what is needed of them."""
        part = self.entity.fields.get(link)
        target = self.plan.entities.get(part.to or "") if part is not None else None
        if target is None:
            return None
        return self.links.setdefault(link, Needs(self.plan, target))

    def restricted_links(self, reader: Reader) -> Self:
        """Add the links whose records the reader may see some of: those out of reach will be blank."""
        for part in self.entity.fields.values():
            if part.to is None:
                continue
            rights = reader.role.of(part.to)
            if rights is not None and not rights.unrestricted:
                self.follow(part.key)
        return self

    def _path(self, path: Path) -> None:
        if not path:
            return
        name, *rest = path
        part = self.entity.fields.get(name)
        if name in self.entity.inverses:
            self._gather(name)
        elif name == "id":
            self._path(tuple(rest))
        elif part is None:
            return
        elif part.formula is not None:
            if name not in self._formulas:
                self._formulas.add(name)
                self.of_formula(part.formula)
        elif part.to is not None:
            beyond = self.follow(name)
            if beyond is not None:
                beyond._path(tuple(rest))  # noqa: SLF001 - the same class

    def _rows(self, links: Path) -> "Needs | None":
        current: Needs | None = self
        for name in links[:-1]:
            current = current.follow(name) if current is not None else None
        return current._gather(links[-1]) if current is not None else None  # noqa: SLF001 - the same class

    def _gather(self, name: str) -> "Needs | None":
        inverse = self.entity.inverses.get(name)
        part = self.entity.fields.get(name)
        target = self.plan.entities.get(inverse[0] if inverse else (part.to or "") if part is not None else "")
        if target is None:
            return None
        return self.rows.setdefault(name, Needs(self.plan, target))
