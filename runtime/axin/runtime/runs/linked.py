"""The records behind an inverse link, as a run may see them."""

from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.kernel.clock import utc_now
from axin.runtime.records.graph import Graph
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor


async def linked(plan: Plan, actor: Actor, entity: EntityPlan, record: UUID, name: str) -> list[Record]:
    """Return the records that link to `record` and are its `name`."""
    reader = Reader(plan, actor)
    source, _ = entity.inverses[name]
    if not reader.may_see(source):
        return []
    graph, now = Graph(reader), utc_now()
    holder = graph.add(Record(entity, record, 0, 0, now, now))
    await graph.load([holder], Needs(plan, entity).of_path((name,)))
    rows = [node.record for node in graph.rows.get((record, name), ())]
    return await present(reader, reader.rights_of(source), rows)
