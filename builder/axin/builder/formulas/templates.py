"""Texts with holes: `Call {{ record.name }}`. Every hole is a formula; its value is written as the reader's language does."""

from collections.abc import Sequence

from axin.builder.formulas.checker import Checked, Scope
from axin.builder.formulas.values import Env


def parse_template(text: str, scope: Scope) -> tuple[str | Checked, ...]:
    """Return the text's parts in order; raise FormulaError with every fault of every hole, placed in the whole text."""
    raise NotImplementedError(text, scope)


def render(parts: Sequence[str | Checked], env: Env) -> str:
    """Return the text with its holes filled."""
    raise NotImplementedError(parts, env)
