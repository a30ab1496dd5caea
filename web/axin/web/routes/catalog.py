"""What can be built with: field types, triggers, steps, actions and functions. The same for everybody."""

from typing import Any

from litestar import get

from axin.builder.catalog.listing import catalogue


@get("/api/catalog", operation_id="catalog", tags=["solution"], cache_control=None)
async def catalog() -> dict[str, Any]:
    """Return the catalogue of the definition language."""
    return catalogue()
