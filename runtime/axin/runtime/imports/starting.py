"""What is asked of imports: look at a table, start one."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.builder.catalog.cells import UNWRITTEN, Style
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError
from axin.runtime.files import reading
from axin.runtime.files.file import File
from axin.runtime.imports import csv_table, guessing, job
from axin.runtime.imports.opened import open_table
from axin.runtime.imports.spec import MATCHABLE, SYSTEM, Mapped, Spec, as_asked, check, columns_of
from axin.runtime.imports.table import Form, Table
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Job
from axin.runtime.records.policy import EntityRights, Reader
from axin.tenants.actor import Actor

_SAMPLE_ROWS: Final = 200
_SHOWN: Final = 5
_LONGEST_SHOWN: Final = 200
_KEPT: Final = timedelta(days=7)
"""How long the file of an import stays: long enough for its job, and to look at it again."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a file once it was looked at."""

    table: Table
    rows: list[list[str]]
    sheets: list[str]


async def preview(plan: Plan, actor: Actor, file: UUID, entity: str | None, *, form: Form, locale: str) -> dict[str, Any]:
    """Return a table's columns with samples, and guesses of what they are."""
    reader = Reader(plan, actor)
    found = await reading.find(plan, actor, file)
    rights = reader.rights_of(entity) if entity is not None else None
    stack, table = await open_table(found.blob, form)
    async with stack:
        rows = await asyncio.to_thread(table.read, _SAMPLE_ROWS)
        return _shown(plan, rights, found, Sheet(table, rows, table.sheets), locale)


def _shown(plan: Plan, rights: EntityRights | None, file: File, sheet: Sheet, locale: str) -> dict[str, Any]:
    header, form = sheet.table.header, sheet.table.form
    columns = [[row[place] for row in sheet.rows] for place in range(len(header))]
    month_first = guessing.month_first(columns)
    types = guessing.types_of(columns, Style(locale, plan.timezone, plan.currency, month_first))
    staged = rights is not None and bool(plan.funnels_of(rights.entity.key))
    targets = guessing.targets(header, types, rights, staged=staged) if rights is not None else [None] * len(header)
    return {
        "file": {"id": file.id, "name": file.name, "size": file.size, "type": file.type},
        "entity": rights.entity.key if rights is not None else None,
        "kind": "xlsx" if form.sheet is not None else "csv",
        "encoding": form.encoding,
        "encodings": list(csv_table.ENCODINGS),
        "delimiter": form.delimiter,
        "delimiters": list(csv_table.DELIMITERS),
        "sheet": form.sheet,
        "sheets": sheet.sheets,
        "month_first": month_first,
        "preset": guessing.preset(header),
        "columns": [
            {"no": place, "title": title, "type": types[place], "samples": _samples(columns[place]), "target": targets[place]}
            for place, title in enumerate(header)
        ],
        "targets": _targets(rights, staged=staged) if rights is not None else [],
    }


def _samples(column: list[str]) -> list[str]:
    distinct = dict.fromkeys(cell.strip()[:_LONGEST_SHOWN] for cell in column if cell.strip())
    return list(distinct)[:_SHOWN]


def _targets(rights: EntityRights, *, staged: bool) -> list[dict[str, Any]]:
    """Return what columns may fill, and what may find a record."""
    fields = [
        {
            "key": part.key, "title": dict(part.title), "type": part.type,
            "required": part.required is True and part.default is None,
            "writable": part.type not in UNWRITTEN and part.key not in rights.read_only,
            "matches": part.type in MATCHABLE,
        }
        for part in rights.visible.values() if part.type not in UNWRITTEN or part.type == "autonumber"
    ]  # fmt: skip
    system = [name for name in (SYSTEM if staged else SYSTEM[1:]) if name not in rights.visible]
    fields += [{"key": name, "title": {}, "type": name, "required": False, "writable": True, "matches": False} for name in system]
    fields += [
        {"key": name, "title": {}, "type": name, "required": False, "writable": False, "matches": True}
        for name in ("id", "number")
    ]
    return fields


async def start(plan: Plan, actor: Actor, given: Spec, mapping: Mapped) -> Job:
    """Start an import; what is wrong with what was asked is told at once, what is wrong with the file by the job."""
    reader = Reader(plan, actor)
    reader.rights_of(given.entity)
    file = await reading.find(plan, actor, given.file)
    stack, table = await open_table(file.blob, given.form)
    async with stack:
        form, columns = table.form, columns_of(table.header, mapping)
    spec = msgspec.structs.replace(
        given, blob=file.blob, name=file.name, columns=columns, encoding=form.encoding, delimiter=form.delimiter,
        sheet=form.sheet, funnel=given.funnel or _only_funnel(plan, given, columns),
    )  # fmt: skip
    try:
        check(reader, spec)
    except InvalidError as error:
        raise InvalidError(as_asked(error.problems, columns, mapping)) from None
    await connection().execute(
        "update file_loose set remove_at = $3 where tenant_no = $1 and file_id = $2 and remove_at < $3",
        actor.tenant_no, file.id, utc_now() + _KEPT,
    )  # fmt: skip
    kind = job.REHEARSAL if spec.dry else job.KIND
    return await commands.start(kind, msgspec.to_builtins(spec), actor=actor)


def _only_funnel(plan: Plan, spec: Spec, columns: tuple[str | None, ...]) -> str | None:
    """Return the entity's only funnel where a stage is named without one."""
    funnels = plan.funnels_of(spec.entity)
    return funnels[0].key if len(funnels) == 1 and (spec.stage is not None or "stage" in columns) else None
