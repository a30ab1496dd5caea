"""Imports: look at a table, then bring its rows in; as a job."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, post

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.ids import parse_id
from axin.runtime.cause import Automation
from axin.runtime.imports import starting
from axin.runtime.imports.spec import Name, OnMatch, Spec
from axin.runtime.imports.table import Form
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.plugins import AxinResponse
from axin.web.routes.jobs import JobStarted, started

AnyRequest = Request[Any, Any, Any]
Key = Annotated[str, msgspec.Meta(max_length=63)]
Id = Annotated[str, msgspec.Meta(max_length=64)]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Delimiter = Annotated[str, msgspec.Meta(min_length=1, max_length=1)]


class Asked(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How the file is to be read; what is left out is found out."""

    file: Id
    encoding: Short | None = None
    delimiter: Delimiter | None = None
    sheet: Name | None = None

    def file_id(self) -> UUID:
        """Return the file's id; what is no id is no file."""
        found = parse_id(self.file)
        if found is None:
            raise InvalidError.at("/file", "not_found", "There is no such file: upload it first.")
        return found


class PreviewBody(Asked, kw_only=True, forbid_unknown_fields=True):
    """Which file to look at, and for which records."""

    entity: Key | None = None


class MappedColumn(msgspec.Struct, forbid_unknown_fields=True):
    """What a column fills."""

    column: int | Name
    target: Key | None = None
    field: Key | None = None


class ImportBody(Asked, kw_only=True, forbid_unknown_fields=True):
    """What to import, and how."""

    entity: Key
    mapping: dict[Name, Key | None] | Annotated[list[MappedColumn], msgspec.Meta(max_length=500)]
    match: Annotated[list[Key], msgspec.Meta(max_length=20)] = []
    on_match: OnMatch = "update"
    automation: Automation = "all"
    dry: bool = False
    funnel: Key | None = None
    stage: Key | None = None
    month_first: bool = False


class FileSummary(msgspec.Struct):
    """A file."""

    id: UUID
    name: str
    size: int
    type: str


class ColumnView(msgspec.Struct):
    """A column: its samples, what its values look like, which field it seems to mean."""

    no: int
    title: str
    type: str
    samples: list[str]
    target: str | None


class TargetView(msgspec.Struct):
    """What a column may fill, or find a record by."""

    key: str
    title: dict[str, str]
    type: str
    required: bool
    writable: bool
    matches: bool


class PreviewView(msgspec.Struct):
    """What a table looks like."""

    file: FileSummary
    entity: str | None
    kind: str
    encoding: str | None
    encodings: list[str]
    delimiter: str | None
    delimiters: list[str]
    sheet: str | None
    sheets: list[str]
    month_first: bool
    preset: str | None
    columns: list[ColumnView]
    targets: list[TargetView]


class ImportsController(Controller):
    """Imports."""

    path = "/api/w/{slug:str}/imports"
    tags = ("imports",)

    @post("/preview", status_code=200, operation_id="previewImport")
    async def preview(self, actor: Actor, plan: Plan, request: AnyRequest, data: PreviewBody) -> Response[PreviewView]:
        """Look at an uploaded table: its columns with samples, and guesses of which fields they mean."""
        form = Form(data.encoding, data.delimiter, data.sheet)
        locale = context.locale(request.scope)
        return AxinResponse(await starting.preview(plan, actor, data.file_id(), data.entity, form=form, locale=locale))

    @post("/", status_code=202, operation_id="import")
    async def start(self, actor: Actor, plan: Plan, request: AnyRequest, data: ImportBody) -> JobStarted:
        """Import an uploaded table; with `dry` nothing is done, and the job's result says what would be."""
        spec = Spec(
            file=data.file_id(), blob="", name="", entity=data.entity, columns=(), match=tuple(data.match),
            on_match=data.on_match, automation=data.automation, dry=data.dry, funnel=data.funnel, stage=data.stage,
            locale=context.locale(request.scope), month_first=data.month_first, encoding=data.encoding,
            delimiter=data.delimiter, sheet=data.sheet,
        )  # fmt: skip
        mapping = data.mapping if isinstance(data.mapping, dict) else [msgspec.to_builtins(one) for one in data.mapping]
        return started(await starting.start(plan, actor, spec, _named(mapping)))


def _named(mapping: dict[str, str | None] | list[dict[str, Any]]) -> dict[str, str | None] | list[dict[str, Any]]:
    if isinstance(mapping, dict):
        return mapping
    return [{"column": one["column"], "target": one["target"] or one["field"]} for one in mapping]
