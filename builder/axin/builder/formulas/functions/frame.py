"""The frame of the function table: what a function is, and how its ways of computing are written down."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from axin.builder.formulas.nodes import Typed
from axin.builder.formulas.pieces import Piece, Query, let
from axin.builder.formulas.types import Kind, Type

Run = Callable[[Any], Any]
"""A compiled part: from an environment to its value."""
Compile = Callable[[Sequence[Run]], Run]
"""From the compiled arguments to the compiled whole."""
Sql = Callable[[Query, Sequence[Piece]], Piece]
Category = Literal["logic", "number", "text", "date", "aggregate"]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One way to compute: in Python, and in SQL where it has an exact twin there."""

    python: Compile
    sql: Sql | None


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language, as the check, the evaluator, SQL, the catalogue and the documentation know it."""

    name: str
    signature: str
    category: Category
    rule: Callable[["Arguments"], Typed | None]
    doc: Texts
    example: str
    stored_only: bool = False
    """It has no exact twin in SQL: one may filter and sort by it only where the field is stored."""
    aggregate: bool = False
    """It may run over links."""


class Arguments:
    """A call under check: its arguments, and what a rule may do with them. The checker provides the real one."""

    function: Function
    given: list[Typed]
    start: int
    end: int

    def expect(self, index: int, *kinds: Kind) -> Typed:
        """Return the argument in one of these kinds, the first one wanted most; report it where it has none of them."""
        raise NotImplementedError(index, kinds)

    def fits(self, index: int, kind: Kind) -> bool:
        """Return whether the argument goes for one of `kind`."""
        raise NotImplementedError(index, kind)

    def arity(self, least: int, most: int | None = None) -> bool:
        """Report a wrong number of arguments; return whether it is right."""
        raise NotImplementedError(least, most)

    def unify(self, nodes: Sequence[Typed], *, written: bool = False) -> tuple[list[Typed], Type]:
        """Return the nodes in their common type; report where they have none. With `written`, texts may write dates and ids."""
        raise NotImplementedError(nodes, written)

    def refuse(self, node: Typed | None, sentence: str, code: str = "type_mismatch", **details: str) -> None:
        """Report a fault of one argument, or of the whole."""
        raise NotImplementedError(node, sentence, code, details)

    def as_text(self, node: Typed) -> Typed:
        """Return the value as `&` writes it."""
        raise NotImplementedError(node)

    def check_option(self, options: Type | None, node: Typed) -> None:
        """Report a text of the formula that is none of the options of what it is compared with."""
        raise NotImplementedError(options, node)

    def apply(self, form: Form, result: Type, arguments: Sequence[Typed]) -> Typed:
        """Return the call, checked."""
        raise NotImplementedError(form, result, arguments)


def strict(compute: Callable[..., Any]) -> Compile:
    """Compile a function of values that are not blank; where one is blank, so is the result."""

    def compile_(arguments: Sequence[Run]) -> Run:
        if len(arguments) == 1:
            return _strict_one(compute, arguments[0])
        return _strict_two(compute, *arguments) if len(arguments) == 2 else _strict_many(compute, *arguments)  # noqa: PLR2004

    return compile_


def _strict_one(compute: Callable[..., Any], argument: Run) -> Run:
    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        value = argument(env)
        return None if value is None else compute(value)

    return run


def _strict_two(compute: Callable[..., Any], first: Run, second: Run) -> Run:
    fixed = getattr(second, "fixed", None)
    if fixed is not None:
        return _strict_with_fixed(compute, first, fixed)

    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        one = first(env)
        if one is None:
            return None
        two = second(env)
        return None if two is None else compute(one, two)

    return run


def _strict_with_fixed(compute: Callable[..., Any], first: Run, two: Any) -> Run:  # noqa: ANN401 - any value of the language
    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        one = first(env)
        return None if one is None else compute(one, two)

    return run


def _strict_many(compute: Callable[..., Any], *arguments: Run) -> Run:
    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        values = [argument(env) for argument in arguments]
        return None if None in values else compute(*values)

    return run


def values(compute: Callable[..., Any]) -> Compile:
    """Compile a function that takes blanks (None) too."""

    def compile_(arguments: Sequence[Run]) -> Run:
        if len(arguments) == 1:
            only = arguments[0]
            return lambda env: compute(only(env))
        return lambda env: compute(*[argument(env) for argument in arguments])

    return compile_


def placed(compute: Callable[..., Any], *, blanks: bool = False) -> Compile:
    """Compile a function of the context and its values; unless `blanks`, a blank makes it blank."""

    def compile_(arguments: Sequence[Run]) -> Run:
        def run(env: Any) -> Any:  # noqa: ANN401 - a Run
            found = [argument(env) for argument in arguments]
            return None if not blanks and None in found else compute(env.context, *found)

        return run

    return compile_


_PLACE: Final = re.compile(r"\{(\d)\}")


def template(text: str, *, sure: bool = False) -> Sql:
    """Return the SQL that a text with {0}, {1}… is; an argument named twice is evaluated once."""
    named = [int(number) for number in _PLACE.findall(text)]
    twice = {number for number in named if named.count(number) > 1}

    def build(*pieces: Piece) -> Piece:
        return Piece(text.format(*(piece.sql for piece in pieces)), sure=sure)

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        if any(not pieces[number].atomic for number in twice):
            return let(query, pieces, build)
        return build(*pieces)

    return sql


Rule = Callable[[Arguments], Typed | None]


def simple(form: Form, result: Type, *parameters: Sequence[Kind], least: int | None = None) -> Rule:
    """Return the rule of a function whose parameters each have their kinds; from `least` on they may be left out."""

    def rule(arguments: Arguments) -> Typed | None:
        if not arguments.arity(len(parameters) if least is None else least, len(parameters)):
            return None
        found = [arguments.expect(index, *parameters[index]) for index in range(len(arguments.given))]
        return arguments.apply(form, result, found)

    return rule
