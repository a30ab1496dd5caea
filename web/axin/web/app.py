"""The application: every route, behind the guards of the middleware."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from litestar import Litestar, Request, Response
from litestar.openapi.config import OpenAPIConfig

from axin.platform.data.engine import APP, close_engines, open_engines
from axin.platform.kernel.settings import settings
from axin.web import announcing, context, problems
from axin.web.dependencies import DEPENDENCIES
from axin.web.idempotency import LARGEST_BODY
from axin.web.middleware import Front
from axin.web.plugins import AxinRequest, AxinResponse
from axin.web.routing import ROUTES


def create_api(description: OpenAPIConfig | None = None) -> Litestar:
    """Make the Litestar application with all routes; one made to describe itself is not for serving."""
    announcing.register()
    return Litestar(
        route_handlers=ROUTES,
        dependencies=DEPENDENCIES,
        exception_handlers={Exception: _refuse},
        lifespan=[_engines],
        logging_config=None,
        openapi_config=description,
        request_class=AxinRequest,
        response_class=AxinResponse,
        request_max_body_size=LARGEST_BODY,
    )


def create_app() -> Front:
    """Make the product's one ASGI application."""
    return Front(create_api())


def _refuse(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    scope = request.scope
    found = problems.refusal_of(error) or problems.fault(error, context.request_id(scope))
    status, headers, body = problems.render(found, context.locale(scope), context.request_id(scope))
    extra = {name.decode(): value.decode() for name, value in headers if name != b"content-type"}
    return Response(body, status_code=status, headers=extra, media_type=problems.MEDIA_TYPE)


@asynccontextmanager
async def _engines(app: Litestar) -> AsyncIterator[None]:  # noqa: ARG001 - Litestar's signature
    """Open the database where the process has not done so itself."""
    dsn = settings().database_url
    mine = APP.pool is None and dsn is not None
    if mine and dsn is not None:
        await open_engines(dsn.get_secret_value())
    try:
        yield
    finally:
        if mine:
            await close_engines()


app: Final = create_app()
