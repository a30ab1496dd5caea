"""Keeping computed values beside the records they belong to: in their column, and whole in the JSON."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data import json
from axin.runtime.records.changes import Change
from axin.runtime.records.graph import Graph, values_of
from axin.runtime.records.layout import Layout, slot_type
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.statement import Statement


async def compute_kept(reader: Reader, layout: Layout, changes: Sequence[Change]) -> None:
    """Give the changes the values of the record's own kept fields, to be written with it."""
    if changes[0].kind == "deleted":
        return
    kept = {part.key: part for part in layout.kept}
    graph = Graph(the_product(reader.plan))
    nodes = [graph.add(change.after) for change in changes]
    needs = Needs(reader.plan, layout.entity).of_fields(kept)
    if not needs.none:
        await graph.load(nodes, needs)
    for change, node in zip(changes, nodes, strict=True):
        change.computed = values_of(node, kept)


async def keep_computed(
    reader: Reader,
    entity: EntityPlan,
    fields: Sequence[FieldPlan],
    values: Mapping[UUID, Mapping[str, Any]],
    *,
    anew: bool = False,
) -> None:
    """Write values beside records that are locked; those that are as they were cost nothing, unless all is written anew."""
    names = [str(part.slot) for part in fields]
    columns: list[tuple[str, str, list[Any]]] = [("id", "uuid", list(values))]
    columns += [("data", "text", [_json(fields, each) for each in values.values()])]
    columns += [_column(part, values) for part in fields]
    statement = Statement()
    blank = statement.place([str(part.no) for part in fields], "text[]")
    sets = ", ".join(f"{name} = u.{name}" for name in names)
    kept = f"(r.data - {blank}) || u.data::jsonb"
    moved = "" if anew else f" and r.data <> {kept}"
    statement.parts.append(
        f"update record r set data = {kept}, {sets} from {statement.rows(columns)} "
        f"where r.tenant_no = {reader.tenant_no} and r.entity_no = {entity.no} and r.id = u.id{moved}"
    )
    await statement.run()


def _column(part: FieldPlan, values: Mapping[UUID, Mapping[str, Any]]) -> tuple[str, str, list[Any]]:
    name = str(part.slot)
    return name, slot_type(name), [codec.slot_value(part, each.get(part.key)) for each in values.values()]


def _json(fields: Sequence[FieldPlan], values: Mapping[str, Any]) -> str:
    found = {str(part.no): codec.to_store(part, value) for part in fields if (value := values.get(part.key)) is not None}
    return json.dumps_text(found)
