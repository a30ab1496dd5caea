"""The formula language: small, total, statically typed, Excel-like, the same in Python and in SQL. No I/O.

`check` turns text into a `Checked` formula; `Checked.evaluate(env)` gives its value, `sql.to_sql` and `sql.predicate` its SQL,
`templates` the texts with holes.
"""

from axin.builder.formulas.checker import Checked, Scope, check
from axin.builder.formulas.errors import FormulaError, FormulaProblem, FormulaRuntimeError
from axin.builder.formulas.values import Context, Env, MappingEnv, Path, Span, Value

__all__ = [
    "Checked",
    "Context",
    "Env",
    "FormulaError",
    "FormulaProblem",
    "FormulaRuntimeError",
    "MappingEnv",
    "Path",
    "Scope",
    "Span",
    "Value",
    "check",
]
