"""Where the values of one record lie in its own row, as SQL: in an indexed column of the record, else in its JSON."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from axin.builder.catalog.addresses import written_address_sql
from axin.builder.catalog.file_values import FILE_TYPES
from axin.builder.catalog.values import TEXT_SLOT_CHARACTERS, slot_scale
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.formulas.sql import Column
from axin.runtime.records.currencies import others_sql
from axin.runtime.records.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

_BOUNDED_TEXTS: Final = frozenset({"select", "phone", "email", "time"})
"""Types whose every value fits its slot whole."""


def slot_of(alias: str, part: FieldPlan) -> str | None:
    """Return the column that an index serves for the field, where there is one and it is filled."""
    return f"{alias}.{part.slot}" if part.slot is not None and part.slot_ready else None


def json_of(alias: str, part: FieldPlan) -> str:
    """Return the field's stored value as text."""
    return f"{alias}.data->>'{part.no}'"


def link_id(alias: str, link: FieldPlan) -> str:
    """Return the id that a link, or a field of one person or team, holds: whether its reader may see that record or not."""
    return slot_of(alias, link) or f"({json_of(alias, link)})::uuid"


@dataclass(frozen=True, slots=True)
class Stored:
    """The stored values of one entity's record at one alias."""

    query: Query
    entity: EntityPlan
    alias: str

    def column(self, part: FieldPlan) -> Column:
        """Return where the value of a stored field is; links to records, which have rights, are not this module's."""
        write: Callable[[FieldPlan, str | None], Column]
        match part.type:
            case "integer" | "number" | "percent" | "money" | "rating":
                write = self._number
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
            case "multi_select" | "file" | "image":
                write = self._list
            case _:
                write = self._text
        return write(part, slot_of(self.alias, part))

    def kept(self, part: FieldPlan) -> Column:
        """Return the kept value of a computed field, which lies as a stored field of its kind does."""
        slot, kind = slot_of(self.alias, part), part.value_type.kind
        if kind == "link":
            return Column(str(slot), part.value_type, slot=slot)
        ways: dict[str, Callable[[FieldPlan, str | None], Column]] = {
            "number": self._number, "money": self._number, "date": self._date, "datetime": self._datetime,
            "boolean": self._boolean, "span": self._duration,
        }  # fmt: skip
        return ways.get(kind, self._text)(part, slot)

    def _date(self, part: FieldPlan, slot: str | None) -> Column:
        sql = f"({slot} at time zone 'UTC')::date" if slot else f"({json_of(self.alias, part)})::date"
        return Column(sql, part.value_type, slot=slot)

    def _datetime(self, part: FieldPlan, slot: str | None) -> Column:
        return Column(slot or f"({json_of(self.alias, part)})::timestamptz", part.value_type, slot=slot)

    def _boolean(self, part: FieldPlan, slot: str | None) -> Column:
        return Column(f"({slot} <> 0)" if slot else f"({json_of(self.alias, part)})::boolean", part.value_type)

    def _user(self, part: FieldPlan, slot: str | None) -> Column:
        return Column(link_id(self.alias, part), part.value_type, slot=slot)

    def _duration(self, part: FieldPlan, slot: str | None) -> Column:
        length = slot or f"({json_of(self.alias, part)})::bigint"
        return Column(f"make_interval(secs => {length})", part.value_type, slot=slot)

    def _address(self, part: FieldPlan, _: str | None) -> Column:
        return Column(written_address_sql(f"{self.alias}.data->'{part.no}'"), part.value_type)

    def _any(self, part: FieldPlan, _: str | None) -> Column:
        return Column(f"{self.alias}.data->'{part.no}'", part.value_type)

    def _text(self, part: FieldPlan, slot: str | None) -> Column:
        whole = part.type in _BOUNDED_TEXTS or (part.max_length or TEXT_SLOT_CHARACTERS + 1) <= TEXT_SLOT_CHARACTERS
        if slot and whole:
            return Column(slot, part.value_type, slot=slot)
        return Column(f"({json_of(self.alias, part)})", part.value_type, slot=slot if self.query.exact_texts else None)

    def _number(self, part: FieldPlan, slot: str | None) -> Column:
        scale = slot_scale(part)
        percent, money = "percent" in {part.type, part.result}, part.value_type.kind == "money"
        shown = scale + 2 if percent else scale
        if slot is not None:
            sql = f"{slot}::numeric" if shown == 0 else f"trim_scale({slot} * {_unit(shown)})"
        elif money:
            sql = f"({self.alias}.data->'{part.no}'->>'a')::numeric"
        else:
            sql = f"({json_of(self.alias, part)})::numeric" + (" * 0.01" if percent else "")
        if not money:
            return Column(sql, part.value_type, None, slot, shown)
        if part.currency:
            return Column(sql, part.value_type, f"'{part.currency}'", slot, shown)
        stored, own = f"({self.alias}.data->'{part.no}'->>'c')", self.query.context.currency
        if slot is None:
            return Column(sql, part.value_type, stored)
        others = others_sql(self.query.reader.tenant_no, self.entity, part, own)
        currency = f"(case when {others} then {stored} when {slot} is not null then '{own}' end)"
        return Column(sql, part.value_type, currency, slot, shown, others)

    def _list(self, part: FieldPlan, _: str | None) -> Column:
        if part.type in FILE_TYPES:
            return Column(self._file_names(part), part.value_type)
        item = self.query.alias()
        source = f"jsonb_array_elements_text({self.alias}.data->'{part.no}') {item}(x)"
        # The cast keeps `= ANY (…)` from taking it for a set of rows.
        return Column(f"(select array_agg({item}.x) from {source})::text[]", part.value_type)

    def _file_names(self, part: FieldPlan) -> str:
        """Return the names of a field's files: it holds one object, or a list of them."""
        item, stored = self.query.alias(), f"{self.alias}.data->'{part.no}'"
        files = f"case jsonb_typeof({stored}) when 'array' then {stored} else jsonb_build_array({stored}) end"
        rows = f"jsonb_array_elements({files}) {item}(x) where {stored} is not null"
        return f"(select array_agg({item}.x->>'name') from {rows})::text[]"


def _unit(scale: int) -> str:
    """Return the number that one step of a scaled column is worth."""
    return "0." + "0" * (scale - 1) + "1"
