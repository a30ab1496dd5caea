"""From the syntax tree back to text: canonical, with as few brackets as can be. Parsing what is printed gives the same tree."""

from decimal import Decimal

from axin.builder.formulas.grammar import STRENGTH, UNARY
from axin.builder.formulas.nodes import Call, Literal, Name, Negate, Operation, Syntax

ATOM = 10


def to_source(node: Syntax) -> str:
    """Return the formula that `node` is the tree of."""
    return _printed(node)[0]


def _printed(node: Syntax) -> tuple[str, int]:
    """Return the text and how strongly it binds."""
    match node:
        case Literal():
            return _literal(node.value), ATOM
        case Name():
            return ".".join(node.path), ATOM
        case Call():
            return f"{node.name}({', '.join(_printed(argument)[0] for argument in node.arguments)})", ATOM
        case Negate():
            return f"-{_within(node.operand, UNARY)}", UNARY
        case Operation():
            strength = STRENGTH[node.operator]
            return f"{_within(node.left, strength)} {node.operator} {_within(node.right, strength + 1)}", strength
        case _:
            raise TypeError(type(node).__name__)


def _within(node: Syntax, strength: int) -> str:
    text, binds = _printed(node)
    return text if binds >= strength else f"({text})"


def _literal(value: Decimal | str | bool | None) -> str:  # noqa: FBT001 - a literal, not a switch
    match value:
        case None:
            return "BLANK"
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return format(value, "f")
        case _:
            return '"' + value.replace('"', '""') + '"'
