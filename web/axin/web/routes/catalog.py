"""What can be built with: field types, triggers, steps, actions and functions. The same for everybody."""

from typing import Any

from litestar import get

from axin.builder.catalog.listing import catalogue
from axin.builder.schemas.solution import solution_schema


@get("/api/catalog", operation_id="catalog", tags=["solution"])
async def catalog() -> dict[str, Any]:
    """Return the catalogue of the definition language."""
    return catalogue()


@get("/api/schemas/solution.schema.json", operation_id="solutionSchema", tags=["solution"])
async def schema() -> dict[str, Any]:
    """Return the JSON Schema of a solution document."""
    return solution_schema()
