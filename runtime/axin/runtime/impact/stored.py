"""Where the values of a field of an earlier version lie, as conditions of SQL on `r`, a row of the record table."""

from axin.builder.compiling.plan import FieldPlan
from axin.runtime.records.sql_names import Query


def holds(query: Query, field: FieldPlan) -> str:
    """Return the condition that the record has a value in the field."""
    return f"r.data ? {query.parameter(str(field.no))}::text"


def chose(query: Query, field: FieldPlan, option: str) -> str:
    """Return the condition that the record has this option of a select or multi_select."""
    place = f"{query.parameter(str(field.no))}::text"
    if field.type == "multi_select":
        return f"r.data -> {place} ? {query.parameter(option)}::text"
    return f"r.data ->> {place} = {query.parameter(option)}::text"


def stands_in(query: Query, funnel: str, stage: str | None) -> str:
    """Return the condition that the record stands in a funnel, or in one stage of it."""
    here = f"r.funnel = {query.parameter(funnel)}::text"
    return here if stage is None else f"{here} and r.stage = {query.parameter(stage)}::text"
