"""Values as formulas see them: what a blank is, the span, and the world an evaluation stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from axin.platform.kernel.money import Money

Path = tuple[str, ...]
"""The names of a dotted path, in order: ("record", "contact", "name")."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time to add: calendar months and days, and exact seconds."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    @property
    def length(self) -> int:
        """How many seconds it counts for where spans are compared or kept: a day has 24 hours, a month 30 days."""
        return (self.months * 30 + self.days) * 86_400 + self.seconds


Value = str | Decimal | Money | bool | date | datetime | Span | UUID | tuple[Any, ...] | Mapping[str, Any] | None
"""What a formula reads and gives. None is the blank; a link is its id; a list a tuple; `any` and records may be mappings."""


@dataclass(frozen=True, slots=True)
class Context:
    """The frozen circumstances of an evaluation: the instant, and how the workspace counts and writes."""

    now: datetime
    zone: str = "UTC"
    currency: str = "AZN"
    locale: str = "en"
    working_hours: Mapping[str, str] = field(default_factory=dict)
    """{"mon-fri": "09:00-18:00"}; empty means the same."""
    days_off: tuple[date, ...] = ()
    """Days of the working week that are not worked: holidays."""
    days_on: tuple[date, ...] = ()
    """Days that are worked though the week's day is not: where a holiday was moved."""


class Env(Protocol):
    """What a formula reads from."""

    @property
    def context(self) -> Context:
        """The circumstances of this evaluation."""
        raise NotImplementedError

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the language
        """Return the value at `path`, following links; None where anything on the way is blank."""
        raise NotImplementedError

    def rows(self, path: Path) -> Sequence["Env"]:
        """Return the rows behind the links at `path`; what is read from a row is relative to it."""
        raise NotImplementedError


class MappingEnv:
    """An environment over nested dicts: a link is an id or its record's dict, links are a list of dicts."""

    __slots__ = ("_names", "context")

    def __init__(self, names: Mapping[str, Any], context: Context) -> None:
        self._names = names
        self.context = context

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the language
        """Return the value at `path`; None where the way ends early."""
        value: Any = self._names
        for name in path:
            if not isinstance(value, Mapping):
                return None
            value = value.get(name)
        return value

    def rows(self, path: Path) -> Sequence[Env]:
        """Return the rows of the list at `path`."""
        found = self.read(path)
        return [MappingEnv(row, self.context) for row in found or () if isinstance(row, Mapping)]
