"""Filling slots online, and bringing computed values up to date where a change concerns too many records at once: two jobs.

Writers do not wait: a chunk locks its few records for a moment, and what is written meanwhile fills its own slots.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder import readiness, versions
from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan
from axin.platform.data.unit_of_work import connection, once
from axin.platform.kernel.ids import parse_id
from axin.runtime.cause import Cause
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.records import date_timers, walking
from axin.runtime.records.dependencies import Hop
from axin.runtime.records.graph import Graph, Node, stored_readers, values_of
from axin.runtime.records.keeping import keep_computed
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.reaching import walk
from axin.runtime.records.ripples import Beyond
from axin.tenants.actor import Actor

FILL: Final = "index"
REFRESH: Final = "recompute"
CHUNK: Final = 200


async def start(plan: Plan) -> None:
    """Start to fill what has to be filled for a version just published; an entity without records has it filled already."""
    wanted: dict[str, list[str]] = {}
    total = 0
    for entity in plan.entities.values():
        fields = [part for part in entity.fields.values() if (entity.no, part.no) in plan.unfilled]
        count = await walking.count(plan, entity) if fields else 0
        if fields and not count:
            await readiness.filled(frozenset((entity.no, part.no) for part in fields))
        elif fields:
            wanted[entity.key] = [part.key for part in fields]
            total += count
    if wanted:
        await commands.start(FILL, {"version": plan.version, "fields": wanted}, actor=_system(plan), total=total)


def _system(plan: Plan) -> Actor:
    return Actor.of_product(plan.tenant_no, "index")


async def fill(job: JobContext) -> Progress | Done:
    """Fill the slots of the next few records; a later version fills what is left in a job of its own."""
    if job.plan.version != job.input["version"]:
        return Done({"superseded": True})
    waiting: Mapping[str, list[str]] = job.input["fields"]
    state = job.state or {"entity": next(iter(waiting)), "after": None}
    entity = job.plan.entities[state["entity"]]
    fields = [entity.fields[key] for key in waiting[entity.key]]
    reader = the_product(job.plan)
    nodes = await _page(reader, entity, fields, await _ids(reader, entity, parse_id(str(state["after"]))))
    await _write(reader, entity, fields, nodes, anew=True)
    done = job.done + len(nodes)
    if len(nodes) == CHUNK:
        return Progress({"entity": entity.key, "after": str(nodes[-1].record.id)}, done, job.total)
    await readiness.filled(frozenset((entity.no, part.no) for part in fields))
    later = list(waiting)[list(waiting).index(entity.key) + 1 :]
    return Progress({"entity": later[0], "after": None}, done, job.total) if later else Done({"filled": done}, done)


async def _ids(reader: Reader, entity: EntityPlan, after: UUID | None) -> list[UUID]:
    rows = await connection().fetch(
        """select id from record where tenant_no = $1 and entity_no = $2 and deleted_at is null and ($3::uuid is null or id > $3)
           order by id limit $4""",
        reader.tenant_no, entity.no, after, CHUNK,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def _page(reader: Reader, entity: EntityPlan, fields: Sequence[FieldPlan], ids: Sequence[UUID]) -> list[Node]:
    """Return these records, locked, with what the fields read."""
    rows = await connection().fetch(
        f"""select {columns("r")} from record r where r.tenant_no = $1 and r.entity_no = $2 and r.id = any($3::uuid[])
            and r.deleted_at is null order by r.id for no key update""",
        reader.tenant_no, entity.no, list(ids),
    )  # fmt: skip
    graph = Graph(reader)
    nodes = [graph.add(read_row(entity, row, stored_readers(reader, entity))) for row in rows]
    needs = Needs(reader.plan, entity).of_fields([part.key for part in fields])
    if nodes and not needs.none:
        await graph.load(nodes, needs)
    return nodes


async def _write(
    reader: Reader, entity: EntityPlan, fields: Sequence[FieldPlan], nodes: Sequence[Node], *, anew: bool = False
) -> None:
    kept = {part.key: part for part in fields}
    if nodes and fields:
        await keep_computed(reader, entity, fields, {node.record.id: values_of(node, kept) for node in nodes}, anew=anew)


async def catch_up(written_by: Plan, cause: Cause, entity: EntityPlan, ids: Sequence[UUID]) -> None:
    """Keep beside these records what the live version keeps, where a run of an earlier one has just written them."""
    if cause.run is None or not ids or await once(versions.live_version) == written_by.version:
        return
    live = await versions.live_plan()
    now = live.entity_by_no(entity.no)
    fields = [part for part in now.fields.values() if part.slot and _lies_otherwise(entity, part)] if now is not None else []
    if now is not None and fields:
        reader = the_product(live)
        await _write(reader, now, fields, await _page(reader, now, fields, sorted(ids)), anew=True)


def _lies_otherwise(entity: EntityPlan, part: FieldPlan) -> bool:
    """Whether a version may not have written the field where this one keeps it: it is computed, or has its slot since."""
    old = entity.fields.get(part.key)
    return part.derived or old is None or old.no != part.no or old.slot != part.slot


async def refresh_later(plan: Plan, beyond: Sequence[Beyond]) -> None:
    """Start a job for each kind of record that a change concerns too many of."""
    for one in beyond:
        subject, (first, *rest) = one.watch.subject, one.watch.way
        if subject.field is None:
            continue
        way = rest if first.out else one.watch.way
        steps: list[Any] = [[hop.entity, hop.source, hop.field, hop.out] for hop in way]
        given = {"entity": subject.entity, "fields": [subject.field], "way": steps, "start": [str(id_) for id_ in one.start]}
        await commands.start(REFRESH, given, actor=_system(plan))


async def refresh(job: JobContext) -> Progress | Done:
    """Bring the values of the next few records up to date."""
    entity = job.plan.entities.get(job.input["entity"])
    fields = [part for key in job.input["fields"] if entity and (part := entity.fields.get(key)) and part.derived]
    way = [Hop(*step) for step in job.input["way"]]
    if entity is None or not fields or any(hop.field not in job.plan.entities[hop.source].fields for hop in way):
        return Done({"superseded": True})
    reader = the_product(job.plan)
    after = parse_id(str(job.state["after"])) if job.state else None
    ids = await walk(reader, way, [UUID(id_) for id_ in job.input["start"]], CHUNK, after)
    nodes = await _page(reader, entity, fields, ids[:CHUNK])
    await _write(reader, entity, [part for part in fields if part.slot], nodes)
    await date_timers.follow_computed(reader, entity, nodes, {})
    done = job.done + len(ids[:CHUNK])
    return Progress({"after": str(ids[CHUNK - 1])}, done) if len(ids) > CHUNK else Done({"refreshed": done}, done)


registry.register(FILL, fill)
registry.register(REFRESH, refresh)
