"""The reference of the language as Markdown, made from the table, so that it cannot fall behind: docs/formulas.md is its copy."""

from typing import Final

from axin.builder.formulas import limits
from axin.builder.formulas.functions import TABLE, Function
from axin.builder.formulas.functions.manual import MANUAL

HEADINGS: Final = {
    "logic": "Logic", "number": "Numbers", "aggregate": "Many values", "text": "Text", "date": "Dates and working time",
}  # fmt: skip
INTRODUCTION: Final = f"""# Formulas

The language of every computed value, condition, filter and text hole in Axin. A formula has the same value wherever it is
evaluated: in a scenario, in a field, or inside the database when a list is filtered.

    IF(apply_discount = "yes", subtotal * 0.95, subtotal)

## Writing

- Numbers `12.5`, texts `"text"` (a quote inside is doubled), `TRUE`, `FALSE`, `BLANK`. Names are the keys of fields; a
  dot follows a link: `client.company.name`. Functions may be written in any case; `,` and `;` both part arguments.
- Operators from weak to strong: `OR`, `AND`, `NOT`, `= <> < <= > >=`, `&`, `+ -`, `* /`, unary `-`, `^`. Equal ones go
  left to right; the minus belongs to its number before `^` does: `-2^2` is 4, as in Excel. `NOT(…)` with brackets is a
  function and binds as one.
- At most {limits.MAX_SOURCE:,} characters, {limits.MAX_NODES} parts, {limits.MAX_DEPTH} levels of nesting; a chain such as
  `a + b + c` is one level.

## Meaning

- **Blank.** An empty text and an empty list are blank. Arithmetic with a blank is blank, so is a division by zero; `&`
  takes a blank as nothing. `=` and `<>` are always true or false (`BLANK = BLANK` is true); an order (`<`) with a blank
  is false; a condition that is blank counts as false. Aggregates pass over blanks; the SUM and COUNT of nothing are 0.
- **Numbers** have up to {limits.WHOLE_DIGITS} digits before the point and {limits.DIGITS} after it; what grows larger
  is blank, what is finer is rounded half away from zero. An exponent is at most {limits.MAX_EXPONENT:,}, either way.
- **Money.** A number beside money is money of the workspace's currency. Money times a number is money, money by money a
  number. Adding two currencies is an error, found by the check where the fields' currencies are known, else by the row
  (in a filter the sum is then blank). An order between two currencies is false.
- **Text.** `=` is exact, `<` goes by code point. CONTAINS and STARTSWITH do not mind case, nor ə ö ü ğ ç ş ı İ. A
  joined text is cut at {limits.MAX_TEXT:,} characters.
- **Dates.** A date minus a date is a number of days. Months and days are added by the calendar of the workspace's time
  zone (a day that a month lacks becomes its last), hours and minutes by the clock. A text written in the formula may
  stand for a date or moment that it is compared with: `next_service <= "2026-12-31"`.
- **Links.** A bare link is its id. Links to many are taken together by an aggregate: `SUM(lines.total, lines.kind =
  "work")`; the innermost aggregate is the one that runs over them.
- **Values from outside** (`event.data`) are converted where they are used; where one does not fit, the run fails with
  `type_mismatch`.

Functions marked *stored only* have no exact twin in the database: to filter or sort by them, keep them in a formula field.
"""


def markdown() -> str:
    """Return the whole reference."""
    return INTRODUCTION + "".join(_category(name, title) for name, title in HEADINGS.items())


def _category(name: str, title: str) -> str:
    entries = "".join(_entry(function) for function in TABLE.values() if function.category == name)
    return f"\n## {title}\n{entries}"


def _entry(function: Function) -> str:
    mark = " *Stored only.*" if function.stored_only else ""
    worked = "".join(f"    {one.formula}  →  {one.gives}\n" for one in MANUAL[function.name].worked)
    return f"\n### {function.name}\n\n`{function.signature}`: {function.doc['en']}{mark}\n\n    {function.example}\n{worked}"
