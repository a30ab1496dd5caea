"""Why a formula over a record has its value: each of its parts as written, with the value it had, in the API's form."""

from collections.abc import Sequence
from typing import Any, Final

from axin.builder.catalog import values as codec
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.explain import Counted, Explained, explain
from axin.builder.formulas.values import Env
from axin.runtime.records.graph import Node

MOST_ROWS: Final = 20


def tree_of(formula: Checked, env: Env, *, rows: bool = False) -> dict[str, Any]:
    """Return the formula's tree: {source, value, children?, error?, rows?}; with `rows`, what an aggregate went over."""
    return _json(explain(formula, env, rows=rows))


def _json(part: Explained) -> dict[str, Any]:
    found: dict[str, Any] = {"source": part.source, "value": codec.plain_json(part.value)}
    if part.error is not None:
        found["error"] = part.error
    if part.parts:
        found["children"] = [_json(inner) for inner in part.parts]
    if part.rows is not None:
        found["rows"] = _rows(part.rows)
    return found


def _rows(counted: Sequence[Counted]) -> dict[str, Any]:
    """Return {count, items}: how many rows counted, and the first of them, each with what it gave."""
    shown = [(one.row, one.value) for one in counted[:MOST_ROWS] if isinstance(one.row, Node)]
    return {
        "count": len(counted),
        "items": [
            {
                "id": row.record.id,
                "entity": row.record.entity.key,
                "number": row.record.number,
                "display": row.display(),
                "value": codec.plain_json(value),
            }
            for row, value in shown
        ],
    }
