"""Why a formula over a record has its value: each of its parts as written, with the value it had, in the API's form."""

from typing import Any

from axin.builder.catalog import values as codec
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.explain import Explained, explain
from axin.builder.formulas.values import Env


def tree_of(formula: Checked, env: Env) -> dict[str, Any]:
    """Return the formula's tree: {source, value, children?, error?}."""
    return _json(explain(formula, env))


def _json(part: Explained) -> dict[str, Any]:
    found: dict[str, Any] = {"source": part.source, "value": codec.plain_json(part.value)}
    if part.error is not None:
        found["error"] = part.error
    if part.parts:
        found["children"] = [_json(inner) for inner in part.parts]
    return found
