"""Why a condition held or did not: each of its parts as written, with the value it had."""

from typing import Any

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.explain import Explained, explain
from axin.builder.formulas.values import Env
from axin.runtime.runs.reader import plain


def tree_of(condition: Checked, env: Env) -> dict[str, Any]:
    """Return the condition's tree: {source, value, children?, error?}, values in the API's form."""
    return _json(explain(condition, env))


def _json(part: Explained) -> dict[str, Any]:
    found: dict[str, Any] = {"source": part.source, "value": plain(part.value)}
    if part.error is not None:
        found["error"] = part.error
    if part.parts:
        found["children"] = [_json(inner) for inner in part.parts]
    return found
