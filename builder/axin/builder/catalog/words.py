"""The names that belong to the language and may not be keys of fields."""

from typing import Final

from axin.builder.scopes import SCOPE_WORDS, SYSTEM_FIELDS

LITERALS: Final = ("true", "false", "blank")
FUNCTIONS: Final = (
    "if", "ifs", "switch", "isblank", "coalesce", "and", "or", "not", "round", "ceiling", "floor", "int", "abs", "mod", "min", "max", "sum",
    "average", "count", "len", "left", "right", "mid", "trim", "upper", "lower", "concat", "substitute", "contains", "startswith", "text",
    "now", "today", "date", "year", "month", "day", "hour", "weekday", "days", "hours", "minutes", "months", "workdays", "workhours",
    "amountinwords", "matches",
)  # fmt: skip
"""The functions of formulas; a test holds them to the formula language's own table."""
RESERVED: Final = frozenset({*SYSTEM_FIELDS, *SCOPE_WORDS, *LITERALS, *FUNCTIONS})
