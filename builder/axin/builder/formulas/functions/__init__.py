"""The function table: everything a formula may call, and nothing else."""

from collections.abc import Mapping
from typing import Final

from axin.builder.formulas.functions import aggregates, dates, logic, numbers, texts
from axin.builder.formulas.functions.frame import Function

TABLE: Final[Mapping[str, Function]] = {
    function.name: function for module in (logic, numbers, aggregates, texts, dates) for function in module.FUNCTIONS
}

__all__ = ["TABLE", "Function"]
