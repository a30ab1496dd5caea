"""Records with what their formulas need of others, loaded under one reader's rights; formulas are then computed without I/O.

A link to a record that the reader may not see is blank, and rows they may not see are not there.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.builder.formulas.values import Context, Env, Path
from axin.runtime.records.layout import Readers, columns, read_row, readers_of
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.record import SYSTEM_FIELDS, Record, ids_of
from axin.runtime.records.sql_names import RecordNames

_NO_ROWS: Final[Sequence["Node"]] = ()


class Node:
    """A record in the graph: an `Env` for formulas over it. Its record holds every stored field."""

    __slots__ = ("_computed", "_graph", "record")

    def __init__(self, graph: "Graph", record: Record) -> None:
        self._graph = graph
        self._computed: dict[str, Any] = {}
        self.record = record

    @property
    def context(self) -> Context:
        """The circumstances of the evaluation."""
        return self._graph.reader.context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return the value at `path`, following links."""
        name = path[0]
        value = self._own(name)
        if len(path) == 1 or value is None:
            return value
        beyond = self if name == "id" else self._graph.nodes.get(value) if isinstance(value, UUID) else None
        return beyond.read(path[1:]) if beyond is not None else None

    def rows(self, path: Path) -> Sequence[Env]:
        """Return the rows behind the links at `path`."""
        node: Node | None = self
        for name in path[:-1]:
            value = node.read((name,)) if node is not None else None
            node = self._graph.nodes.get(value) if isinstance(value, UUID) else None
        return self._graph.rows.get((node.record.id, path[-1]), _NO_ROWS) if node is not None else _NO_ROWS

    def _own(self, name: str) -> Any:  # noqa: ANN401 - any value of the formula language
        record = self.record
        part = record.entity.fields.get(name)
        if part is None:
            return self._system(name)
        if part.formula is not None:
            return self.computed(part)
        value = record.values.get(name)
        if part.to is not None and value is not None and not self._graph.sees_all(part.to):
            return self._graph.seen(value)
        return codec.to_formula(part, value)

    def _system(self, name: str) -> Any:  # noqa: ANN401 - any value of the formula language
        if name in self.record.entity.inverses:
            return tuple(row.record.id for row in self._graph.rows.get((self.record.id, name), _NO_ROWS)) or None
        value = getattr(self.record, name) if name in SYSTEM_FIELDS else None
        return Decimal(value) if type(value) is int else value

    def display(self) -> str | None:
        """Return the record's name as the reader may see it, where it is a text."""
        part = self._graph.reader.rights_of(self.record.entity.key).visible.get(self.record.entity.display or "")
        value = self._own(part.key) if part is not None else None
        return value if isinstance(value, str) else None

    def computed(self, part: FieldPlan) -> Any:  # noqa: ANN401 - any value of a field
        """Return the value of a formula field; blank where this row cannot be computed."""
        if part.key not in self._computed:
            self._computed[part.key] = None
            with suppress(FormulaRuntimeError):
                if part.formula is not None:
                    self._computed[part.key] = codec.computed(part, part.formula.evaluate(self))
        return self._computed[part.key]


class Graph:
    """The loaded records by id, and the rows behind their links."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.nodes: dict[UUID, Node] = {}
        self.rows: dict[tuple[UUID, str], list[Node]] = {}

    def add(self, record: Record) -> Node:
        """Add a record that was read with all its stored fields, or one about to be written."""
        node = self.nodes[record.id] = Node(self, record)
        return node

    def sees_all(self, entity: str) -> bool:
        """Whether the reader sees every record of an entity."""
        rights = self.reader.role.of(entity)
        return rights is not None and rights.unrestricted

    def seen(self, value: Any) -> Any:  # noqa: ANN401 - an id or ids
        """Return the id, or those of the ids, whose record the reader sees; blank where none."""
        if isinstance(value, tuple):
            return tuple(item for item in value if item in self.nodes) or None
        return value if value in self.nodes else None

    async def load(self, nodes: Sequence[Node], needs: Needs) -> None:
        """Load what `needs` says about these records, level by level."""
        for link, beyond in needs.links.items():
            ids = {item for node in nodes for item in ids_of(node.record.values.get(link))}
            await self.load(await self._records(beyond.entity, ids), beyond)
        for name, rows in needs.rows.items():
            await self.load(await self._gather(nodes, needs.entity, name, rows.entity), rows)

    async def _records(self, entity: EntityPlan, ids: set[UUID]) -> list[Node]:
        missing = [item for item in ids if item not in self.nodes]
        if missing:
            for record in await read_by_ids(self.reader, entity, missing):
                self.add(record)
        return [self.nodes[item] for item in ids if item in self.nodes]

    async def _gather(self, nodes: Sequence[Node], entity: EntityPlan, name: str, target: EntityPlan) -> list[Node]:
        if name not in entity.inverses:
            return await self._follow(nodes, name, target)
        owners = [node.record.id for node in nodes]
        for owner in owners:
            self.rows[(owner, name)] = []
        found: list[Node] = []
        if not owners:
            return found
        for owner, record in await _read_rows(self.reader, entity, name, target, owners):
            node = self.nodes.get(record.id) or self.add(record)
            self.rows[(owner, name)].append(node)
            found.append(node)
        return found

    async def _follow(self, nodes: Sequence[Node], name: str, target: EntityPlan) -> list[Node]:
        """Return the records that a field of links names: by its value, which a record about to be written has too."""
        wanted = {node.record.id: sorted(ids_of(node.record.values.get(name))) for node in nodes}
        found = {node.record.id: node for node in await self._records(target, {item for ids in wanted.values() for item in ids})}
        for owner, ids in wanted.items():
            self.rows[(owner, name)] = [found[item] for item in ids if item in found]
        return list(found.values())


async def read_by_ids(reader: Reader, entity: EntityPlan, ids: Sequence[UUID]) -> list[Record]:
    """Return those of the records that the reader may see, with all their stored fields."""
    query = Query(reader, [list(ids)])
    names = RecordNames(query, entity, "r")
    condition = names.readable()
    rows = await query.fetch(f"select {columns('r')} from record r where {condition} and r.id = any($1::uuid[])")
    readers = stored_readers(reader, entity)
    return [read_row(entity, row, readers) for row in rows]


async def _read_rows(
    reader: Reader, entity: EntityPlan, name: str, target: EntityPlan, owners: list[UUID]
) -> list[tuple[UUID, Record]]:
    """Return the records that lead to the owners, each with its owner."""
    query = Query(reader, [owners])
    rows = RecordNames(query, target, "r")
    link = target.fields[entity.inverses[name][1]]
    if link.slot is not None and link.slot_ready:
        source, owner, tie = "record r", f"r.{link.slot}", f"r.{link.slot} = any($1::uuid[])"
    else:
        source, owner = "record r join record_link l on l.tenant_no = r.tenant_no", "l.target_id"
        tie = (
            f"l.record_id = r.id and l.entity_no = {target.no} and l.field_no = {link.no} and l.target_id = any($1::uuid[]) "
            f"and l.tenant_no = {reader.tenant_no}"
        )
    found = await query.fetch(
        f"select {columns('r')}, {owner} as owner from {source} where {rows.readable()} and {tie} order by {rows.order()}"
    )
    readers = stored_readers(reader, target)
    return [(row["owner"], read_row(target, row, readers)) for row in found]


def stored_readers(reader: Reader, entity: EntityPlan) -> Readers:
    """Return what reads every stored field of an entity's rows."""
    kept = reader.prepared.kept
    key = ("readers", entity.key)
    found: Readers | None = kept.get(key)
    if found is None:
        found = kept[key] = readers_of(entity.fields.values())
    return found


def values_of(node: Node, fields: Mapping[str, FieldPlan]) -> dict[str, Any]:
    """Return the values of these fields as the graph's reader sees them: computed ones too, links out of reach as blanks."""
    graph, record = node._graph, node.record  # noqa: SLF001 - one module
    shown: dict[str, Any] = {}
    for key, part in fields.items():
        if part.formula is not None:
            shown[key] = codec.of_result(part, node.computed(part))
        elif part.to is not None and not graph.sees_all(part.to):
            shown[key] = graph.seen(record.values.get(key))
        else:
            shown[key] = record.values.get(key)
    return shown
