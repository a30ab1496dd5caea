"""From the typed tree to Python closures."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from axin.builder.formulas.arithmetic import canonical
from axin.builder.formulas.conversions import CONVERSIONS, blank_or, to_link, to_money, to_number
from axin.builder.formulas.functions.aggregates import python_form
from axin.builder.formulas.functions.frame import Run
from axin.builder.formulas.limits import WIDE
from axin.builder.formulas.nodes import Aggregate, Apply, Convert, Fixed, Read, Typed
from axin.builder.formulas.types import Kind
from axin.builder.formulas.values import Context, Env, MappingEnv, Path
from axin.platform.kernel.money import Money

__all__ = ["Context", "Env", "MappingEnv", "compile_formula"]


class Standing:
    """An environment with the row that an aggregate stands on."""

    __slots__ = ("context", "outer", "row")

    def __init__(self, outer: Env, row: Env) -> None:
        self.outer = outer
        self.row = row
        self.context = outer.context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the language
        return self.outer.read(path)

    def rows(self, path: Path) -> Sequence[Env]:
        return self.outer.rows(path)


def compile_formula(node: Typed) -> Run:
    """Return the function from an environment to the formula's value."""
    run = _compiled(node)
    if node.type.kind == "number":
        add, zero = WIDE.add, Decimal(0)
        return lambda env: None if (value := run(env)) is None else add(value.normalize(WIDE), zero)
    if node.type.kind == "money":
        return lambda env: None if (value := run(env)) is None else Money(canonical(value.amount), value.currency)
    return run


def _compiled(node: Typed) -> Run:
    match node:
        case Apply():
            return node.form.python([_compiled(argument) for argument in node.arguments])
        case Read():
            return _read(node)
        case Fixed():
            return _fixed(node.value)
        case Convert():
            return _converted(node)
        case Aggregate():
            return _aggregated(node)
        case _:
            raise TypeError(type(node).__name__)


def _fixed(value: Any) -> Run:  # noqa: ANN401 - any value of the language
    def run(env: Env) -> Any:  # noqa: ANN401 - any value of the language
        del env
        return value

    # Forms that meet the mark may take the value itself instead of asking for it on every row.
    run.fixed = value  # type: ignore[attr-defined]
    return run


def _read(node: Read) -> Run:
    path = node.path
    ready = _READ.get(node.type.kind, _as_is)
    if node.of_row:
        return lambda env: ready(env.row.read(path), env)
    if ready is _text:
        return lambda env: env.read(path) or None
    if ready is _number:
        return _read_number(path)
    return lambda env: ready(env.read(path), env)


def _read_number(path: Path) -> Run:
    def run(env: Env) -> Decimal | None:
        value = env.read(path)
        return value if type(value) is Decimal else _number(value, env)

    return run


def _text(value: Any, env: Env) -> Any:  # noqa: ANN401 - any value of the language
    del env
    return value or None


def _number(value: Any, env: Env) -> Decimal | None:  # noqa: ANN401 - any value of the language
    return value if value is None or type(value) is Decimal else to_number(value, env.context)


def _money(value: Any, env: Env) -> Money | None:  # noqa: ANN401 - any value of the language
    return value if value is None or type(value) is Money else to_money(value, env.context)


def _link(value: Any, env: Env) -> Any:  # noqa: ANN401 - any value of the language
    return None if not value else to_link(value, env.context)


def _list(value: Any, env: Env) -> Any:  # noqa: ANN401 - any value of the language
    del env
    return tuple(value) or None if value else None


def _as_is(value: Any, env: Env) -> Any:  # noqa: ANN401 - any value of the language
    del env
    return blank_or(value)


_READ: Final[dict[Kind, Callable[[Any, Env], Any]]] = {
    "text": _text, "number": _number, "money": _money, "link": _link, "list": _list, "links": _list,
}  # fmt: skip


def _converted(node: Convert) -> Run:
    operand = _compiled(node.operand)
    conversion = CONVERSIONS[node.type.kind]

    def run(env: Env) -> Any:  # noqa: ANN401 - any value of the language
        value = blank_or(operand(env))
        return None if value is None else conversion(value, env.context)

    return run


def _aggregated(node: Aggregate) -> Run:
    path = node.path
    value = None if node.value is None else _compiled(node.value)
    condition = None if node.condition is None else _compiled(node.condition)
    reduce = None if node.value is None else python_form(node.function, node.value.type.kind)

    def run(env: Env) -> Any:  # noqa: ANN401 - any value of the language
        rows: Sequence[Any] = [Standing(env, row) for row in env.rows(path)]
        if condition is not None:
            rows = [row for row in rows if condition(row)]
        if value is None or reduce is None:
            return Decimal(len(rows))
        found = [value(row) for row in rows]
        return reduce([_given(item) for item in found])(env)

    return run


def _given(value: Any) -> Run:  # noqa: ANN401 - any value of the language
    return lambda env: value  # noqa: ARG005 - every Run takes the environment
