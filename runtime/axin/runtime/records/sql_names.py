"""Where the names of a formula stand in SQL, under the rights of its reader.

A link that leads to a record the reader may not see is blank, and rows they may not see are not there: both are conditions of
the sub-selects written here. Numbers of tenants and entities are written into the text, so that the planner prunes to one
partition and a partial index fits.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from axin.builder.catalog.values import TEXT_SLOT_CHARACTERS
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.definitions.model import POSITION
from axin.builder.formulas.sql import SQL_TYPES, Column, Constant, RowSource, money_sql, to_sql
from axin.builder.formulas.types import BLANK, Type, link_to, links_to
from axin.builder.formulas.values import Context, Path
from axin.builder.scopes import SCOPE_WORDS
from axin.platform.kernel.money import minor_digits
from axin.runtime.records import reach_sql
from axin.runtime.records.kept import serves_kept
from axin.runtime.records.policy import EntityRights, Right
from axin.runtime.records.query import Query
from axin.runtime.records.stored_sql import Stored, link_id, slot_of

_UUID: Final = Type("link")
_TEXT: Final = Type("text")
_NUMBER: Final = Type("number")
_DATETIME: Final = Type("datetime")
_NOTHING: Final = Column("null::text", BLANK)
_SYSTEM: Final = {
    "number": ("{a}.number::numeric", _NUMBER, "{a}.number"),
    "version": ("{a}.version::numeric", _NUMBER, None),
    "created_at": ("{a}.created_at", _DATETIME, None),
    "updated_at": ("{a}.updated_at", _DATETIME, None),
    "stage_since": ("{a}.stage_since", _DATETIME, None),
    "responsible": ("{a}.responsible", _UUID, "{a}.responsible"),
    "team": ("{a}.team", _UUID, None),
    "created_by": ("{a}.created_by", _UUID, None),
    "updated_by": ("{a}.updated_by", _UUID, None),
    "funnel": ("{a}.funnel", _TEXT, "{a}.funnel"),
    "stage": ("{a}.stage", _TEXT, "{a}.stage"),
}
_SQL_TYPES: Final = {**SQL_TYPES, "links": "uuid[]"}


@dataclass
class RecordNames:
    """The names of one entity's record at one alias: a `SqlScope`."""

    query: Query
    entity: EntityPlan
    alias: str
    root: bool = False
    held: bool = False
    """Whether fields hidden from the reader are blank: in what the reader asks. Rights and formula fields see them."""

    @property
    def context(self) -> Context:
        """The frozen circumstances of the query."""
        return self.query.context

    @property
    def stored(self) -> Stored:
        """The values that lie in the record's own row."""
        return Stored(self.query, self.entity, self.alias)

    def column(self, path: Path) -> Column | Constant:
        """Return where the value at `path` is."""
        name, *rest = path
        env = self.query.env
        if self.root and env is not None and name in SCOPE_WORDS and name not in self.entity.fields:
            return Constant(self._checked_length(env.read(path)))
        if rest:
            return self._beyond(name, tuple(rest))
        part = self.entity.fields.get(name)
        if part is None:
            return self._system(name)
        return _blank(part.value_type) if self._hidden(name) else self._own(part)

    def _hidden(self, name: str) -> bool:
        rights = self.query.reader.role.of(self.entity.key) if self.held else None
        return rights is not None and name not in rights.visible

    def _checked_length(self, value: Any) -> Any:  # noqa: ANN401 - any value of the formula language
        if isinstance(value, str) and len(value) >= TEXT_SLOT_CHARACTERS:
            self.query.exact_texts = False
        return value

    def rows(self, path: Path) -> RowSource:
        """Return the rows behind the links at `path`."""
        *way, name = path
        holder, owner = self, f"{self.alias}.id"
        conditions: list[str] = []
        sources: list[str] = []
        for step in way:
            link = holder.column((step,))
            target = holder.entity.fields[step].to if step in holder.entity.fields else None
            if not isinstance(link, Column) or target is None:
                return RowSource("(select) nothing", self, "false")
            holder = holder.child(target)
            sources.append(f"record {holder.alias}")
            conditions += [f"{holder.alias}.id = {link.sql}", holder.readable()]
            owner = f"{holder.alias}.id"
        return self._source(holder, name, owner, sources, conditions)

    def _source(self, holder: "RecordNames", name: str, owner: str, sources: list[str], conditions: list[str]) -> RowSource:
        if name in holder.entity.inverses:
            source, link = holder.entity.inverses[name]
            rows = holder.child(source)
            tie = rows.points_at(rows.entity.fields[link], owner)
        else:
            part = holder.entity.fields[name]
            rows = holder.child(str(part.to))
            tie = f"{rows.alias}.id in ({holder.targets(part, owner)})"
        return RowSource(", ".join([*sources, f"record {rows.alias}"]), rows, " and ".join([*conditions, rows.readable(), tie]))

    def points_at(self, link: FieldPlan, target: str) -> str:
        """Return the condition that this record's `link` leads to `target`."""
        slot = slot_of(self.alias, link)
        if slot:
            return f"{slot} = {target}"
        inner = self.query.alias()
        return (
            f"{self.alias}.id in (select {inner}.record_id from record_link {inner} where {inner}.tenant_no = "
            f"{self.query.reader.tenant_no} and {inner}.entity_no = {self.entity.no} and {inner}.field_no = {link.no} "
            f"and {inner}.target_id = {target})"
        )

    def targets(self, links: FieldPlan, owner: str) -> str:
        """Return the query of the ids that a `links` field of the record `owner` leads to."""
        inner = self.query.alias()
        return (
            f"select {inner}.target_id from record_link {inner} where {inner}.tenant_no = {self.query.reader.tenant_no} "
            f"and {inner}.entity_no = {self.entity.no} and {inner}.field_no = {links.no} and {inner}.record_id = {owner}"
        )

    def child(self, entity: str) -> "RecordNames":
        """Return the names of another record, joined to this one."""
        return RecordNames(self.query, self.query.reader.plan.entities[entity], self.query.alias(), held=self.held)

    def unheld(self) -> "RecordNames":
        """Return the same names for what the product itself asks."""
        return replace(self, root=False, held=False) if self.held or self.root else self

    def readable(self, *, gone: bool = False) -> str:
        """Return the condition that this is a record of its entity that the reader may see; with `gone`, or saw till its end."""
        return reach_sql.readable(self, gone=gone)

    def within(self, rights: EntityRights, right: Right, *, stages: tuple[str, ...] = ("hidden",)) -> str:
        """Return ` and …`: the condition that `right` reaches this record; nothing where it reaches all."""
        return reach_sql.within(self, rights, right, stages=stages)

    def order(self) -> str:
        """Return the order in which these records stand behind links: lines by their place, all others as they were made."""
        place = self.entity.fields.get(POSITION) if self.entity.parent is not None else None
        if place is None or place.value_type.kind != "number":
            return f"{self.alias}.id"
        return f"{self._own(place).sql} nulls last, {self.alias}.id"

    def _system(self, name: str) -> Column:
        if name == "id":
            return Column(f"{self.alias}.id", link_to(self.entity.key), slot=f"{self.alias}.id")
        if name not in _SYSTEM:
            return _NOTHING if name not in self.entity.inverses else self._rows_as_ids(name)
        sql, kind, slot = _SYSTEM[name]
        return Column(sql.format(a=self.alias), kind, slot=slot and slot.format(a=self.alias))

    def _rows_as_ids(self, name: str) -> Column:
        source = self.rows((name,))
        alias = source.scope.alias if isinstance(source.scope, RecordNames) else ""
        entity = self.entity.inverses[name][0]
        return Column(f"(select array_agg({alias}.id) from {source.from_sql} where {source.where})::uuid[]", links_to(entity))

    def _beyond(self, name: str, rest: Path) -> Column | Constant:
        """Return the value behind a link: a sub-select under the reader's rights."""
        part = self.entity.fields.get(name)
        target = part.to if part is not None else (self.entity.key if name == "id" else None)
        if target is None or target not in self.query.reader.plan.entities or self._hidden(name):
            return _NOTHING
        link = f"{self.alias}.id" if part is None else link_id(self.alias, part)
        beyond = self.child(target)
        where = f"{beyond.readable()} and {beyond.alias}.id = {link}"
        column = beyond.column(rest)
        if isinstance(column, Constant):
            return column
        source = f"from record {beyond.alias} where {where}"
        currency = column.currency and f"(select {column.currency} {source})"
        return Column(f"(select {column.sql} {source})", column.type, currency)

    def _own(self, part: FieldPlan) -> Column:
        match part.type:
            case "link":
                return self._link(part)
            case "links":
                return self._links(part)
            case "formula" | "rollup" | "lookup":
                return self._computed(part)
            case _:
                return self.stored.column(part)

    def _link(self, part: FieldPlan) -> Column:
        rights = self.query.reader.role.of(str(part.to))
        link = link_id(self.alias, part)
        if rights is None:
            return _NOTHING
        if rights.unrestricted:
            return Column(link, part.value_type, slot=slot_of(self.alias, part))
        beyond = self.child(str(part.to))
        seen = f"(select {beyond.alias}.id from record {beyond.alias} where {beyond.readable()} and {beyond.alias}.id = {link})"
        return Column(seen, part.value_type)

    def _links(self, part: FieldPlan) -> Column:
        item = self.query.alias()
        beyond = self.child(str(part.to))
        return Column(
            f"(select array_agg({beyond.alias}.id) from jsonb_array_elements_text({self.alias}.data->'{part.no}') {item}(x) "
            f"join record {beyond.alias} on {beyond.alias}.id = {item}.x::uuid where {beyond.readable()})::uuid[]",
            part.value_type,
        )

    def _computed(self, part: FieldPlan) -> Column:
        if slot_of(self.alias, part) and serves_kept(self.query.reader, self.entity, part):
            return self.stored.kept(part)
        return self._formula(part)

    def _formula(self, part: FieldPlan) -> Column:
        formula = part.formula
        if formula is None:
            return _NOTHING
        if part.value_type.kind == "money":
            amount, currency = money_sql(formula, self.unheld(), self.query.params)
            return Column(f"round({amount}, {minor_digits(self.query.context.currency)})", part.value_type, currency)
        value = to_sql(formula, self.unheld(), self.query.params)
        if part.rounds is not None and part.value_type.kind == "number":
            digits = part.rounds + 2 if part.result == "percent" else part.rounds
            return Column(f"trim_scale(round({value}, {digits}))", part.value_type)
        return Column(f"({value})", part.value_type)


def _blank(kind: Type) -> Column:
    return Column(f"null::{_SQL_TYPES.get(kind.kind, 'text')}", kind)
