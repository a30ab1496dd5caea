"""A funnel at a glance: the cards of each stage, what they are worth, and what of it may be hoped for.

Who may read every record is answered from the totals; everybody else, and a filter, by counting what they may read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from axin.builder.catalog.parsing import plain_number
from axin.builder.catalog.values import plain_json
from axin.builder.compiling.plan import FieldPlan, FunnelPlan, Plan, StagePlan
from axin.builder.definitions.durations import seconds
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.money import Money
from axin.runtime.records import aggregates, filtering, totals
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor

_NUMERIC: Final = frozenset({"money", "number"})
_ENDS: Final = {"won": 100, "lost": 0}
_MOST_LATE: Final = 1_000
"""Late cards are counted up to here."""
_MOST_LOOKED_AT: Final = 20_000
"""Of a longer lane nobody counts the late ones while a screen waits."""
Worth = Money | Decimal


@dataclass(frozen=True, slots=True)
class _Lane:
    cards: int
    amount: Worth | None


async def summary(plan: Plan, actor: Actor, key: str, filter: str | None = None) -> dict[str, Any]:  # noqa: A002 - the query's name
    """Return the stages of a funnel that the actor may see, each with its cards and their worth."""
    reader = Reader(plan, actor)
    funnel, rights = seen_funnel(reader, key)
    field = amount_of(funnel, rights)
    found = await _lanes(reader, actor, funnel, field, filter)
    stages = [stage for stage in funnel.stages.values() if rights.stages.get(stage.key) != "hidden"]
    late = await _late(reader, rights, funnel, found)
    return {
        "funnel": funnel.key,
        "entity": funnel.entity,
        "amount": field.key if field is not None else None,
        "stages": [
            _shown(stage, found.get(stage.key), field, plan.currency) | {"overdue": late.get(stage.key, 0)} for stage in stages
        ],
    }


def seen_funnel(reader: Reader, key: str) -> tuple[FunnelPlan, EntityRights]:
    """Return the funnel and the rights over its records; NotFoundError where it does not exist for the reader."""
    funnel = reader.plan.funnels.get(key)
    if funnel is None:
        raise NotFoundError
    return funnel, reader.rights_of(funnel.entity)


def amount_of(funnel: FunnelPlan, rights: EntityRights) -> FieldPlan | None:
    """Return the field of a card's worth, where the reader may see it and it is an amount."""
    field = rights.visible.get(funnel.amount_field or "")
    return field if field is not None and field.value_type.kind in _NUMERIC else None


async def _lanes(
    reader: Reader,
    actor: Actor,
    funnel: FunnelPlan,
    field: FieldPlan | None,
    filter: str | None,  # noqa: A002 - see summary
) -> Mapping[str, _Lane]:
    rights = reader.rights_of(funnel.entity)
    if rights.read == "none":  # who may only hand in sees an empty funnel
        return {}
    whole = rights.unrestricted and not filter and (field is not None or funnel.amount_field is None)
    kept = await totals.lanes(reader, funnel) if whole else None
    if kept is not None:
        return {stage: _Lane(lane.cards, _one(lane.amounts, field, reader.plan)) for stage, lane in kept.items()}
    filtering.checked_filter(reader, funnel.entity, filter, "/query/filter")
    counted = await _counted(reader.plan, actor, funnel, field, filter)
    if whole:
        await totals.count_anew(reader.plan, funnel)
    return counted


def _one(amounts: Mapping[str, Decimal], field: FieldPlan | None, plan: Plan) -> Worth | None:
    """Return the one amount; of several currencies none, since they cannot be added."""
    if field is None or len(amounts) > 1:
        return None
    if field.value_type.kind == "number":
        return amounts.get("", Decimal(0))
    currency, amount = next(iter(amounts.items()), (field.currency or plan.currency, Decimal(0)))
    return Money(amount, currency)


async def _counted(
    plan: Plan,
    actor: Actor,
    funnel: FunnelPlan,
    field: FieldPlan | None,
    filter: str | None,  # noqa: A002 - see summary
) -> dict[str, _Lane]:
    try:
        return await _count(plan, actor, funnel, field, filter)
    except InvalidError as error:
        if any(problem.pointer == "/filter" for problem in error.problems):
            raise InvalidError([replace(problem, pointer="/query/filter") for problem in error.problems]) from None
        return await _count(plan, actor, funnel, None, filter)  # the database cannot compute what the cards are worth


async def _count(
    plan: Plan,
    actor: Actor,
    funnel: FunnelPlan,
    field: FieldPlan | None,
    filter: str | None,  # noqa: A002 - see summary
) -> dict[str, _Lane]:
    here = f'funnel = "{funnel.key}"'
    measures = {"cards": "COUNT()"} | ({"amount": f"SUM({field.key})"} if field is not None else {})
    found = await aggregates.aggregate(
        plan,
        actor,
        funnel.entity,
        group_by=["stage"],
        measures=measures,
        filter=f"({filter}) AND {here}" if filter else here,
    )
    return {
        group["key"]["stage"]: _Lane(int(group["values"]["cards"]), _worth(group["values"].get("amount")))
        for group in found["groups"]
    }


def _worth(value: object) -> Worth | None:
    """Return an amount from the form of the API."""
    if isinstance(value, Mapping):
        return Money(Decimal(value["amount"]), value["currency"])
    return Decimal(str(value)) if value is not None else None


async def _late(reader: Reader, rights: EntityRights, funnel: FunnelPlan, lanes: Mapping[str, _Lane]) -> dict[str, int]:
    """Return how many cards of each timed stage have stayed longer than it allows."""
    found: dict[str, int] = {}
    for stage in funnel.stages.values():
        lasts, lane = seconds(stage.sla), lanes.get(stage.key)
        if lasts and lane is not None and 0 < lane.cards <= _MOST_LOOKED_AT:
            names = RecordNames(Query(reader, []), rights.entity, "r", held=True)
            before = names.query.parameter(utc_now() - timedelta(seconds=lasts))
            where = f"r.funnel = {names.query.parameter(funnel.key)} and r.stage = {names.query.parameter(stage.key)}"
            found[stage.key] = await names.query.fetch_count(
                f"select count(*) from (select from record r where {names.readable()} and {where} "
                f"and r.stage_since < {before} limit {_MOST_LATE}) q"
            )
    return found


def probability(stage: StagePlan) -> int | None:
    """Return how likely a card of this stage ends well, in percent; of an open stage that does not say, nobody knows."""
    return _ENDS.get(stage.kind, stage.probability)


def _shown(stage: StagePlan, lane: _Lane | None, field: FieldPlan | None, currency: str) -> dict[str, Any]:
    amount = lane.amount if lane is not None else _nothing(field, currency)
    chance = probability(stage)
    weighted = _times(amount, Decimal(chance) / 100) if amount is not None and chance is not None else None
    return {
        "key": stage.key,
        "count": lane.cards if lane is not None else 0,
        "amount": _plain(amount),
        "weighted": _plain(weighted),
    }


def _nothing(field: FieldPlan | None, currency: str) -> Worth | None:
    if field is None:
        return None
    return Money(Decimal(0), field.currency or currency) if field.value_type.kind == "money" else Decimal(0)


def _times(amount: Worth, factor: Decimal) -> Worth:
    if isinstance(amount, Money):
        return Money(amount.amount * factor, amount.currency).rounded()
    return amount * factor


def _plain(amount: Worth | None) -> object:
    return plain_json(plain_number(amount) if isinstance(amount, Decimal) else amount)
