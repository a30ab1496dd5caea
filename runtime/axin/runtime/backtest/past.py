"""The workspace as it stood at a moment: what formulas and steps of a backtest read. Nothing of it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Context
from axin.platform.data.unit_of_work import connection
from axin.runtime.backtest.timelines import Timelines
from axin.runtime.records.dependencies import of_the_record
from axin.runtime.records.graph import Graph, Node, values_of
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader
from axin.runtime.records.queries import visible_ids
from axin.runtime.records.record import Record, ids_of
from axin.runtime.runs.reader import MissingRows
from axin.runtime.runs.reader import Reader as RunReader
from axin.runtime.runs.refs import Ref
from axin.runtime.runs.scope import RunScope
from axin.tenants.actor import Actor


class PastReader(Reader):
    """A reader for whom it is `moment`."""

    __slots__ = ("moment",)

    def __init__(self, plan: Plan, actor: Actor | None, moment: datetime) -> None:
        super().__init__(plan, actor)
        self.moment = moment

    @property
    def context(self) -> Context:
        """The circumstances of every formula, at that moment."""
        if self._context is None:
            self._context = replace(Reader(self.plan, self.actor).context, now=self.moment)
        return self._context


class PastGraph(Graph):
    """Records with what their formulas need of others, as all of them stood at the reader's moment.

    Who may see a record is judged by the rights of today: the past had none of its own.
    """

    def __init__(self, reader: PastReader, timelines: Timelines, over: dict[UUID, Record] | None = None) -> None:
        super().__init__(reader)
        self.moment = reader.moment
        self.timelines = timelines
        self.over = over or {}
        """What a trial has laid over the past: records it has created or changed."""

    async def stood(self, entity: EntityPlan, ids: Iterable[UUID]) -> list[Record]:
        """Return those of the records that were there, and that the reader may see."""
        wanted = list(ids)
        own = [self.over[id_] for id_ in wanted if id_ in self.over]
        rest = [id_ for id_ in wanted if id_ not in self.over]
        await self.timelines.ensure(entity, rest)
        if rest and not self.sees_all(entity.key):
            rest = list(await visible_ids(self.reader, entity.key, rest, gone=True)) if self.reader.may_see(entity.key) else []
        found = (self.timelines.known[id_].at(self.moment) for id_ in rest)
        return [*own, *(record for record in found if record is not None)]

    async def _records(self, entity: EntityPlan, ids: set[UUID]) -> list[Node]:
        for record in await self.stood(entity, [id_ for id_ in ids if id_ not in self.nodes]):
            self.add(record)
        return [self.nodes[id_] for id_ in ids if id_ in self.nodes]

    async def _gather(self, nodes: Sequence[Node], entity: EntityPlan, name: str, target: EntityPlan) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            rows = await self._rows_of(node, entity, name, target)
            self.rows[(node.record.id, name)] = rows
            found += rows
        return found

    async def _rows_of(self, node: Node, entity: EntityPlan, name: str, target: EntityPlan) -> list[Node]:
        inverse = entity.inverses.get(name)
        if inverse is None:
            ids = node.record.values.get(name) or ()
            return await self._records(target, set(ids))
        link = target.fields[inverse[1]]
        await tie(self.timelines, target, name, link, [node.record.id])
        ids = {*self.timelines.rows[(node.record.id, name)], *(id_ for id_, one in self.over.items() if one.entity is target)}
        rows = await self._records(target, ids)
        return sorted((row for row in rows if _points(row.record.values.get(link.key), node.record.id)), key=_created)


def _created(node: Node) -> tuple[datetime, UUID]:
    return node.record.created_at, node.record.id


def _points(value: object, owner: UUID) -> bool:
    return owner in value if isinstance(value, tuple) else value == owner


async def tie(timelines: Timelines, target: EntityPlan, name: str, link: FieldPlan, owners: Iterable[UUID]) -> None:
    """Learn which records of `target` link to these owners, and their timelines; those that are gone count, too."""
    missing = [owner for owner in set(owners) if (owner, name) not in timelines.rows]
    if not missing:
        return
    if link.slot is not None and link.slot_ready:
        source = f"select {link.slot} as owner, id from record where tenant_no = $1 and entity_no = $2 and {link.slot} = any($3)"
        rows = await connection().fetch(source, timelines.plan.tenant_no, target.no, missing)
    else:
        rows = await connection().fetch(
            """select target_id as owner, record_id as id from record_link
               where tenant_no = $1 and entity_no = $2 and field_no = $4 and target_id = any($3)""",
            timelines.plan.tenant_no, target.no, missing, link.no,
        )  # fmt: skip
    found: dict[UUID, list[UUID]] = {owner: [] for owner in missing}
    for row in rows:
        found[row["owner"]].append(row["id"])
    timelines.rows.update({(owner, name): tuple(ids) for owner, ids in found.items()})
    await timelines.ensure(target, [row["id"] for row in rows])


async def prefetch(timelines: Timelines, records: Sequence[Record], needs: Needs) -> None:
    """Read at once what many records will need, whenever it was."""
    for name, beyond in needs.links.items():
        ids = {id_ for record in records for id_ in ids_of(record.values.get(name))}
        await timelines.ensure(beyond.entity, ids)
        await prefetch(timelines, _all_of(timelines, ids), beyond)
    for name, beyond in needs.rows.items():
        inverse = needs.entity.inverses.get(name)
        if inverse is not None:
            owners = {record.id for record in records}
            await tie(timelines, beyond.entity, name, beyond.entity.fields[inverse[1]], owners)
            ids = {id_ for owner in owners for id_ in timelines.rows[(owner, name)]}
        else:
            ids = {id_ for record in records for id_ in ids_of(record.values.get(name))}
            await timelines.ensure(beyond.entity, ids)
        await prefetch(timelines, _all_of(timelines, ids), beyond)


def _all_of(timelines: Timelines, ids: Iterable[UUID]) -> list[Record]:
    return [record for id_ in ids for record in timelines.known[id_].records()]


def needs_of(plan: Plan, entity: EntityPlan, formulas: Iterable[Checked], fields: Iterable[str] = ()) -> Needs:
    """Return what the conditions of a trigger, and these computed fields, need of a record of the entity."""
    needs = Needs(plan, entity).of_fields(fields)
    for formula in formulas:
        reads = frozenset(path for read in formula.reads if (path := of_the_record(read)))
        rows = {path: parts for links, parts in formula.rows.items() if (path := of_the_record(links))}
        needs.of_formula(replace(formula, reads=reads, rows=rows))
    return needs


def computed_by(entity: EntityPlan, formulas: Iterable[Checked]) -> frozenset[str]:
    """Return the computed fields of the record that the formulas read."""
    names = {path[0] for formula in formulas for read in (*formula.reads, *formula.rows) if (path := of_the_record(read))}
    return frozenset(name for name in names if name in entity.fields and entity.fields[name].formula is not None)


@dataclass(slots=True)
class PastRecords(RunReader):
    """Records as a run would have read them then, with what the trial itself has done laid over."""

    timelines: Timelines = field(kw_only=True)
    moment: datetime = field(kw_only=True)
    over: dict[UUID, Record] = field(default_factory=dict, kw_only=True)

    async def load(self, ref: Ref) -> Record | None:
        """Return the record, None where it was not there or out of the run's sight."""
        if ref not in self.records:
            found = await self._presented(self.plan.entities[ref.entity], [ref.id])
            self.records[ref] = found[0] if found else None
        return self.records[ref]

    async def load_rows(self, wanted: MissingRows) -> None:
        """Read the linked records."""
        entity = self.plan.entities[wanted.entity]
        source, link = entity.inverses[wanted.name]
        target = self.plan.entities[source]
        await tie(self.timelines, target, wanted.name, target.fields[link], [wanted.id])
        ids = [*self.timelines.rows[(wanted.id, wanted.name)], *(id_ for id_, one in self.over.items() if one.entity is target)]
        found = [one for one in await self._presented(target, ids) if _points(one.values.get(link), wanted.id)]
        found.sort(key=lambda one: (one.created_at, one.id))
        refs = tuple(Ref(source, one.id) for one in found)
        self.records.update(zip(refs, found, strict=True))
        self.linked[wanted] = refs

    def move_to(self, moment: datetime) -> None:
        """Let time pass."""
        self.moment = moment
        self.forget()

    def lay(self, record: Record) -> Ref:
        """Lay a record, as the trial would have left it, over the past."""
        self.over[record.id] = record
        self.forget()
        return Ref(record.entity.key, record.id)

    async def stored(self, ref: Ref) -> Record | None:
        """Return the record with its stored values alone."""
        graph = self._graph()
        found = await graph.stood(self.plan.entities[ref.entity], [ref.id])
        return found[0] if found else None

    def _graph(self) -> PastGraph:
        return PastGraph(PastReader(self.plan, self.actor, self.moment), self.timelines, self.over)

    async def _presented(self, entity: EntityPlan, ids: Sequence[UUID]) -> list[Record]:
        graph = self._graph()
        rights = graph.reader.role.of(entity.key)
        if rights is None or not rights.exists:
            return []
        records = await graph.stood(entity, ids)
        nodes = [graph.add(record) for record in records]
        computed = [key for key, part in rights.visible.items() if part.formula is not None]
        needs = Needs(self.plan, entity).of_fields(computed).restricted_links(graph.reader)
        if nodes and not needs.none:
            await graph.load(nodes, needs)
        return [node.record.showing(values_of(node, rights.visible)) for node in nodes]


@dataclass(slots=True)
class PastScope(RunScope):
    """The names of a run, at the moment of its reader."""

    def circumstances(self) -> Context:
        """Return the context of the moment of its reader."""
        found = RunScope.circumstances(self)
        return replace(found, now=self.reader.moment) if isinstance(self.reader, PastRecords) else found


async def as_it_stood(timelines: Timelines, record: Record, moment: datetime, needs: Needs, computed: Iterable[str]) -> Record:
    """Return a record with these computed values, nothing hidden, as the trigger saw it."""
    fields = {key: record.entity.fields[key] for key in computed}
    if not fields:
        return record
    graph = PastGraph(PastReader(timelines.plan, None, moment), timelines)
    node = graph.add(record)
    if not needs.none:
        await graph.load([node], needs)
    return record.showing({**record.values, **values_of(node, fields)})
