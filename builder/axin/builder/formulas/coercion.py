"""Implicit conversions: what goes for what without being asked, and the common type of several values."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from axin.builder.formulas.conversions import to_date, to_datetime, to_link
from axin.builder.formulas.errors import ValueMismatchError
from axin.builder.formulas.nodes import Convert, Fixed, Typed
from axin.builder.formulas.types import ANY, BLANK, Kind, Type
from axin.builder.formulas.values import Context

CONVERTIBLE: Final[frozenset[Kind]] = frozenset({"text", "number", "money", "boolean", "date", "datetime", "link", "list", "any"})
"""What a value from outside may turn out to be."""
WIDENING: Final[frozenset[tuple[Kind, Kind]]] = frozenset({("number", "money"), ("date", "datetime"), ("record", "link")})
WRITTEN: Final = {"date": to_date, "datetime": to_datetime, "link": to_link}
"""What a text written in the formula may stand for."""
ANYWHERE: Final = Context(datetime(2000, 1, 1, tzinfo=UTC))
"""Whether a text writes an instant does not depend on where."""


def fits(node: Typed, kind: Kind) -> bool:
    """Return whether the value goes for one of `kind`."""
    found = node.type.kind
    if found in {kind, "blank"}:
        return True
    if found == "any":
        return kind in CONVERTIBLE
    return kind == "any" or (found, kind) in WIDENING or (found, kind) == ("link", "text") or written_as(node, kind)


def written_as(node: Typed, kind: Kind) -> bool:
    """Return whether the node is a text of the formula that writes a value of `kind`: a date, an instant, an id."""
    if not isinstance(node, Fixed) or not isinstance(node.value, str) or kind not in WRITTEN:
        return False
    try:
        value = WRITTEN[kind](node.value, ANYWHERE)
    except ValueMismatchError:
        return False
    return value is not None and not isinstance(value, str)


def convert(node: Typed, wanted: Type) -> Typed:
    """Return the node as a value of `wanted`, which it fits."""
    found = node.type.kind
    if wanted.kind in {found, "any"}:
        return node
    if isinstance(node, Fixed) and node.value is None:
        return Fixed(wanted, node.start, node.end, None)
    return Convert(wanted, node.start, node.end, node)


def common_type(nodes: Sequence[Typed], *, written: bool = False) -> Type | None:
    """Return the type that all the nodes go for; None where there is none.

    With `written`, a text of the formula may stand for a date, an instant or an id among the others.
    """
    types = [node.type for node in nodes if node.type.kind not in {"blank", "any"} and not (written and _is_text(node))]
    texts = [node for node in nodes if written and _is_text(node)]
    if not types:
        return texts[0].type if texts else ANY if any(node.type.kind == "any" for node in nodes) else BLANK
    result = types[0]
    for other in types[1:]:
        wider = _wider(result, other)
        if wider is None:
            return None
        result = wider
    return result if all(result.kind == "text" or written_as(node, result.kind) for node in texts) else None


def _is_text(node: Typed) -> bool:
    return isinstance(node, Fixed) and isinstance(node.value, str)


def _wider(one: Type, other: Type) -> Type | None:
    if one.kind == other.kind:
        return _same_kind(one, other)
    if (one.kind, other.kind) in WIDENING:
        return other if other.kind != "link" else Type("link", one.entity)
    if (other.kind, one.kind) in WIDENING:
        return one
    return None


def _same_kind(one: Type, other: Type) -> Type | None:
    if one.kind == "span":
        return one if one.entity == other.entity else None
    if one.kind == "list" and one.item is not None and other.item is not None:
        return one if one.item.kind == other.item.kind else None
    return Type("text") if one.kind == "text" and one.options != other.options else one
