"""What a change means for other records: kept values that are computed from it, conditions that become true by it.

In the changing transaction: before the write, those concerned are found and locked (two changes of one deal's lines take
turns, so that neither misses the other's) and conditions judged as they stand; after it, values are computed and kept anew, and
whoever waited for a condition that came true is told. Past `FAN_OUT` records a job does it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection
from axin.runtime.records import date_timers
from axin.runtime.records.announcing import announce_beyond
from axin.runtime.records.changes import Change
from axin.runtime.records.crossings import Condition, conditions_of, judged
from axin.runtime.records.dependencies import Watch, watches
from axin.runtime.records.events import MOVED_BY_ALL, write_event
from axin.runtime.records.graph import Graph, Node, read_by_ids, values_of
from axin.runtime.records.keeping import keep_computed
from axin.runtime.records.kept import kept_computed
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader, the_product
from axin.runtime.records.reaching import walk
from axin.runtime.records.record import ids_of
from axin.tenants.actor import Actor

FAN_OUT: Final = 200
"""How many other records a change brings up to date by itself."""


@dataclass(slots=True)
class _Concerned:
    """Records of one entity that a change may concern."""

    entity: str
    causes: dict[UUID, Change] = field(default_factory=dict)
    """Each record, with the change that concerns it."""
    fields: set[str] = field(default_factory=set)
    scenarios: set[str] = field(default_factory=set)
    was: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    """The scenarios whose condition held of a record before."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """A change that concerns more records than it brings up to date itself."""

    watch: Watch
    start: tuple[UUID, ...]


class Ripple:
    """The consequences of some changes, all of one entity and kind."""

    def __init__(self, reader: Reader, changes: Sequence[Change]) -> None:
        self.reader = the_product(reader.plan)
        self.changes = changes
        self.beyond: list[Beyond] = []
        self._concerned: dict[str, _Concerned] = {}

    @classmethod
    async def begin(cls, reader: Reader, changes: Sequence[Change]) -> "Ripple | None":
        """Find and lock who is concerned, before the write; None where nobody is."""
        watching = watches(reader.prepared).get(changes[0].after.entity.key)
        if not watching:
            return None
        ripple = cls(reader, changes)
        for watch in watching:
            await ripple._follow(watch)
        for concerned in ripple._concerned.values():
            await ripple._lock(concerned)
        return ripple if ripple._concerned or ripple.beyond else None

    @property
    def concerned(self) -> Mapping[str, list[UUID]]:
        """The records of each entity that the changes bring up to date."""
        return {key: list(one.causes) for key, one in self._concerned.items()}

    async def finish(self, actor: Actor) -> None:
        """Keep the new values and tell of the conditions that came true, after the write."""
        for concerned in self._concerned.values():
            nodes = await self._nodes(concerned)
            await self._keep(concerned, nodes)
            causes = {id_: change.cause for id_, change in concerned.causes.items()}
            await date_timers.follow_computed(self.reader, self.reader.plan.entities[concerned.entity], nodes, causes)
            woken = await self._tell(concerned, nodes, actor)
            announce_beyond(self.reader.tenant_no, [node.record for node in nodes], woken=woken)

    async def _follow(self, watch: Watch) -> None:
        if not watch.way:
            return  # of itself a record takes care in its own write
        starts = _starts(watch, [change for change in self.changes if _moves(watch, change)])
        way = watch.way[1:] if watch.rows else watch.way
        if not way:
            self._note(watch, starts)
        elif starts:
            most = max(FAN_OUT, 2 * len(self.changes))
            found = await walk(self.reader, way, starts, most)
            if len(found) > most:
                self.beyond.append(Beyond(watch, tuple(sorted(starts))))
            else:
                self._note(watch, dict.fromkeys(found, next(iter(starts.values()))))

    def _note(self, watch: Watch, found: Mapping[UUID, Change]) -> None:
        subject = watch.subject
        gone = {change.after.id for change in self.changes if change.kind == "deleted"}
        wanted = {id_: change for id_, change in found.items() if id_ not in gone}
        if not wanted:
            return
        concerned = self._concerned.setdefault(subject.entity, _Concerned(subject.entity))
        concerned.causes = {**wanted, **concerned.causes}
        if subject.field is not None:
            concerned.fields.add(subject.field)
        if subject.scenario is not None:
            concerned.scenarios.add(subject.scenario)

    async def _lock(self, concerned: _Concerned) -> None:
        entity = self.reader.plan.entities[concerned.entity]
        await connection().execute(
            """select from record where tenant_no = $1 and entity_no = $2 and id = any($3::uuid[])
               order by id for no key update""",
            self.reader.tenant_no, entity.no, list(concerned.causes),
        )  # fmt: skip
        if concerned.scenarios:
            nodes = await self._nodes(concerned)
            conditions = self._conditions(concerned)
            concerned.was = {node.record.id: frozenset(judged(conditions, node, None)) for node in nodes}

    def _conditions(self, concerned: _Concerned) -> list[Condition]:
        return [one for one in conditions_of(self.reader.prepared, concerned.entity) if one.scenario in concerned.scenarios]

    async def _nodes(self, concerned: _Concerned) -> list[Node]:
        """Return the records as they stand, with all that their concerned values and conditions read."""
        entity = self.reader.plan.entities[concerned.entity]
        conditions = self._conditions(concerned)
        needs = Needs(self.reader.plan, entity).of_fields(entity.fields if conditions else concerned.fields)
        for condition in conditions:
            needs.of_formula(condition.own)
        graph = Graph(self.reader)
        nodes = [graph.add(record) for record in await read_by_ids(self.reader, entity, list(concerned.causes))]
        if nodes and not needs.none:
            await graph.load(nodes, needs)
        return nodes

    async def _keep(self, concerned: _Concerned, nodes: Sequence[Node]) -> None:
        entity = self.reader.plan.entities[concerned.entity]
        kept = {key: part for key, part in entity.fields.items() if key in concerned.fields and kept_computed(part)}
        if kept and nodes:
            await keep_computed(
                self.reader, entity, list(kept.values()), {node.record.id: values_of(node, kept) for node in nodes}
            )

    async def _tell(self, concerned: _Concerned, nodes: Sequence[Node], actor: Actor) -> bool:
        """Write the events of conditions that came true; return whether there were any."""
        conditions, told = self._conditions(concerned), False
        entity = self.reader.plan.entities[concerned.entity]
        for node in nodes if conditions else ():
            came_true = judged(conditions, node, None) - concerned.was.get(node.record.id, frozenset())
            change = concerned.causes[node.record.id]
            if came_true and change.cause.automation != "none":
                event = Change("updated", node.record, node.record, change.cause)
                await write_event(self.reader, change.actor or actor, event, values_of(node, entity.fields), sorted(came_true))
                told = True
        return told


def _starts(watch: Watch, moved: Sequence[Change]) -> dict[UUID, Change]:
    """Return where the way begins, with the change: at the records themselves, or where their links lead and led."""
    if not watch.rows:
        return {change.after.id: change for change in moved}
    field = watch.way[0].field
    return {
        id_: change
        for change in moved
        for side in (change.before, change.after)
        if side is not None
        for id_ in ids_of(side.values.get(field))
    }


def _moves(watch: Watch, change: Change) -> bool:
    """Whether the change may reach the end of the watch's way."""
    if change.kind != "updated":
        return watch.rows
    return not watch.reads.isdisjoint([*change.changed_fields(), *change.changed_system_fields(), *MOVED_BY_ALL])
