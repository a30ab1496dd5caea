"""The syntax tree, as written, and the typed tree that the check makes of it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from axin.builder.formulas.types import Type
from axin.builder.formulas.values import Path

if TYPE_CHECKING:
    from axin.builder.formulas.functions.frame import Form


@dataclass(frozen=True, slots=True)
class Syntax:
    """A part of the formula as written: from which character up to which, how deep it nests, of how many parts it is made."""

    start: int = field(compare=False, kw_only=True, default=0)
    end: int = field(compare=False, kw_only=True, default=0)
    depth: int = field(compare=False, kw_only=True, default=1)
    size: int = field(compare=False, kw_only=True, default=1)


@dataclass(frozen=True, slots=True)
class Literal(Syntax):
    """A number, a text, TRUE, FALSE, or BLANK (None)."""

    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class Name(Syntax):
    """A dotted name. The first `implied` words of its path are not written: a rollup's formula begins at its links."""

    path: Path
    implied: int = field(compare=False, kw_only=True, default=0)


@dataclass(frozen=True, slots=True)
class Negate(Syntax):
    """Unary minus."""

    operand: Syntax


@dataclass(frozen=True, slots=True)
class Operation(Syntax):
    """Two operands and what stands between them."""

    operator: str
    left: Syntax
    right: Syntax


@dataclass(frozen=True, slots=True)
class Call(Syntax):
    """A function, its name in capitals, and its arguments. NOT without brackets is one too."""

    name: str
    arguments: tuple[Syntax, ...]
    name_end: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Typed:
    """A part of the checked formula: its type, and where it stands in the text."""

    type: Type
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fixed(Typed):
    """A value written in the formula."""

    value: Any


@dataclass(frozen=True, slots=True)
class Read(Typed):
    """A value of the scope, or, with `of_row`, of the row that an aggregate stands on."""

    path: Path
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class Convert(Typed):
    """The operand's value in another type."""

    operand: Typed


@dataclass(frozen=True, slots=True)
class Apply(Typed):
    """A function or operator on values."""

    form: "Form"
    arguments: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Aggregate(Typed):
    """SUM, COUNT, MIN, MAX or AVERAGE over the rows at `path`. Without `value` the rows themselves are counted."""

    function: str
    path: Path
    value: Typed | None
    condition: Typed | None


TypedNode = Fixed | Read | Convert | Apply | Aggregate
