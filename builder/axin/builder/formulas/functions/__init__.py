"""The function table: everything a formula may call, and nothing else."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.formulas.functions import aggregates, dates, logic, numbers, texts
from axin.builder.formulas.functions.frame import Function

TABLE: Final[Mapping[str, Function]] = {
    function.name: function for module in (logic, numbers, aggregates, texts, dates) for function in module.FUNCTIONS
}


def catalogue() -> list[dict[str, Any]]:
    """Return the functions as the catalogue publishes them: for completion, help and the documentation."""
    return [
        {
            "name": function.name,
            "signature": function.signature,
            "category": function.category,
            "help": dict(function.doc),
            "example": function.example,
            "stored_only": function.stored_only,
            "over_links": function.aggregate,
        }
        for function in TABLE.values()
    ]


__all__ = ["TABLE", "Function", "catalogue"]
