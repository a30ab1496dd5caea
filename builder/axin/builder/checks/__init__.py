"""The checks of a solution document: every fault at once, each at its place, none ever an exception.

`check_solution` is the whole of it; each module here answers for one part of the language.
"""

from axin.builder.checks.report import Report, check_solution

__all__ = ["Report", "check_solution"]
