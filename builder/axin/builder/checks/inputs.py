"""Values of `with` and `set`: constants, `=formulas`, texts with `{{ holes }}`, lists and objects of these."""

from typing import Any

from axin.builder.checks.context import Context
from axin.builder.definitions.pointers import join
from axin.builder.formulas.types import ANY, TEXT, Type
from axin.builder.scenario_scopes import ScenarioScope


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
        context.template(value, pointer, scope.formulas)
        if expect not in (ANY, TEXT) and expect.kind != "text":
            context.error(pointer, "type_mismatch", expected=expect.kind)
    elif isinstance(value, dict | list):
        for name, child in value.items() if isinstance(value, dict) else enumerate(value):
            check_value(context, child, join(pointer, name), scope, ANY)
