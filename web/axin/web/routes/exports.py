"""Exports: a list as a file; as a job."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, post

from axin.builder.compiling.plan import Plan
from axin.runtime.exports import job
from axin.runtime.exports.formats import Format
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.routes.jobs import JobStarted, started

Key = Annotated[str, msgspec.Meta(max_length=63)]
Formula = Annotated[str, msgspec.Meta(max_length=4_000)]


class ExportBody(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to export: a list as one would ask for it, and which columns of it."""

    entity: Key
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
        spec = job.Spec(
            entity=data.entity, format=data.format, columns=tuple(data.columns), filter=data.filter, sort=data.sort,
            locale=context.locale(request.scope),
        )  # fmt: skip
        return started(await job.start(plan, actor, spec))
