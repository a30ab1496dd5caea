"""What a card is worth, where its funnel has the product write it: summed from lines or by a formula, kept in the record.

It is written whenever the card or one of its lines changes, in the same transaction. What lies further away does not reach it:
a field that is computed itself is for that.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan, FunnelPlan
from axin.builder.formulas.checker import Checked
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records import rules
from axin.runtime.records.changes import Change
from axin.runtime.records.graph import Graph
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.record import Record

Written = Mapping[str, tuple[FieldPlan, Checked]]
"""By funnel: the field that the product writes, and what it writes there."""


def written_by_product(reader: Reader, entity: str) -> Written:
    """Return the amounts of the entity's funnels that the product writes, once per plan."""
    kept = reader.prepared.kept
    key = ("amounts", entity)
    found: Written | None = kept.get(key)
    if found is None:
        fields = reader.plan.entities[entity].fields
        found = kept[key] = {
            funnel.key: (fields[str(funnel.amount_field)], funnel.amount_formula)
            for funnel in reader.plan.funnels_of(entity)
            if funnel.amount_formula is not None and funnel.amount_field in fields
        }
    return found


def check_untouched(reader: Reader, record: Record, given: Mapping[str, Any], pointer: str) -> None:
    """Refuse a value for an amount that the record's funnel has the product write."""
    field, _ = written_by_product(reader, record.entity.key).get(record.funnel or "", (None, None))
    if field is not None and given.get(field.key) is not None:
        message = "The funnel computes this amount; it cannot be written."
        raise InvalidError([Problem(f"{pointer}/{field.key}", "read_only", message)])


async def settle(reader: Reader, changes: Sequence[Change], setting: Setting) -> None:
    """Put into the records, before they are written, what they are worth now."""
    written = written_by_product(reader, changes[0].after.entity.key) if changes else {}
    concerned = [change.after for change in changes if change.kind != "deleted" and change.after.funnel in written]
    if not concerned:
        return
    for record, value in zip(concerned, await worth(reader, concerned, written, setting), strict=True):
        field, _ = written[str(record.funnel)]
        record.values[field.key] = value


async def worth(reader: Reader, records: Sequence[Record], written: Written, setting: Setting) -> list[Any]:
    """Return what these records, all of one entity and in funnels of `written`, are worth."""
    graph = Graph(the_product(reader.plan))
    nodes = [graph.add(record) for record in records]
    needs = Needs(reader.plan, records[0].entity)
    for funnel in {str(record.funnel) for record in records}:
        needs.of_formula(written[funnel][1])
    if not needs.none:
        await graph.load(nodes, needs)
    found = []
    for node in nodes:
        field, formula = written[str(node.record.funnel)]
        value = codec.parse(field, codec.from_formula(field, rules.value_of(formula, node)), "", setting)
        found.append(None if isinstance(value, Problem) else value)
    return found


def cards_of(reader: Reader, changes: Sequence[Change]) -> dict[str, set[UUID]]:
    """Return the records, by entity, whose amount follows from the records that these changes are of."""
    found: dict[str, set[UUID]] = {}
    for entity, link in _followers(reader, changes[0].after.entity.key):
        for change in changes:
            for side in (change.before, change.after):
                owner = side.values.get(link) if side is not None else None
                if isinstance(owner, UUID):
                    found.setdefault(entity, set()).add(owner)
    return found


def _followers(reader: Reader, entity: str) -> Sequence[tuple[str, str]]:
    """Return which entities' amounts are summed over records of `entity`, and the link by which those lead there."""
    kept = reader.prepared.kept
    key = ("amounts over", entity)
    found: Sequence[tuple[str, str]] | None = kept.get(key)
    if found is None:
        funnels = [funnel for funnel in reader.plan.funnels.values() if funnel.amount_formula is not None]
        found = kept[key] = sorted({over for funnel in funnels for over in _over(reader, funnel, entity)})
    return found


def _over(reader: Reader, funnel: FunnelPlan, entity: str) -> set[tuple[str, str]]:
    inverses = reader.plan.entities[funnel.entity].inverses
    rows = funnel.amount_formula.rows if funnel.amount_formula is not None else {}
    behind = [inverses[links[0]] for links in rows if len(links) == 1 and links[0] in inverses]
    return {(funnel.entity, link) for source, link in behind if source == entity}
