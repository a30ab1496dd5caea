"""The static check: a formula's text against a scope, all faults at once, or a typed formula ready to run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from axin.builder.formulas.types import Type
from axin.builder.formulas.values import Env, Path


@dataclass(frozen=True)
class Scope:
    """The names a formula may use.

    `names` are the bare names with their types; a key may be dotted ("steps.owner.user", "event.data"). `entities` are the fields of
    each entity that a link or record leads to: its own, the system's, and its inverse links.
    """

    names: Mapping[str, Type]
    entities: Mapping[str, Mapping[str, Type]] = field(default_factory=dict)
    currency: str = "AZN"
    locale: str = "en"
    timezone: str = "UTC"


@dataclass(frozen=True)
class Checked:
    """A formula that passed the check."""

    source: str
    node: Any
    type: Type
    reads: frozenset[Path]
    """Every static path read, outside rows."""
    rows: Mapping[Path, frozenset[Path]]
    """For aggregates: the path of the links, and what is read of each row."""

    @cached_property
    def evaluate(self) -> Any:
        """The compiled formula: call it with an Env."""
        raise NotImplementedError


def check(source: str, scope: Scope, expect: Type | None = None) -> Checked:
    """Check `source` in `scope`; raise FormulaError with every fault.

    With `expect`, the result is converted to that type where it can be (a number to money, a date to a datetime), and refused where not.
    """
    raise NotImplementedError(source, scope, expect)
