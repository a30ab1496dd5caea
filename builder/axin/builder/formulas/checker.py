"""The static check: a formula's text against a scope, all faults at once, or a typed formula ready to run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from axin.builder.formulas import limits
from axin.builder.formulas.coercion import common_type, convert, fits
from axin.builder.formulas.errors import FormulaError, FormulaProblem, problem
from axin.builder.formulas.evaluator import compile_formula
from axin.builder.formulas.functions import TABLE
from axin.builder.formulas.functions.aggregates import REDUCTIONS
from axin.builder.formulas.functions.frame import Arguments, Form, Function
from axin.builder.formulas.grammar import parse
from axin.builder.formulas.names import Lost, Scope, find, is_many, nearest
from axin.builder.formulas.nodes import Aggregate, Apply, Call, Fixed, Literal, Name, Negate, Operation, Read, Syntax, Typed
from axin.builder.formulas.operators import negated, operate
from axin.builder.formulas.rollups import over_links
from axin.builder.formulas.types import ANY, BLANK, BOOLEAN, NUMBER, TEXT, Kind, Type
from axin.builder.formulas.values import Env, Path, Value

__all__ = ["Checked", "Scope", "check"]


@dataclass(frozen=True)
class Checked:
    """A formula that passed the check."""

    source: str
    node: Typed = field(repr=False, compare=False)
    type: Type
    reads: frozenset[Path]
    """Every static path read, outside rows."""
    rows: Mapping[Path, frozenset[Path]] = field(hash=False)
    """For aggregates: the path of the links, and what is read of each row."""
    tree: Syntax = field(repr=False, compare=False)
    """The formula as written, for the printer."""

    @cached_property
    def evaluate(self) -> Callable[[Env], Value]:
        """The compiled formula: call it with an Env. It raises FormulaRuntimeError and nothing else of its own."""
        return compile_formula(self.node)


def check(source: str, scope: Scope, expect: Type | None = None, of: str | None = None) -> Checked:
    """Check `source` in `scope`; raise FormulaError with every fault.

    With `expect`, the result is converted to that type where it can be (a number to money, a date to a datetime), and refused
    where not. With `of`, the formula is that of a rollup or lookup over these links.
    """
    tree = parse(source)
    checker = _Checker(scope)
    node = checker.node(tree if of is None else over_links(tree, scope, of))
    if expect is not None:
        node = checker.expected(node, expect)
    if checker.problems:
        raise FormulaError(sorted(checker.problems[: limits.MAX_PROBLEMS], key=lambda fault: (fault.start, fault.end)))
    rows = {path: frozenset(read) for path, read in checker.rows.items()}
    return Checked(source, node, node.type, frozenset(checker.reads), rows, tree)


class _Checker:
    """One check: the scope, what was found, and the rows an aggregate stands on while its arguments are checked."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[FormulaProblem] = []
        self.reads: set[Path] = set()
        self.rows: dict[Path, set[Path]] = {}
        self.standing_on: Path | None = None

    def report(self, code: str, start: int, end: int, suggestion: str | None = None, /, **details: str) -> None:
        self.problems.append(problem(code, start, end, suggestion, **details))

    def node(self, tree: Syntax) -> Typed:
        """Return the typed node. A part at fault is reported and goes on as a value of any type, which fits everywhere."""
        match tree:
            case Operation():
                arguments = _Call(self, None, [self.node(tree.left), self.node(tree.right)], tree)
                return operate(arguments, tree.operator) or _unknown(tree)
            case Call():
                return self._call(tree) or _unknown(tree)
            case Name():
                return self._name(tree)
            case Literal():
                return self._literal(tree)
            case Negate():
                return negated(_Call(self, None, [self.node(tree.operand)], tree))
            case _:
                raise TypeError(type(tree).__name__)

    def _literal(self, tree: Literal) -> Typed:
        match tree.value:
            case None:
                kind = BLANK
            case bool():
                kind = BOOLEAN
            case str():
                kind = TEXT
            case number:
                kind = NUMBER
                exponent = number.as_tuple().exponent
                if number >= limits.BOUND or (isinstance(exponent, int) and exponent < -limits.DIGITS):
                    sizes = {"whole": str(limits.WHOLE_DIGITS), "decimals": str(limits.DIGITS)}
                    self.report("number_too_long", tree.start, tree.end, **sizes)
        return Fixed(kind, tree.start, tree.end, tree.value)

    def _name(self, tree: Name) -> Typed:
        found = find(self.scope, tree.path)
        if isinstance(found, Lost):
            self._lost(tree, found)
            return _unknown(tree)
        if found.links is None:
            self.reads.add(tree.path)
            return Read(found.type, tree.start, tree.end, tree.path)
        if found.links != self.standing_on:
            self.report("type_mismatch", tree.start, tree.end, sentence="nested_links" if self.standing_on else "many_values")
            return _unknown(tree)
        self.rows.setdefault(found.links, set()).add(found.path)
        return Read(found.type, tree.start, tree.end, found.path, of_row=True)

    def _lost(self, tree: Name, lost: Lost) -> None:
        start = tree.start + sum(len(word) + 1 for word in tree.path[tree.implied : lost.word])
        details = {"sentence": lost.sentence} if lost.sentence else {}
        self.report(lost.code, start, start + len(tree.path[lost.word]), lost.suggestion, **details)

    def _call(self, tree: Call) -> Typed | None:
        function = TABLE.get(tree.name)
        if function is None:
            self.report("unknown_function", tree.start, tree.name_end, nearest(tree.name, TABLE))
            for argument in tree.arguments:
                self.node(argument)
            return None
        if function.aggregate or tree.name == "ISBLANK":
            over = self._links_of(tree)
            if over is not None:
                return self._aggregate(function, tree, over)
        given = [self.node(argument) for argument in tree.arguments]
        return function.rule(_Call(self, function, given, tree))

    def _links_of(self, tree: Call) -> Path | None:
        """Return the links that the first argument runs over; None where it runs over none.

        What stands within an aggregate of its own is that one's matter: MAX(SUM(lines.total), 0) is the greater of two.
        """
        first = tree.arguments[0] if tree.arguments else tree
        if isinstance(first, Name) and self._is_many(first):
            return first.path
        if tree.name == "ISBLANK":
            return None
        places = (find(self.scope, name.path) for name in _names(first))
        return next((found.links for found in places if not isinstance(found, Lost) and found.links is not None), None)

    def _is_many(self, name: Name) -> bool:
        found = find(self.scope, name.path)
        return not isinstance(found, Lost) and found.links is None and is_many(found.type)

    def _aggregate(self, function: Function, tree: Call, over: Path) -> Typed | None:
        most = 1 if function.name == "ISBLANK" else 2
        before, self.standing_on = self.standing_on, over
        self.rows.setdefault(over, set())
        first = tree.arguments[0]
        bare = isinstance(first, Name) and first.path == over
        value = None if bare else self.node(first)
        given = [value or Fixed(BLANK, first.start, first.end, None), *(self.node(part) for part in tree.arguments[1:])]
        self.standing_on = before
        call = _Call(self, function, given, tree)
        if not call.arity(1, most):
            return None
        condition = call.expect(1, "boolean") if len(given) > 1 else None
        return self._reduced(function, call, over, value, condition)

    def _reduced(
        self, function: Function, call: "_Call", over: Path, value: Typed | None, condition: Typed | None
    ) -> Typed | None:
        if function.name in {"COUNT", "ISBLANK"}:
            counted = Aggregate(NUMBER, call.start, call.end, "COUNT", over, value, condition)
            return counted if function.name == "COUNT" else self._none(counted)
        if value is None:
            call.refuse(call.given[0], "many_values")
            return None
        value = call.expect(0, *REDUCTIONS[function.name].kinds)
        return Aggregate(value.type, call.start, call.end, function.name, over, value, condition)

    def _none(self, counted: Aggregate) -> Typed | None:
        zero = Fixed(NUMBER, counted.start, counted.end, limits.WIDE.create_decimal(0))
        tree = Syntax(start=counted.start, end=counted.end)
        return operate(_Call(self, None, [counted, zero], tree), "=")

    def expected(self, node: Typed, expect: Type) -> Typed:
        """Return the whole formula's node as the type that is expected of it."""
        call = _Call(self, None, [node], Syntax(start=node.start, end=node.end))
        if expect.kind == "any" or (expect.kind == "links" and is_many(node.type)):
            return node
        call.check_option(expect, node)
        found = call.expect(0, expect.kind)
        return found if found.type.kind != expect.kind or isinstance(found, Read) else replace(found, type=expect)


def _names(tree: Syntax) -> list[Name]:
    """Return the names in a tree, in order, but for those within aggregates."""
    found: list[Name] = []
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        match part:
            case Name():
                found.append(part)
            case Negate():
                waiting.append(part.operand)
            case Operation():
                waiting += [part.right, part.left]
            case Call() if part.name not in REDUCTIONS:
                waiting += part.arguments[::-1]
    return found


def _unknown(tree: Syntax) -> Typed:
    return Fixed(ANY, tree.start, tree.end, None)


class _Call(Arguments):
    """The arguments of one call or operation under check."""

    def __init__(self, checker: _Checker, function: Function | None, given: list[Typed], tree: Syntax) -> None:
        self.checker = checker
        self.named = function
        self.given = given
        self.start, self.end = tree.start, tree.end

    def fits(self, index: int, kind: Kind) -> bool:
        return fits(self.given[index], kind)

    def expect(self, index: int, *kinds: Kind) -> Typed:
        node = self.given[index]
        exact = node.type.kind in kinds
        kind: Kind | None = node.type.kind if exact else next((kind for kind in kinds if fits(node, kind)), None)
        if kind is None:
            self.refuse(node, _sentence_for(node), found=node.type.kind, wanted="|".join(kinds))
            return Fixed(Type(kinds[0]), node.start, node.end, None)
        return node if kind == node.type.kind else convert(node, Type(kind))

    def arity(self, least: int, most: int | None = None) -> bool:
        right = least <= len(self.given) and (most is None or len(self.given) <= most)
        if not right and self.named is not None:
            names = {"function": self.named.name, "signature": self.named.signature}
            self.checker.report("wrong_arity", self.start, self.end, **names)
        return right

    def unify(self, nodes: Sequence[Typed], *, written: bool = False) -> tuple[list[Typed], Type]:
        common = common_type(nodes, written=written)
        if common is None:
            known = list(dict.fromkeys(node.type.kind for node in nodes if node.type.kind not in {"any", "blank"}))
            self.refuse(None, "mismatch_branches", left=known[0], right=known[-1])
            return [_unknown(Syntax(start=node.start, end=node.end)) for node in nodes], ANY
        return [convert(node, common) for node in nodes], common

    def refuse(self, node: Typed | None, sentence: str, code: str = "type_mismatch", **details: str) -> None:
        start, end = (self.start, self.end) if node is None else (node.start, node.end)
        self.checker.report(code, start, end, None, sentence=sentence, **details)

    def as_text(self, node: Typed) -> Typed:
        return convert(node, TEXT)

    def check_option(self, options: Type | None, node: Typed) -> None:
        if options is None or options.options is None or not isinstance(node, Fixed) or not isinstance(node.value, str):
            return
        if node.value not in options.options:
            self.checker.report("unknown_option", node.start, node.end, nearest(node.value, options.options))

    def apply(self, form: Form, result: Type, arguments: Sequence[Typed]) -> Typed:
        return Apply(result, self.start, self.end, form, tuple(arguments))


def _sentence_for(node: Typed) -> str:
    if node.type.kind == "record":
        return "mismatch_record"
    return "many_values" if node.type.kind == "links" else "type_mismatch"
