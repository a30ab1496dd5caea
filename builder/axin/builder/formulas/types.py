"""The types of the formula language."""

from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal[
    "any", "blank", "text", "number", "money", "boolean", "date", "datetime", "span", "link", "links", "record", "list"
]


@dataclass(frozen=True, slots=True)
class Type:
    """A value's type.

    `link` is a record's id that can be followed with a dot (`entity` says where to), `links` many of them, `record` a record in
    scope (`record`, `item`, `steps.KEY.record`), whose fields follow a dot. A `list` has the type of its items in `item`.
    `options` are the keys that a select may hold: its value is text. `currency` is set where every value of a money has the same
    one; it is advice for the check (adding two currencies), not part of what the type is.
    """

    kind: Kind
    entity: str | None = None
    item: "Type | None" = None
    options: tuple[str, ...] | None = None
    currency: str | None = field(default=None, compare=False)


ANY: Final = Type("any")
BLANK: Final = Type("blank")
TEXT: Final = Type("text")
NUMBER: Final = Type("number")
MONEY: Final = Type("money")
BOOLEAN: Final = Type("boolean")
DATE: Final = Type("date")
DATETIME: Final = Type("datetime")
SPAN: Final = Type("span")
DATE_SPAN: Final = Type("span", "date")
"""A span of whole days or months: a date plus such a span is a date."""


def link_to(entity: str) -> Type:
    """Return the type of a link to one record of `entity`."""
    return Type("link", entity)


def links_to(entity: str) -> Type:
    """Return the type of links to many records of `entity`."""
    return Type("links", entity)


def record_of(entity: str) -> Type:
    """Return the type of a record in scope."""
    return Type("record", entity)


def list_of(item: Type) -> Type:
    """Return the type of a list."""
    return Type("list", item=item)
