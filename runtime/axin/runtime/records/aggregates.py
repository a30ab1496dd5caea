"""Groups and measures over the records that a reader may see."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from axin.builder.catalog.parsing import plain_number
from axin.builder.catalog.values import plain_json, result_of
from axin.builder.compiling.plan import Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.grammar import parse
from axin.builder.formulas.nodes import Call, Read
from axin.builder.formulas.sql import Column, money_sql, predicate, to_sql
from axin.builder.formulas.types import BOOLEAN, NUMBER, Type
from axin.builder.formulas.values import Span
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.money import Money
from axin.runtime.records import filtering
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor

MOST_GROUPS: Final = 1_000
_MOST_KEYS: Final = 5
_MOST_MEASURES: Final = 20
_FUNCTIONS: Final = {"COUNT": "count", "SUM": "sum", "AVERAGE": "avg", "MIN": "min", "MAX": "max"}
_NUMERIC: Final = frozenset({"number", "money"})
_ADDED: Final = _NUMERIC | {"span"}
_ORDERED: Final = _ADDED | {"text", "date", "datetime"}
_MIXED: Final = "*"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    sql: str
    type: Type
    currency: str | None = None
    """Of money: the SQL of its currency; of a measure, blank where there was nothing and `_MIXED` where there were several."""


async def aggregate(
    plan: Plan,
    actor: Actor,
    entity: str,
    *,
    group_by: Sequence[str] = (),
    measures: Mapping[str, str] | Sequence[str] = (),
    filter: str | None = None,  # noqa: A002 - the body's name for it
) -> dict[str, Any]:
    """Return the groups of the records that the actor may see, each with its measures, in the order of their keys.

    A key of `group_by` is a field or a formula over the record; a measure is COUNT(), SUM(x), AVERAGE(x), MIN(x) or MAX(x),
    with a condition as a last argument if wanted.
    """
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    names = RecordNames(Query(reader, []), rights.entity, "r", held=True)
    named = _named(measures)
    if len(group_by) > _MOST_KEYS or len(named) > _MOST_MEASURES:
        raise InvalidError.at("/group_by", "too_many", f"At most {_MOST_KEYS} keys and {_MOST_MEASURES} measures at once.")
    keys = [_key(names, text, f"/group_by/{place}") for place, text in enumerate(group_by)]
    found = [_measure(names, name, text, pointer) for name, text, pointer in named]
    where = names.readable()
    formula = filtering.checked_filter(reader, entity, filter, "/filter")
    if formula is not None:
        where += f" and ({filtering.compiled(predicate, formula, names, '/filter')})"
    await names.query.plan_anew()
    rows = await names.query.fetch(_sql(keys, found, where))
    if len(rows) > MOST_GROUPS:
        raise InvalidError.at("/group_by", "too_many", f"This makes more than {MOST_GROUPS} groups.")
    return {"groups": [_group(keys, found, row, plan.currency) for row in rows]}


def _named(measures: Mapping[str, str] | Sequence[str]) -> list[tuple[str, str, str]]:
    if isinstance(measures, Mapping):
        return [(name, text, f"/measures/{name}" if _NAME.fullmatch(name) else "/measures") for name, text in measures.items()]
    return [(text, text, f"/measures/{place}") for place, text in enumerate(measures)]


def _sql(keys: Sequence[_Column], measures: Sequence[_Column], where: str) -> str:
    columns = [f"{key.sql} as g{place}" for place, key in enumerate(keys)]
    columns += [f"{key.currency} as gc{place}" for place, key in enumerate(keys) if key.currency is not None]
    places = ", ".join(str(place + 1) for place in range(len(columns)))
    columns += [f"{measure.sql} as m{place}" for place, measure in enumerate(measures)]
    columns += [f"{measure.currency} as mc{place}" for place, measure in enumerate(measures) if measure.currency is not None]
    grouped = f" group by {places} order by {places} limit {MOST_GROUPS + 1}" if keys else ""
    return f"select {', '.join(columns) or 'count(*)'} from record r where {where}{grouped}"


def _key(names: RecordNames, text: str, pointer: str) -> _Column:
    formula = _checked(names, text, pointer)
    if formula.type.kind not in (_ORDERED | {"boolean", "link"}) - {"span"}:
        raise InvalidError.at(pointer, "not_groupable", "Records cannot be grouped by this.")
    if formula.type.kind == "money":
        amount, currency = filtering.compiled(money_sql, formula, names, pointer)
        return _Column(text, f"({amount})", formula.type, f"({currency})::text")
    sql = filtering.compiled(to_sql, formula, names, pointer)
    return _Column(text, f'({sql}) collate "C"' if formula.type.kind == "text" else f"({sql})", formula.type)


def _measure(names: RecordNames, name: str, text: str, pointer: str) -> _Column:
    if text.strip().upper() == "COUNT":
        text = "COUNT()"
    function, arguments = _call(text, pointer)
    over = _checked(names, arguments[0], pointer) if arguments else None
    condition = _checked(names, arguments[1], pointer, BOOLEAN) if len(arguments) > 1 else None
    kind = _type(function, over, pointer)
    value, currency = _measured(names, over, pointer)
    slot = _slot(names, over)
    where = filtering.compiled(predicate, condition, names, pointer) if condition is not None else ""
    only = f" filter (where {where})" if where else ""
    if slot is not None and function != "COUNT":  # whole numbers are added up several times as fast as decimals
        sql = f"trim_scale({_FUNCTIONS[function]}({slot.slot}){only} * 1e-{slot.scale}::numeric)"
    else:
        sql = f"{_FUNCTIONS[function]}({value}){only}"
    if kind.kind == "span":
        sql = f"round(extract(epoch from {sql}))::bigint"
    found = f"coalesce({sql}, 0)" if function in {"COUNT", "SUM"} else sql
    if currency is None or kind.kind != "money":
        return _Column(name, found, kind)
    if slot is not None and slot.others is not None:
        return _Column(name, found, kind, _mostly_own(slot, currency, where, names.context.currency))
    return _Column(name, found, kind, _common(value, currency, where))


def _slot(names: RecordNames, over: Checked | None) -> Column | None:
    """Return the column of a measured field whose slot holds all of its values, as scaled whole numbers."""
    if over is None or not isinstance(over.node, Read):
        return None
    found = names.column(over.node.path)
    return found if isinstance(found, Column) and found.slot is not None and found.type.kind in _NUMERIC else None


def _measured(names: RecordNames, over: Checked | None, pointer: str) -> tuple[str, str | None]:
    """Return the SQL of what is measured, and of money that of its currency."""
    if over is None:
        return "*", None
    if over.type.kind == "money":
        amount, currency = filtering.compiled(money_sql, over, names, pointer)
        return f"({amount})", f"({currency})::text"
    sql = filtering.compiled(to_sql, over, names, pointer)
    return f'({sql}) collate "C"' if over.type.kind == "text" else f"({sql})", None


def _common(value: str, currency: str, where: str) -> str:
    """Return the SQL of the one currency of the amounts: what is of several cannot be added or compared."""
    only = f" filter (where {where})" if where else ""
    held = f"(case when {value} is not null then {currency} end)"
    first, last = f"min({held}){only}", f"max({held}){only}"
    return f"case when {first} = {last} then {first} when count({value}){only} > 0 then '{_MIXED}' end"


def _mostly_own(slot: Column, currency: str, where: str, own: str) -> str:
    """Return the same for a field that as a rule knows the workspace's currency alone: then no row's own is looked at."""
    only = f" filter (where {where})" if where else ""
    mixed = _common(str(slot.slot), currency, f"{slot.others} and ({where})" if where else str(slot.others))
    return f"case when {slot.others} then {mixed} when count({slot.slot}){only} > 0 then '{own}' end"


def _call(text: str, pointer: str) -> tuple[str, list[str]]:
    try:
        tree = parse(text)
    except FormulaError as error:
        raise InvalidError.at(pointer, error.problems[0].code, error.problems[0].message) from None
    if not isinstance(tree, Call) or tree.name not in _FUNCTIONS:
        raise InvalidError.at(pointer, "unknown_measure", "A measure is COUNT(), SUM(x), AVERAGE(x), MIN(x) or MAX(x).")
    arguments = [text[part.start : part.end] for part in tree.arguments]
    if len(arguments) > 2 or (not arguments and tree.name != "COUNT"):  # noqa: PLR2004 - a value and a condition
        raise InvalidError.at(pointer, "unknown_measure", "A measure takes a value, and a condition if wanted.")
    return tree.name, arguments


def _type(function: str, over: Checked | None, pointer: str) -> Type:
    if function == "COUNT" or over is None:
        return NUMBER
    fitting = _ADDED if function in {"SUM", "AVERAGE"} else _ORDERED
    if over.type.kind not in fitting:
        raise InvalidError.at(pointer, "type_mismatch", "This cannot be measured so.")
    return over.type


def _checked(names: RecordNames, text: str, pointer: str, expect: Type | None = None) -> Checked:
    return filtering.checked(names.query.reader, names.entity.key, text, pointer, expect)


def _group(keys: Sequence[_Column], measures: Sequence[_Column], row: Any, currency: str) -> dict[str, Any]:  # noqa: ANN401 - a row
    return {
        "key": {key.name: _value(key, row, f"g{place}", f"gc{place}", currency) for place, key in enumerate(keys)},
        "values": {each.name: _value(each, row, f"m{place}", f"mc{place}", currency) for place, each in enumerate(measures)},
    }


def _value(column: _Column, row: Any, name: str, currency: str, own: str) -> object:  # noqa: ANN401 - a row of the database
    kind, value = column.type, row[name]
    if kind.kind == "money" and value is not None:
        code = row[currency] or own
        value = Money(Decimal(value), code) if code != _MIXED else None
    elif kind.kind == "span" and value is not None:
        value = Span(seconds=value)
    elif kind.kind == "number" and value is not None:
        value = plain_number(round(Decimal(value), 12))
    return plain_json(result_of(kind, value))
