"""Formulas and templates of a valid document, compiled once per plan."""

from collections.abc import Mapping
from typing import Any

from axin.builder.compiling.plan import Template
from axin.builder.formulas import checker, templates
from axin.builder.formulas.checker import Checked, Scope
from axin.builder.formulas.types import BOOLEAN, Type


def source_of(text: str) -> str:
    """Return the formula that `text` writes: a leading `=` is how a value says that it is one."""
    return text.removeprefix("=")


def compiled(value: object, scope: Scope, expect: Type | None = None, of: str | None = None) -> Checked | None:
    """Return the compiled formula, that of a rollup or lookup over the links `of`, or None where none is written."""
    return checker.check(source_of(value), scope, expect, of) if isinstance(value, str) and value else None


def condition(value: object, scope: Scope) -> Checked | None:
    """Return the compiled formula of a condition, or None where none is written."""
    return compiled(value, scope, BOOLEAN)


def template_of(value: Any, scope: Scope) -> Template:  # noqa: ANN401 - free-form JSON
    """Compile a value of `with`: a constant, `=formula`, text with `{{ holes }}`, or a list or object of these."""
    if isinstance(value, str):
        return _text(value, scope)
    if isinstance(value, list):
        return Template("list", items=[template_of(item, scope) for item in value], source=value)
    if isinstance(value, dict):
        return Template("object", members=members_of(value, scope), source=value)
    return Template("constant", constant=value, source=value)


def members_of(values: Mapping[str, Any], scope: Scope) -> dict[str, Template]:
    """Compile each member of an object."""
    return {name: template_of(value, scope) for name, value in values.items()}


def _text(value: str, scope: Scope) -> Template:
    if value.startswith("=="):
        return Template("constant", constant=value[1:], source=value)
    if value.startswith("="):
        return Template("formula", formula=checker.check(value[1:], scope), source=value)
    parts = templates.parse_template(value, scope) if "{{" in value else ()
    if any(not isinstance(part, str) for part in parts):
        return Template("text", parts=tuple(parts), source=value)
    return Template("constant", constant=value, source=value)
