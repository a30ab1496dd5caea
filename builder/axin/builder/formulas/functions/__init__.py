"""The function table: everything a formula may call, and nothing else."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.formulas.functions import aggregates, dates, logic, numbers, texts
from axin.builder.formulas.functions.frame import Function
from axin.builder.formulas.functions.manual import MANUAL

TABLE: Final[Mapping[str, Function]] = {
    function.name: function for module in (logic, numbers, aggregates, texts, dates) for function in module.FUNCTIONS
}


def catalogue() -> list[dict[str, Any]]:
    """Return the functions as the catalogue publishes them: for completion, help and the documentation.

    `sortable`: one may filter and sort by it where it is not stored, too. `results` are the kinds it gives; none, those of its
    arguments.
    """
    return [
        {
            "name": function.name,
            "signature": function.signature,
            "category": function.category,
            "help": dict(function.doc),
            "example": function.example,
            "stored_only": function.stored_only,
            "aggregate": function.aggregate,
            "sortable": not function.stored_only,
            "results": list(MANUAL[function.name].results),
            "examples": [{"formula": one.formula, "gives": one.gives} for one in MANUAL[function.name].worked],
        }
        for function in TABLE.values()
    ]


__all__ = ["TABLE", "Function", "catalogue"]
