"""The bounds of the language, the same in Python and in SQL. What passes a bound has a defined outcome, never a crash."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final

MAX_SOURCE: Final = 4_000
"""Characters of a formula."""
MAX_NODES: Final = 400
MAX_DEPTH: Final = 60
"""How deep brackets and arguments nest. A chain of one strength (a + b + c) counts as one level."""
MAX_PROBLEMS: Final = 20
"""Faults told at once: further ones follow from the first more often than not."""
MAX_TEXT: Final = 100_000
"""Characters of a text; a joined text is cut here, a substitution that would pass it is blank."""
MAX_SQL: Final = 400_000
"""Characters of SQL that one formula may become."""

DIGITS: Final = 12
"""Digits kept after the point."""
WHOLE_DIGITS: Final = 28
"""Digits before the point; a result with more is blank."""
BOUND: Final = Decimal(10) ** WHOLE_DIGITS
QUANTUM: Final = Decimal(1).scaleb(-DIGITS)

MAX_MONTHS: Final = 24_000
MAX_DAYS: Final = 700_000
MAX_HOURS: Final = 1_000_000
"""Of a span, each way; a longer one is blank."""
MAX_SECONDS: Final = MAX_HOURS * 3600
MAX_WORKDAYS: Final = 100_000
MAX_EXPONENT: Final = 1_000

FIRST_DATE: Final = date(1, 1, 2)
LAST_DATE: Final = date(9999, 12, 30)
"""The calendar's first and last day stay out: the database's driver takes them for infinities."""
FIRST_INSTANT: Final = datetime(1, 1, 3, tzinfo=UTC)
LAST_INSTANT: Final = datetime(9999, 12, 29, tzinfo=UTC)
"""Two days inside the calendar's ends, so that every zone can write every instant."""

_traps = [InvalidOperation, DivisionByZero, Overflow]
EXACT: Final = Context(prec=120, rounding=ROUND_HALF_UP, Emin=-9999, Emax=WHOLE_DIGITS - 1, traps=_traps)
"""Sums and products come out exact, or overflow."""
ROUNDED: Final = Context(prec=WHOLE_DIGITS + DIGITS, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=_traps)
"""For rounding to `QUANTUM`: what no longer fits is an invalid operation."""
WIDE: Final = Context(prec=120, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=_traps)
"""For the sums of many, whose bound counts at the end only."""
