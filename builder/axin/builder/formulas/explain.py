"""Why a formula has its value: each of its parts as written, with the value it had."""

from dataclasses import dataclass
from typing import Any

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.builder.formulas.evaluator import compile_formula
from axin.builder.formulas.nodes import Apply, Convert, Fixed, Typed
from axin.builder.formulas.values import Env


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of a formula: its text, its value, the code of the error where it had none, and the parts it is made of."""

    source: str
    value: Any
    error: str | None = None
    parts: tuple["Explained", ...] = ()


def explain(formula: Checked, env: Env) -> Explained:
    """Return the formula's tree with the values in `env`. What is written out, a number or a text, is left out."""
    return _explained(formula.node, formula.source, env)


def _explained(node: Typed, source: str, env: Env) -> Explained:
    parts = tuple(_explained(part, source, env) for part in _parts(node))
    try:
        value, error = compile_formula(node)(env), None
    except FormulaRuntimeError as refusal:
        value, error = None, refusal.code
    return Explained(source[node.start : node.end], value, error, parts)


def _parts(node: Typed) -> list[Typed]:
    while isinstance(node, Convert):
        node = node.operand
    arguments = node.arguments if isinstance(node, Apply) else ()
    return [part for part in arguments if not _is_written_out(part)]


def _is_written_out(node: Typed) -> bool:
    return isinstance(node, Fixed) or (isinstance(node, Convert) and isinstance(node.operand, Fixed))
