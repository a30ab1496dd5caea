"""The names that belong to the language and may not be keys of fields."""

from typing import Final

from axin.builder.formulas.functions import TABLE
from axin.builder.scopes import SCOPE_WORDS, SYSTEM_FIELDS

LITERALS: Final = ("true", "false", "blank", "and", "or", "not")
# `date` is the commonest name of a date field, and a function is told from a field by its parenthesis.
RESERVED: Final = frozenset({*SYSTEM_FIELDS, *SCOPE_WORDS, *LITERALS, *(name.lower() for name in TABLE)} - {"date"})
