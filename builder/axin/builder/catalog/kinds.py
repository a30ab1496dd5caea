"""How each field type is typed in formulas and stored in slots."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.compiling.plan import SlotKind
from axin.builder.formulas.types import ANY, BOOLEAN, DATE, DATETIME, MONEY, NUMBER, SPAN, TEXT, Type, link_to, links_to, list_of

USER: Final = Type("link")
"""A person or a team: an id that cannot be followed in a formula."""

_PLAIN: Final[Mapping[str, Type]] = {
    "text": TEXT, "long_text": TEXT, "rich_text": TEXT, "email": TEXT, "phone": TEXT, "url": TEXT, "autonumber": TEXT,
    "time": TEXT,
    "address": TEXT, "integer": NUMBER, "number": NUMBER, "percent": NUMBER, "rating": NUMBER, "money": MONEY, "boolean": BOOLEAN,
    "date": DATE, "datetime": DATETIME, "duration": SPAN, "user": USER, "team": USER,
}  # fmt: skip

SLOT_KINDS: Final[Mapping[str, SlotKind]] = {
    "text": "text", "select": "text", "email": "text", "phone": "text", "url": "text",
    "integer": "num", "number": "num", "money": "num", "percent": "num", "boolean": "num",
    "date": "time", "datetime": "time", "link": "ref", "user": "ref", "team": "ref",
    "time": "text", "duration": "num", "rating": "num",
}  # fmt: skip
"""Types that may stand in a typed column beside the JSON, and in which kind of column."""

NUMBERS: Final = frozenset({"integer", "number", "percent", "money", "rating"})
DERIVED: Final = frozenset({"formula", "rollup", "lookup"})
"""Types whose value a formula gives."""
COMPUTED: Final = DERIVED | {"autonumber"}
"""Types that nobody writes."""

RESULTS: Final = ("text", "integer", "number", "percent", "money", "boolean", "date", "datetime", "duration")
"""What the result of a formula, rollup or lookup may be declared as."""

TYPES: Final = (
    "text", "long_text", "rich_text", "integer", "number", "money", "percent", "boolean", "date", "datetime", "time", "duration",
    "select", "multi_select", "email", "phone", "url", "user", "team", "file", "image", "link", "links", "formula", "rollup",
    "lookup", "autonumber", "address", "rating", "json",
)  # fmt: skip
"""Every field type of the language."""


def option_keys(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a select's options, as far as they are readable."""
    options = raw.get("options")
    if not isinstance(options, list):
        return ()
    return tuple(o["key"] for o in options if isinstance(o, dict) and isinstance(o.get("key"), str))


def value_type(raw: Mapping[str, Any]) -> Type:  # noqa: PLR0911 - one for each shape of type
    """Return the type that a field's values have in formulas; `any` where the definition does not say."""
    kind = str(raw.get("type"))
    match kind:
        case "select":
            return Type("text", options=option_keys(raw))
        case "multi_select":
            return list_of(Type("text", options=option_keys(raw)))
        case "file" | "image":
            return list_of(TEXT)
        case "money":
            return Type("money", currency=raw["currency"] if isinstance(raw.get("currency"), str) else None)
        case "link" | "links" if isinstance(raw.get("to"), str):
            return link_to(raw["to"]) if kind == "link" else links_to(raw["to"])
        case "formula" | "rollup" | "lookup":
            return _PLAIN.get(str(raw.get("result")), ANY)
        case _:
            return _PLAIN.get(kind, ANY)
