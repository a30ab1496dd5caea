"""One field of a draft, compiled by itself: what its values must be, while the rest of the document need not hold."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.catalog.kinds import COMPUTED, TYPES
from axin.builder.checks import check_solution
from axin.builder.compiling.compiler import Meta, compile_solution
from axin.builder.compiling.plan import FieldPlan
from axin.builder.definitions.model import Part

_KEPT: Final = frozenset(
    {"key", "title", "type", "options", "to", "max_length", "pattern", "min", "max", "decimals", "currency", "unit"}
)
_HOLDER: Final = "holder"


def field_alone(part: Part, settings: Mapping[str, Any], meta: Meta) -> FieldPlan | None:
    """Return the field's plan, unnumbered; None for one that nobody writes, or whose definition is at fault."""
    kind = part.text("type")
    if kind not in TYPES or kind in COMPUTED:
        return None
    raw = {name: value for name, value in part.raw.items() if name in _KEPT}
    others = [{"key": to, "fields": [{"key": "name", "type": "text"}]}] if isinstance(to := raw.get("to"), str) else []
    document = {
        "axin": 1,
        "key": "alone",
        "title": "Alone",
        "entities": [{"key": _HOLDER, "fields": [raw]}, *(other for other in others if other["key"] != _HOLDER)],
        "settings": dict(settings),
    }
    if check_solution(document).errors:
        return None
    return compile_solution(document, {}, meta).entities[_HOLDER].fields[part.key]
