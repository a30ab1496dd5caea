"""A formula that is being written, tried on a real record: its value there, as its author may know it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Context, Env, Path
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.records.graph import Graph, Node, read_by_ids
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import Reader
from axin.runtime.records.telling import may_tell
from axin.runtime.records.trees import tree_of
from axin.tenants.actor import Actor

_STANDS_FOR: Final[Sequence[Path]] = (("event", "record"), ("record",), ("previous",))
"""The names under which a scenario's formula speaks of the record that sets it off."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a formula gives on a record: its value within its tree."""

    tree: dict[str, Any]


class _Standing:
    """The record, under its bare names and those of a scenario."""

    __slots__ = ("_node", "context")

    def __init__(self, node: Node) -> None:
        self._node = node
        self.context: Context = node.context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        return self._node.read(bare(path) or ("id",))

    def rows(self, path: Path) -> Sequence[Env]:
        return self._node.rows(bare(path))


def bare(path: Path) -> Path:
    """Return the path as one that starts at the record."""
    for words in _STANDS_FOR:
        if path[: len(words)] == words:
            return path[len(words) :]
    return path


async def tried(plan: Plan, actor: Actor, entity: str, record: UUID, formula: Checked) -> Trial | None:
    """Return what the formula gives on a record; None where the live version and the actor's rights do not tell.

    NotFoundError where the record is not there for the actor.
    """
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    found = await read_by_ids(reader, rights.entity, [record])
    if not found:
        raise NotFoundError
    here = over_record(formula)
    if not may_tell(reader, entity, here):
        return None
    graph = Graph(reader)
    node = graph.add(found[0])
    await graph.load([node], Needs(plan, rights.entity).of_formula(here).restricted_links(reader))
    return Trial(tree_of(formula, _Standing(node)))


def over_record(formula: Checked) -> Checked:
    """Return the formula with what it reads named from the record on."""
    rows = {bare(path): parts for path, parts in formula.rows.items()}
    return replace(formula, reads=frozenset(bare(path) for path in formula.reads), rows=rows)
