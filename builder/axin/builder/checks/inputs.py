"""Values of `with` and `set`: constants, `=formulas`, texts with `{{ holes }}`, lists and objects of these."""

from typing import Any, Final

from axin.builder.checks.context import Context
from axin.builder.definitions.pointers import join
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.types import ANY, TEXT, Type
from axin.builder.scenario_scopes import ScenarioScope

_IDS: Final = frozenset({"link", "record", "any"})


def is_formula(value: object) -> bool:
    """Return whether the value is a formula."""
    return isinstance(value, str) and value.startswith("=") and not value.startswith("==")


def has_holes(value: object) -> bool:
    """Return whether the value is a text with formulas in it."""
    return isinstance(value, str) and not value.startswith("=") and "{{" in value


def literal(value: object) -> object:
    """Return what a constant means: `==…` is a text that begins with `=`."""
    return value[1:] if isinstance(value, str) and value.startswith("==") else value


def check_value(context: Context, value: Any, pointer: str, scope: ScenarioScope, expect: Type) -> None:  # noqa: ANN401 - JSON
    """Check every formula in a value of free form; one at the top must give what is expected."""
    if is_formula(value):
        context.formula(value, pointer, scope.formulas, None if expect == ANY else expect)
    elif has_holes(value):
        _check_text(context, value, pointer, scope, expect)
    elif isinstance(value, dict | list):
        for name, child in value.items() if isinstance(value, dict) else enumerate(value):
            check_value(context, child, join(pointer, name), scope, ANY)


def _check_text(context: Context, value: str, pointer: str, scope: ScenarioScope, expect: Type) -> None:
    """Check a text with holes. One hole that holds an id and nothing beside it goes for a link: a link is written as its id."""
    parts = context.template(value, pointer, scope.formulas)
    hole = parts[0] if parts is not None and len(parts) == 1 else None
    if expect.kind == "link" and isinstance(hole, Checked) and hole.type.kind in _IDS:
        context.leads(hole.type, expect, pointer)
    elif expect not in (ANY, TEXT) and expect.kind != "text":
        context.error(pointer, "type_mismatch", expected=expect.kind)
