"""From rows to what the reader gets: formulas computed, hidden fields left out, links out of reach blank, links expanded."""

from collections.abc import Sequence

from axin.builder.compiling.plan import FieldPlan
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.platform.kernel.errors import InvalidError
from axin.runtime.records.graph import Graph, Node, values_of
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.record import Record


async def present(reader: Reader, rights: EntityRights, records: Sequence[Record], expand: Sequence[str] = ()) -> list[Record]:
    """Return the records, read with all their stored fields, as the reader may see them."""
    needs = _needs(reader, rights, tuple(expand))
    if not expand and _as_stored(reader, rights):
        return list(records)
    graph = Graph(reader)
    nodes = [graph.add(record) for record in records]
    if not needs.none and nodes:
        await graph.load(nodes, needs)
    shown = [_shown(graph, node, rights, expand) for node in nodes]
    conditional = [part for part in rights.visible.values() if part.visible is not None]
    if conditional:
        for record, node in zip(shown, nodes, strict=True):
            record.not_shown = tuple(part.key for part in conditional if not _shows(part, node))
    return shown


def _shows(part: FieldPlan, node: Node) -> bool:
    """Whether the field shows on the record; one whose condition cannot be computed there does not."""
    try:
        return part.visible is None or part.visible.evaluate(node) is True
    except FormulaRuntimeError:
        return False


def _needs(reader: Reader, rights: EntityRights, expand: tuple[str, ...]) -> Needs:
    kept = reader.prepared.kept
    key = ("needs", reader.role.role, rights.entity.key, expand)
    found: Needs | None = kept.get(key)
    if found is None:
        found = kept[key] = _own_needs(reader, rights)
        for link in expand:
            beyond = found.follow(link)
            target = reader.role.of(beyond.entity.key) if beyond is not None else None
            if beyond is not None and target is not None:
                beyond.of_fields(target.visible).restricted_links(reader)
    return found


def _own_needs(reader: Reader, rights: EntityRights) -> Needs:
    computed = [key for key, part in rights.visible.items() if part.formula is not None]
    needs = Needs(reader.plan, rights.entity).of_fields(computed).restricted_links(reader)
    for part in rights.visible.values():
        if part.visible is not None:
            needs.of_formula(part.visible)
    return needs


def _as_stored(reader: Reader, rights: EntityRights) -> bool:
    """Whether what is stored is just what the reader sees."""
    kept = reader.prepared.kept
    key = ("as stored", reader.role.role, rights.entity.key)
    found: bool | None = kept.get(key)
    if found is None:
        conditional = any(part.visible is not None for part in rights.visible.values())
        found = kept[key] = rights.whole and not conditional and _needs(reader, rights, ()).none
    return found


def _shown(graph: Graph, node: Node, rights: EntityRights, expand: Sequence[str]) -> Record:
    record = node.record
    values = record.values if _as_stored(graph.reader, rights) else values_of(node, rights.visible)
    shown = record.showing(values)
    for link in expand:
        target = record.values.get(link)
        beyond = graph.nodes.get(target) if target is not None else None
        there = graph.reader.role.of(beyond.record.entity.key) if beyond is not None else None
        if beyond is not None and there is not None:
            shown.expanded[link] = _shown(graph, beyond, there, ())
    return shown


def check_expand(rights: EntityRights, expand: Sequence[str]) -> None:
    """Refuse names that are no link the reader may see."""
    for name in expand:
        part = rights.visible.get(name)
        if part is None or part.type != "link":
            raise InvalidError.at("/query/expand", "unknown_field", "There is no link of this name to expand.")
