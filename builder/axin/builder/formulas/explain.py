"""Why a formula has its value: each of its parts as written, with the value it had."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaRuntimeError
from axin.builder.formulas.evaluator import Standing, compile_formula
from axin.builder.formulas.nodes import Aggregate, Apply, Convert, Fixed, Typed
from axin.builder.formulas.values import Env


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that an aggregate went over, and what it gave."""

    row: Env
    value: Any


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of a formula: its text, its value, the code of the error where it had none, and the parts it is made of."""

    source: str
    value: Any
    error: str | None = None
    parts: tuple["Explained", ...] = ()
    rows: tuple[Counted, ...] | None = None
    """Of an aggregate, where rows were asked for: those that count."""


def explain(formula: Checked, env: Env, *, rows: bool = False) -> Explained:
    """Return the formula's tree with the values in `env`. What is written out, a number or a text, is left out."""
    return _explained(formula.node, formula.source, env, rows=rows)


def _explained(node: Typed, source: str, env: Env, *, rows: bool) -> Explained:
    parts = tuple(_explained(part, source, env, rows=rows) for part in _parts(node))
    value, error = _value(node, env)
    counted = tuple(_counted(node, env)) if rows and isinstance(node, Aggregate) else None
    return Explained(source[node.start : node.end], value, error, parts, counted)


def _value(node: Typed, env: Env) -> tuple[Any, str | None]:
    try:
        return compile_formula(node)(env), None
    except FormulaRuntimeError as refusal:
        return None, refusal.code


def _counted(node: Aggregate, env: Env) -> Iterator[Counted]:
    for row in env.rows(node.path):
        standing = Standing(env, row)
        if node.condition is None or _value(node.condition, standing)[0] is True:
            yield Counted(row, None if node.value is None else _value(node.value, standing)[0])


def _parts(node: Typed) -> list[Typed]:
    while isinstance(node, Convert):
        node = node.operand
    arguments = node.arguments if isinstance(node, Apply) else ()
    return [part for part in arguments if not _is_written_out(part)]


def _is_written_out(node: Typed) -> bool:
    return isinstance(node, Fixed) or (isinstance(node, Convert) and isinstance(node.operand, Fixed))
