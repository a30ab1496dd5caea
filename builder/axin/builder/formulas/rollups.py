"""Formulas over links: in a rollup the fields of the linked records stand bare within its aggregates, in a lookup everywhere.

The tree is led there before it is checked: `SUM(total)` over `lines` is `SUM(lines.total)`. A name of both sides is the linked
record's where those stand bare, else the record's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from axin.builder.formulas.functions.aggregates import REDUCTIONS
from axin.builder.formulas.names import Scope, entity_of, is_many
from axin.builder.formulas.nodes import Call, Name, Negate, Operation, Syntax
from axin.builder.formulas.types import Type


def over_links(tree: Syntax, scope: Scope, of: str) -> Syntax:
    """Return the formula of a rollup or lookup over the links `of`, written as one of the record's own."""
    links = scope.names.get(of)
    if links is None:
        return tree
    there = scope.entities.get(entity_of(links) or "", {})
    return _Links(of, scope.names, there, many=is_many(links)).led(tree, bare=not is_many(links))


@dataclass(frozen=True, slots=True)
class _Links:
    """The links, the names on this side, and those behind them."""

    of: str
    here: Mapping[str, Type]
    there: Mapping[str, Type]
    many: bool

    def led(self, tree: Syntax, *, bare: bool) -> Syntax:
        """Return the tree; `bare` says that the names behind the links come first."""
        match tree:
            case Name():
                return self._name(tree, bare=bare)
            case Call():
                return self._call(tree, bare=bare)
            case Operation():
                return replace(tree, left=self.led(tree.left, bare=bare), right=self.led(tree.right, bare=bare))
            case Negate():
                return replace(tree, operand=self.led(tree.operand, bare=bare))
            case _:
                return tree

    def _call(self, tree: Call, *, bare: bool) -> Syntax:
        if self.many and tree.name == "COUNT" and not tree.arguments:
            return replace(tree, arguments=(Name((self.of,), start=tree.start, end=tree.end),))
        inside = bare or (self.many and tree.name in REDUCTIONS)
        return replace(tree, arguments=tuple(self.led(part, bare=inside) for part in tree.arguments))

    def _name(self, tree: Name, *, bare: bool) -> Name:
        behind, own = tree.path[0] in self.there, tree.path[0] in self.here
        led = behind or not own if bare else behind and not own
        return replace(tree, path=(self.of, *tree.path), implied=1) if led else tree
