"""What an operator's tools ask: alive, ready, figures."""

from typing import Any

from litestar import Response, get

from axin.platform.observability import health, metrics
from axin.web.plugins import AxinResponse


@get("/health/live", include_in_schema=False)
async def live() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "alive"}


@get("/health/ready", include_in_schema=False)
async def ready() -> Response[Any]:
    """Say whether the process can do its work."""
    found = await health.readiness()
    return AxinResponse(found, status_code=200 if found["ready"] else 503)


@get("/metrics", include_in_schema=False)
async def figures() -> Response[bytes]:
    """Return the process's figures."""
    await metrics.refresh()
    return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)
