"""From text to the syntax tree. The parser keeps no stack of Python's own, so that no nesting can exhaust it."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from axin.builder.formulas import limits
from axin.builder.formulas.errors import FormulaError, FormulaProblem, problem
from axin.builder.formulas.nodes import Call, Literal, Name, Negate, Operation, Syntax

GRAMMAR: Final = r"""
start: or_
?or_: and_ | or_ OR and_ -> operation
?and_: not_ | and_ AND not_ -> operation
?not_: compare | NOT not_ -> negation
?compare: join | compare COMPARE join -> operation
?join: sum | join JOIN sum -> operation
?sum: product | sum PLUS product -> operation | sum MINUS product -> operation
?product: power | product TIMES power -> operation
?power: unary | power POWER unary -> operation
?unary: atom | MINUS unary -> minus
?atom: NUMBER -> number | TEXT -> text | CONSTANT -> constant | NAME -> name
     | FUNCTION arguments RIGHT -> call | LEFT or_ RIGHT -> brackets
arguments: | or_ (PART or_)*

FUNCTION.4: /[^\W\d]\w{0,62}[ \t\r\n]*\(/
CONSTANT.3: /(TRUE|FALSE|BLANK)(?![\w.])/i
OR.3: /OR(?![\w.])/i
AND.3: /AND(?![\w.])/i
NOT.3: /NOT(?![\w.])/i
NAME.1: /[^\W\d]\w*(\.[^\W\d]\w*)*/
NUMBER: /\d+(\.\d+)?(?![\w.])/
TEXT: /"(?:[^"]|"")*"/
COMPARE: "<=" | ">=" | "<>" | "=" | "<" | ">"
JOIN: "&"
PLUS: "+"
MINUS: "-"
TIMES: "*" | "/"
POWER: "^"
LEFT: "("
RIGHT: ")"
PART: "," | ";"
%ignore /[ \t\r\n\u00a0]+/
"""
STRENGTH: Final = {
    "OR": 1, "AND": 2, "=": 4, "<>": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "&": 5, "+": 6, "-": 6, "*": 7, "/": 7, "^": 8,
}  # fmt: skip
"""The operators' strengths; NOT stands at 3, the unary minus at 9."""
UNARY: Final = 9
CONSTANTS: Final[dict[str, bool | None]] = {"TRUE": True, "FALSE": False, "BLANK": None}


MISTAKES: Final = {"==": "=", "!=": "<>", "&&": "AND", "||": "OR", "!": "NOT", "'": '"', "«": '"', "“": '"', "”": '"'}
"""What other languages write, and what is meant here."""


class _Builder(Transformer[Token, Syntax]):
    """Builds the tree while the parser runs."""

    def start(self, children: list[Syntax]) -> Syntax:
        return children[0]

    def number(self, children: list[Token]) -> Syntax:
        start, end = _span(children[0])
        return Literal(Decimal(children[0]), start=start, end=end)

    def text(self, children: list[Token]) -> Syntax:
        start, end = _span(children[0])
        return Literal(children[0][1:-1].replace('""', '"') or None, start=start, end=end)

    def constant(self, children: list[Token]) -> Syntax:
        start, end = _span(children[0])
        return Literal(CONSTANTS[children[0].upper()], start=start, end=end)

    def name(self, children: list[Token]) -> Syntax:
        start, end = _span(children[0])
        return Name(tuple(children[0].split(".")), start=start, end=end)

    def brackets(self, children: list[Any]) -> Syntax:
        left, inner, right = children
        moved: Syntax = replace(inner, start=_span(left)[0], end=_span(right)[1])
        return moved

    def minus(self, children: list[Any]) -> Syntax:
        operand = children[1]
        start = _span(children[0])[0]
        return Negate(operand, start=start, end=operand.end, depth=operand.depth + 1, size=operand.size + 1)

    def negation(self, children: list[Any]) -> Syntax:
        start, end = _span(children[0])
        operand = children[1]
        return Call("NOT", (operand,), end, start=start, end=operand.end, depth=operand.depth + 1, size=operand.size + 1)

    def operation(self, children: list[Any]) -> Syntax:
        left, token, right = children
        operator = token.upper()
        chained = isinstance(left, Operation) and STRENGTH[left.operator] == STRENGTH[operator]
        depth = max(left.depth + (not chained), right.depth + 1)
        return Operation(operator, left, right, start=left.start, end=right.end, depth=depth, size=left.size + right.size + 1)

    def arguments(self, children: list[Any]) -> tuple[Syntax, ...]:
        return tuple(children[::2])

    def call(self, children: list[Any]) -> Syntax:
        token, arguments, right = children
        name = token[:-1].rstrip()
        depth = 1 + max((argument.depth for argument in arguments), default=0)
        size = 1 + sum(argument.size for argument in arguments)
        start = _span(token)[0]
        return Call(name.upper(), arguments, start + len(name), start=start, end=_span(right)[1], depth=depth, size=size)


def _span(token: Token) -> tuple[int, int]:
    start = token.start_pos or 0
    return start, start + len(token)


@cache
def _lark() -> Lark:
    return Lark(
        GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False, keep_all_tokens=True, transformer=_Builder()
    )


def parse(source: str) -> Syntax:
    """Return the syntax tree of `source`; raise FormulaError where it has none or is too large."""
    fault = _unreadable(source)
    if fault is not None:
        raise FormulaError([fault])
    try:
        tree: Any = _lark().parse(source)
    except UnexpectedInput as error:
        raise FormulaError([_misplaced(source, error)]) from None
    fault = _too_large(tree, source)
    if fault is not None:
        raise FormulaError([fault])
    node: Syntax = tree
    return node


def _unreadable(source: str) -> FormulaProblem | None:
    if len(source) > limits.MAX_SOURCE:
        return problem("too_long", limits.MAX_SOURCE, len(source), most=str(limits.MAX_SOURCE))
    if not source.strip():
        return problem("empty", 0, len(source))
    bad = next((at for at, char in enumerate(source) if char == "\0" or "\ud800" <= char <= "\udfff"), None)
    return None if bad is None else problem("character", bad, bad + 1)


def _too_large(tree: Syntax, source: str) -> FormulaProblem | None:
    if tree.size > limits.MAX_NODES:
        return problem("too_many_parts", 0, len(source), most=str(limits.MAX_NODES))
    if tree.depth > limits.MAX_DEPTH:
        return problem("too_deep", 0, len(source), most=str(limits.MAX_DEPTH))
    return None


def _misplaced(source: str, error: UnexpectedInput) -> FormulaProblem:
    """Say what the parser stumbled over: the end, an unclosed text, or the word that cannot stand there."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return problem("syntax", len(source), len(source), sentence="syntax_end")
    if isinstance(error, UnexpectedToken):
        start, end = _span(error.token)
    else:
        start = error.pos_in_stream or 0
        end = start + 1
    meant = next((right for wrong, right in MISTAKES.items() if source.startswith(wrong, start)), None)
    before = next((right for wrong, right in MISTAKES.items() if start and source.startswith(wrong, start - 1)), None)
    if isinstance(error, UnexpectedCharacters) and source[start] == '"':
        return problem("syntax", start, len(source), sentence="syntax_text")
    return problem("syntax", start, end, meant or before)
