"""Exports: a list as a file; as a job."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, post

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import InvalidError
from axin.runtime.exports import job
from axin.runtime.exports.formats import Format
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.routes.jobs import JobStarted, started

Key = Annotated[str, msgspec.Meta(max_length=63)]
Name = Annotated[str, msgspec.Meta(max_length=200)]
Formula = Annotated[str, msgspec.Meta(max_length=4_000)]


class ExportBody(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to export: a list as one would ask for it, and which columns of it; or what a view shows."""

    entity: Key | None = None
    """May be left out where a view says it."""
    view: Name | None = None
    """A view that one is offered, by its key or id: its columns, filter and order are those of the export."""
    format: Format = "csv"
    columns: Annotated[list[Key], msgspec.Meta(max_length=500)] = []
    filter: Formula | None = None
    sort: Formula | None = None


class ExportsController(Controller):
    """Exports."""

    path = "/api/w/{slug:str}/exports"
    tags = ("exports",)

    @post("/", status_code=202, operation_id="export")
    async def start(self, actor: Actor, plan: Plan, request: Request[Any, Any, Any], data: ExportBody) -> JobStarted:
        """Export a list as CSV, XLSX or JSON: a job whose result names the file."""
        if data.entity is None and data.view is None:
            raise InvalidError.at("/entity", "required", "Name an entity, or a view.")
        spec = job.Spec(
            entity=data.entity or "", format=data.format, columns=tuple(data.columns), filter=data.filter, sort=data.sort,
            locale=context.locale(request.scope),
        )  # fmt: skip
        if data.view is not None:
            spec = await job.of_view(plan, actor, data.view, spec)
        return started(await job.start(plan, actor, spec))
