"""Where the names of a formula stand in SQL, under the rights of its reader.

A link that leads to a record the reader may not see is blank, and rows they may not see are not there: both are conditions of
the sub-selects written here. Numbers of tenants and entities are written into the text, so that the planner prunes to one
partition and a partial index fits.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from axin.builder.catalog.addresses import written_address_sql
from axin.builder.catalog.file_values import FILE_TYPES
from axin.builder.catalog.values import TEXT_SLOT_CHARACTERS, slot_scale
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.definitions.model import POSITION
from axin.builder.formulas.sql import Column, Constant, RowSource, money_sql, predicate, to_sql
from axin.builder.formulas.types import BLANK, Type, link_to, links_to
from axin.builder.formulas.values import Context, Env, Path
from axin.builder.scopes import SCOPE_WORDS
from axin.platform.data.unit_of_work import PLANNED_ANEW, connection, set_for_transaction
from axin.platform.kernel.money import minor_digits
from axin.runtime.records.currencies import others_sql
from axin.runtime.records.kept import serves_kept
from axin.runtime.records.partitions import narrowed
from axin.runtime.records.policy import EntityRights, OfParent, Reader, Right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLACE: Final = re.compile(r"\$(\d+)")
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
_SQL_TYPES: Final = {
    "number": "numeric", "money": "numeric", "boolean": "boolean", "date": "date", "datetime": "timestamptz", "link": "uuid",
    "links": "uuid[]", "list": "text[]",
}  # fmt: skip
WRITE_STAGES: Final = ("read", "hidden")
"""The rights over stages whose records may not be changed."""
_BOUNDED_TEXTS: Final = frozenset({"select", "phone", "email", "time"})
"""Types whose every value fits its slot whole."""


@dataclass
class Query:
    """One query: its reader, its parameters so far, and names for its tables."""

    reader: Reader
    params: list[Any]
    env: Env | None = None
    """Where the names of a step's scope are read (`record`, `steps`, …)."""
    exact_texts: bool = True
    """Whether the slots of long texts may answer comparisons: only if no text compared with is as long as a slot."""
    alphabetical: bool = False
    """Whether texts are ordered by the workspace's alphabet, and not as their index is."""
    _names: "Iterator[int]" = field(default_factory=count)

    def alias(self) -> str:
        """Return a fresh name for a table."""
        return f"t{next(self._names)}"

    def parameter(self, value: object) -> str:
        """Add a parameter and return its place."""
        self.params.append(value)
        return f"${len(self.params)}"

    async def fetch(self, sql: str) -> list[Any]:
        """Run the query and return its rows."""
        text, params = self._ready(sql)
        return await connection().fetch(text, *params)

    async def plan_anew(self) -> None:
        """Have a query with parameters planned for just these."""
        if self.params:
            await set_for_transaction(PLANNED_ANEW)

    async def fetch_count(self, sql: str) -> int:
        """Run a query that counts."""
        text, params = self._ready(sql)
        return int(await connection().fetchval(text, *params))

    def _ready(self, sql: str) -> tuple[str, list[Any]]:
        """Return the text and its parameters without those that no part of it uses in the end: they would have no type."""
        sql = narrowed(sql, self.reader.tenant_no)
        used = {int(number) for number in _PLACE.findall(sql)}
        if len(used) == len(self.params):
            return sql, self.params
        places = {old: new for new, old in enumerate(sorted(used), 1)}
        return _PLACE.sub(lambda found: f"${places[int(found[1])]}", sql), [self.params[old - 1] for old in places]


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
        if self.query.env is not None:
            return self.query.env.context
        return self.query.reader.context

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
        if link.slot is not None and link.slot_ready:
            return f"{self.alias}.{link.slot} = {target}"
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
        reader = self.query.reader
        rights = reader.role.of(self.entity.key)
        if rights is None:
            return "false"
        alias = self.alias
        there = "" if gone else f" and {alias}.deleted_at is null"
        own = f"{alias}.tenant_no = {reader.tenant_no} and {alias}.entity_no = {self.entity.no}{there}"
        return own + self._or_made_by_run(self.within(rights, rights.read, gone=gone))

    def _or_made_by_run(self, reached: str) -> str:
        """Let a scenario's run also read what it has created itself: definitions.md promises it, whatever the run's role."""
        actor = self.query.reader.actor
        if not reached or actor is None or actor.kind != "scenario":
            return reached
        made = f"{self.alias}.created_by = {self.query.parameter(actor.id)}::uuid"
        return f" and (({reached.removeprefix(' and ')}) or {made})"

    def within(self, rights: EntityRights, right: Right, *, stages: tuple[str, ...] = ("hidden",), gone: bool = False) -> str:
        """Return ` and …`: the condition that `right` reaches this record; nothing where it reaches all."""
        condition = "" if right == "all" else f" and {self._reached(right, gone=gone)}"
        shut = [stage for stage, how in rights.stages.items() if how in stages]
        if shut:
            condition += f" and ({self.alias}.stage is null or {self.alias}.stage <> all({self.query.parameter(shut)}::text[]))"
        return condition

    def _reached(self, right: Right, *, gone: bool) -> str:
        match right:
            case "all":
                return "true"
            case "none":
                return "false"
            case "own" | "team":
                return self._of_person(team=right == "team")
            case OfParent():
                return self._of_parent(right, gone=gone)
            case formula:
                return f"({predicate(formula, self.unheld(), self.query.params)})"

    def _of_parent(self, right: OfParent, *, gone: bool) -> str:
        """Return the condition that the reader has the right over the record to which this line belongs."""
        link = self.entity.fields[str(self.entity.parent)]
        parent = self.child(str(link.to))
        rights = self.query.reader.role.of(parent.entity.key)
        if rights is None:
            return "false"
        reached = parent.within(rights, rights.update, stages=WRITE_STAGES) if right.right == "update" else ""
        tie = f"{parent.alias}.id = {self._stored_link(link)}"
        return f"exists (select 1 from record {parent.alias} where {parent.readable(gone=gone)}{reached} and {tie})"

    def order(self) -> str:
        """Return the order in which these records stand behind links: lines by their place, all others as they were made."""
        place = self.entity.fields.get(POSITION) if self.entity.parent is not None else None
        if place is None or place.value_type.kind != "number":
            return f"{self.alias}.id"
        return f"{self._own(place).sql} nulls last, {self.alias}.id"

    def _of_person(self, *, team: bool) -> str:
        actor = self.query.reader.actor
        holder = self.alias
        conditions = []
        parent = self.entity.parent and self.entity.fields.get(self.entity.parent)
        if parent:
            holder = self.query.alias()
        if actor is not None and actor.person is not None:
            conditions.append(f"{holder}.responsible = {self.query.parameter(actor.person)}::uuid")
        if team and actor is not None and actor.teams:
            conditions.append(f"{holder}.team = any({self.query.parameter(list(actor.teams))}::uuid[])")
        condition = f"({' or '.join(conditions)})" if conditions else "false"
        if not parent:
            return condition
        plan = self.query.reader.plan
        link = self._stored_link(parent)
        return (
            f"exists (select 1 from record {holder} where {holder}.tenant_no = {self.query.reader.tenant_no} and "
            f"{holder}.entity_no = {plan.entities[str(self.entity.parent)].no} and {holder}.id = {link} "
            f"and {holder}.deleted_at is null and {condition})"
        )

    def _stored_link(self, link: FieldPlan) -> str:
        if link.slot is not None and link.slot_ready:
            return f"{self.alias}.{link.slot}"
        return f"({self._json(link)})::uuid"

    def _json(self, part: FieldPlan) -> str:
        return f"{self.alias}.data->>'{part.no}'"

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
        link = f"{self.alias}.id" if part is None else self._stored_link(part)
        beyond = self.child(target)
        where = f"{beyond.readable()} and {beyond.alias}.id = {link}"
        column = beyond.column(rest)
        if isinstance(column, Constant):
            return column
        source = f"from record {beyond.alias} where {where}"
        currency = column.currency and f"(select {column.currency} {source})"
        return Column(f"(select {column.sql} {source})", column.type, currency)

    def _own(self, part: FieldPlan) -> Column:  # noqa: C901 - one line for each way that values lie
        slot = f"{self.alias}.{part.slot}" if part.slot is not None and part.slot_ready else None
        match part.type:
            case "integer" | "number" | "percent" | "money" | "rating":
                write: Callable[[FieldPlan, str | None], Column] = self._number
            case "date":
                write = self._date
            case "datetime":
                write = self._datetime
            case "boolean":
                write = self._boolean
            case "duration":
                write = self._duration
            case "address":
                write = self._address
            case "json":
                write = self._any
            case "user" | "team":
                write = self._user
            case "link":
                write = self._link
            case "links" | "multi_select" | "file" | "image":
                write = self._list
            case "formula" | "rollup" | "lookup":
                write = self._kept if slot and serves_kept(self.query.reader, self.entity, part) else self._formula
            case _:
                write = self._text
        return write(part, slot)

    def _date(self, part: FieldPlan, slot: str | None) -> Column:
        sql = f"({slot} at time zone 'UTC')::date" if slot else f"({self._json(part)})::date"
        return Column(sql, part.value_type, slot=slot)

    def _datetime(self, part: FieldPlan, slot: str | None) -> Column:
        return Column(slot or f"({self._json(part)})::timestamptz", part.value_type, slot=slot)

    def _boolean(self, part: FieldPlan, slot: str | None) -> Column:
        return Column(f"({slot} <> 0)" if slot else f"({self._json(part)})::boolean", part.value_type)

    def _user(self, part: FieldPlan, slot: str | None) -> Column:
        return Column(self._stored_link(part), part.value_type, slot=slot)

    def _duration(self, part: FieldPlan, slot: str | None) -> Column:
        length = slot or f"({self._json(part)})::bigint"
        return Column(f"make_interval(secs => {length})", part.value_type, slot=slot)

    def _address(self, part: FieldPlan, _: str | None) -> Column:
        return Column(written_address_sql(f"{self.alias}.data->'{part.no}'"), part.value_type)

    def _any(self, part: FieldPlan, _: str | None) -> Column:
        return Column(f"{self.alias}.data->'{part.no}'", part.value_type)

    def _text(self, part: FieldPlan, slot: str | None) -> Column:
        whole = part.type in _BOUNDED_TEXTS or (part.max_length or TEXT_SLOT_CHARACTERS + 1) <= TEXT_SLOT_CHARACTERS
        if slot and whole:
            return Column(slot, part.value_type, slot=slot)
        return Column(f"({self._json(part)})", part.value_type, slot=slot if self.query.exact_texts else None)

    def _number(self, part: FieldPlan, slot: str | None) -> Column:
        scale = slot_scale(part)
        percent, money = "percent" in {part.type, part.result}, part.value_type.kind == "money"
        shown = scale + 2 if percent else scale
        if slot is not None:
            sql = f"{slot}::numeric" if shown == 0 else f"trim_scale({slot} * {_unit(shown)})"
        elif money:
            sql = f"({self.alias}.data->'{part.no}'->>'a')::numeric"
        else:
            sql = f"({self._json(part)})::numeric" + (" * 0.01" if percent else "")
        if not money:
            return Column(sql, part.value_type, None, slot, shown)
        if part.currency:
            return Column(sql, part.value_type, f"'{part.currency}'", slot, shown)
        stored, own = f"({self.alias}.data->'{part.no}'->>'c')", self.context.currency
        if slot is None:
            return Column(sql, part.value_type, stored)
        others = others_sql(self.query.reader.tenant_no, self.entity, part, own)
        currency = f"(case when {others} then {stored} when {slot} is not null then '{own}' end)"
        return Column(sql, part.value_type, currency, slot, shown, others)

    def _link(self, part: FieldPlan, slot: str | None) -> Column:
        rights = self.query.reader.role.of(str(part.to))
        link = self._stored_link(part)
        if rights is None:
            return _NOTHING
        if rights.unrestricted:
            return Column(link, part.value_type, slot=slot)
        beyond = self.child(str(part.to))
        seen = f"(select {beyond.alias}.id from record {beyond.alias} where {beyond.readable()} and {beyond.alias}.id = {link})"
        return Column(seen, part.value_type)

    def _list(self, part: FieldPlan, _: str | None) -> Column:
        item = self.query.alias()
        source = f"jsonb_array_elements_text({self.alias}.data->'{part.no}') {item}(x)"
        if part.type in FILE_TYPES:
            return Column(self._file_names(part), part.value_type)
        if part.type == "multi_select":
            # The cast keeps `= ANY (…)` from taking it for a set of rows.
            return Column(f"(select array_agg({item}.x) from {source})::text[]", part.value_type)
        beyond = self.child(str(part.to))
        return Column(
            f"(select array_agg({beyond.alias}.id) from {source} join record {beyond.alias} "
            f"on {beyond.alias}.id = {item}.x::uuid where {beyond.readable()})::uuid[]",
            part.value_type,
        )

    def _file_names(self, part: FieldPlan) -> str:
        """Return the names of a field's files: it holds one object, or a list of them."""
        item, stored = self.query.alias(), f"{self.alias}.data->'{part.no}'"
        files = f"case jsonb_typeof({stored}) when 'array' then {stored} else jsonb_build_array({stored}) end"
        rows = f"jsonb_array_elements({files}) {item}(x) where {stored} is not null"
        return f"(select array_agg({item}.x->>'name') from {rows})::text[]"

    def _kept(self, part: FieldPlan, slot: str | None) -> Column:
        """Return the kept value of a computed field, which lies as a stored field of its kind does."""
        kind = part.value_type.kind
        if kind == "link":
            return Column(str(slot), part.value_type, slot=slot)
        stored = {
            "number": self._number,
            "money": self._number,
            "date": self._date,
            "datetime": self._datetime,
            "boolean": self._boolean,
            "span": self._duration,
        }
        return stored.get(kind, self._text)(part, slot)

    def _formula(self, part: FieldPlan, _: str | None) -> Column:
        formula = part.formula
        if formula is None:
            return _NOTHING
        if part.value_type.kind == "money":
            amount, currency = money_sql(formula, self.unheld(), self.query.params)
            return Column(f"round({amount}, {minor_digits(self.context.currency)})", part.value_type, currency)
        value = to_sql(formula, self.unheld(), self.query.params)
        if part.rounds is not None and part.value_type.kind == "number":
            digits = part.rounds + 2 if part.result == "percent" else part.rounds
            return Column(f"trim_scale(round({value}, {digits}))", part.value_type)
        return Column(f"({value})", part.value_type)


def _blank(kind: Type) -> Column:
    return Column(f"null::{_SQL_TYPES.get(kind.kind, 'text')}", kind)


def _unit(scale: int) -> str:
    """Return the number that one step of a scaled column is worth."""
    return "0." + "0" * (scale - 1) + "1"
