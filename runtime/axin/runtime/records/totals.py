"""Totals of funnels: how many cards stand in each stage and what they are worth.

Each change writes what it moves as a small delta, since a counter row would make all writers of a funnel wait for each other;
the scheduler folds the deltas. A funnel that was there before its totals were kept, or whose amount is another field now, is
counted once and goes on from there. Totals know no rights: only who may read every record may be answered from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from axin.builder.compiling.plan import FieldPlan, FunnelPlan, Plan
from axin.builder.formulas.sql import money_sql, to_sql
from axin.platform.data.unit_of_work import connection, control_rows, tenant_transaction
from axin.platform.kernel.money import Money
from axin.runtime.records import filtering
from axin.runtime.records.changes import Change
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.query import Query
from axin.runtime.records.record import Record
from axin.runtime.records.sql_names import RecordNames
from axin.runtime.records.statement import Statement

_LOCK: Final = 0x4178_4674
"""The first half of the advisory lock under which totals are folded and counted anew; the second is the tenant."""
_STORED: Final = frozenset({"money", "number", "integer"})
_WHOLE: Final = ""
"""The row that says that a funnel's totals are complete names this stage."""
_Key = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Lane:
    """What stands in one stage: cards, and their worth by currency (the empty one for plain numbers)."""

    cards: int
    amounts: Mapping[str, Decimal]


def stands_in_funnels(reader: Reader, entity: str) -> bool:
    """Whether records of the entity stand in any funnel, looked up once per plan."""
    kept = reader.prepared.kept
    key = ("in funnels", entity)
    found: bool | None = kept.get(key)
    if found is None:
        found = kept[key] = bool(reader.plan.funnels_of(entity))
    return found


def stored_amount(plan: Plan, funnel: FunnelPlan) -> FieldPlan | None:
    """Return the field that holds what a card is worth, where it is one that is stored as it is."""
    field = plan.entities[funnel.entity].fields.get(funnel.amount_field or "")
    return field if field is not None and field.type in _STORED else None


def add_deltas(statement: Statement, reader: Reader, changes: Sequence[Change]) -> None:
    """Add to the statement what these changes, all of one entity, move in their funnels."""
    moved: dict[_Key, list[Decimal]] = {}
    for change in changes:
        if change.before is not None and change.kind != "restored":  # in the trash it was counted nowhere
            _count(moved, reader.plan, change.before, -1)
        if change.kind != "deleted":
            _count(moved, reader.plan, change.after, 1)
    kept = {key: sums for key, sums in moved.items() if any(sums)}
    if kept:
        _insert(statement, reader, changes[0].after.entity.no, kept)


def _count(moved: dict[_Key, list[Decimal]], plan: Plan, record: Record, sign: int) -> None:
    funnel = plan.funnels.get(record.funnel or "")
    if funnel is None or record.stage is None:
        return
    field = stored_amount(plan, funnel)
    value = record.values.get(field.key) if field is not None else None
    currency = value.currency if isinstance(value, Money) else ""
    amount = value.amount if isinstance(value, Money) else value if value is not None else Decimal(0)
    sums = moved.setdefault((funnel.key, record.stage, field.no if field is not None else 0, currency), [Decimal(0), Decimal(0)])
    sums[0] += sign
    sums[1] += sign * amount


def _insert(statement: Statement, reader: Reader, entity_no: int, moved: Mapping[_Key, Sequence[Decimal]]) -> None:
    rows = statement.rows(
        [
            ("funnel", "text", [key[0] for key in moved]),
            ("stage", "text", [key[1] for key in moved]),
            ("field_no", "int", [key[2] for key in moved]),
            ("currency", "text", [key[3] for key in moved]),
            ("cards", "bigint", [int(sums[0]) for sums in moved.values()]),
            ("amount", "numeric", [sums[1] for sums in moved.values()]),
        ]
    )
    statement.parts.append(
        "insert into funnel_delta (tenant_no, entity_no, funnel, stage, field_no, currency, cards, amount) "
        f"select {reader.tenant_no}, {entity_no}, u.* from {rows}"
    )


async def lanes(reader: Reader, funnel: FunnelPlan) -> dict[str, Lane] | None:
    """Return what stands in each stage, or None where the funnel has not been counted yet."""
    field = stored_amount(reader.plan, funnel)
    if field is None and funnel.amount_field is not None:
        return None
    rows = await connection().fetch(
        """select stage, currency, sum(cards)::bigint as cards, sum(amount) as amount from (
             select stage, currency, cards, amount from funnel_total
             where tenant_no = $1 and entity_no = $2 and funnel = $3 and field_no = $4
             union all select stage, currency, cards, amount from funnel_delta
             where tenant_no = $1 and entity_no = $2 and funnel = $3 and field_no = $4) t group by stage, currency""",
        reader.tenant_no, reader.plan.entities[funnel.entity].no, funnel.key, field.no if field is not None else 0,
    )  # fmt: skip
    if not any(row["stage"] == _WHOLE for row in rows):
        return None
    return _lanes(rows)


def _lanes(rows: Iterable[Any]) -> dict[str, Lane]:
    found: dict[str, Lane] = {}
    for row in rows:
        lane = found.get(row["stage"], Lane(0, {}))
        worth = {row["currency"]: row["amount"]} if row["amount"] else {}
        found[row["stage"]] = Lane(lane.cards + row["cards"], {**lane.amounts, **worth})
    found.pop(_WHOLE, None)
    return found


async def count_anew(plan: Plan, funnel: FunnelPlan) -> None:
    """Count a funnel's cards, in the open transaction, and keep its totals from now on.

    What is counted and which deltas it holds is one snapshot: the lock keeps a fold from moving them meanwhile.
    """
    field, entity = stored_amount(plan, funnel), plan.entities[funnel.entity]
    if field is None and funnel.amount_field is not None:
        return
    number = field.no if field is not None else 0
    await connection().execute("select pg_advisory_xact_lock($1, $2)", _LOCK, plan.tenant_no)
    rows = await _counted(plan, funnel, field)
    await connection().execute(
        "delete from funnel_total where tenant_no = $1 and entity_no = $2 and funnel = $3", plan.tenant_no, entity.no, funnel.key
    )
    stages = [*rows, {"stage": _WHOLE, "currency": "", "cards": 0, "amount": Decimal(0)}]
    await connection().execute(
        """insert into funnel_total (tenant_no, entity_no, funnel, field_no, stage, currency, cards, amount)
           select $1, $2, $3, $4, u.* from unnest($5::text[], $6::text[], $7::bigint[], $8::numeric[]) u""",
        plan.tenant_no, entity.no, funnel.key, number,
        [row["stage"] for row in stages], [row["currency"] for row in stages],
        [row["cards"] for row in stages], [row["amount"] for row in stages],
    )  # fmt: skip


async def _counted(plan: Plan, funnel: FunnelPlan, field: FieldPlan | None) -> list[Any]:
    reader = the_product(plan)
    names = RecordNames(Query(reader, []), plan.entities[funnel.entity], "r")
    amount, currency = _worth(reader, names, field)
    place = names.query.parameter(funnel.key)
    return await names.query.fetch(
        f"""with counted as (
              delete from funnel_delta where tenant_no = {plan.tenant_no} and entity_no = {names.entity.no} and funnel = {place}
              returning 1)
            select r.stage, coalesce({currency}, '') as currency, count(*) as cards, coalesce(sum({amount}), 0) as amount
            from record r where {names.readable()} and r.funnel = {place} and r.stage is not null group by 1, 2"""
    )


def _worth(reader: Reader, names: RecordNames, field: FieldPlan | None) -> tuple[str, str]:
    """Return the SQL of a card's amount and of its currency."""
    if field is None:
        return "0", "''"
    formula = filtering.checked(reader, names.entity.key, field.key, "/amount")
    if field.type == "money":
        amount, currency = filtering.compiled(money_sql, formula, names, "/amount")
        return f"({amount})", f"case when ({amount}) is not null then ({currency})::text end"
    return f"({filtering.compiled(to_sql, formula, names, '/amount')})", "''"


async def fold() -> None:
    """Add the deltas of every workspace that has some to its totals."""
    for row in await control_rows("select distinct tenant_no from funnel_delta"):
        async with tenant_transaction(row["tenant_no"]) as transaction:
            await transaction.execute("select pg_advisory_xact_lock($1, $2)", _LOCK, row["tenant_no"])
            await transaction.execute(_FOLD, row["tenant_no"])


_FOLD: Final = """
with gone as (
    delete from funnel_delta where tenant_no = $1 and id in (
        select id from funnel_delta where tenant_no = $1 order by id limit 20000)
    returning entity_no, funnel, field_no, stage, currency, cards, amount)
insert into funnel_total (tenant_no, entity_no, funnel, field_no, stage, currency, cards, amount)
    select $1, entity_no, funnel, field_no, stage, currency, sum(cards), sum(amount) from gone
    group by entity_no, funnel, field_no, stage, currency order by entity_no, funnel, field_no, stage, currency
on conflict (tenant_no, entity_no, funnel, field_no, stage, currency) do update
    set cards = funnel_total.cards + excluded.cards, amount = funnel_total.amount + excluded.amount
"""
