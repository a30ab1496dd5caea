"""The API's description of itself."""

import asyncio

from litestar import Response, get

from axin.web import openapi


@get("/api/openapi.json", include_in_schema=False)
async def description() -> Response[bytes]:
    """Return the OpenAPI 3.1 description; the first to ask has it made."""
    return Response(await asyncio.to_thread(openapi.rendered), media_type="application/json")
