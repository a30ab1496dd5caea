"""An export as a job: page by page through the policy, each page a piece of the file; the pieces become one at the end."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

import msgspec

from axin.builder.catalog.cells import Style, title_in
from axin.builder.compiling.plan import Plan
from axin.platform import storage
from axin.platform.data.unit_of_work import after_commit
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError
from axin.runtime.exports import workbook
from axin.runtime.exports.columns import Names, columns_of, rights_to_export, title_of
from axin.runtime.exports.formats import TYPES, Format, Sheet, Sum, envelope
from axin.runtime.files import keeping
from axin.runtime.files.file import File
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Done, Job, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records import aggregates, queries
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.record import Record
from axin.runtime.views import saved
from axin.tenants import audit
from axin.tenants.actor import Actor

KIND: Final = "export"
_PAGES: Final = 4
_LARGEST: Final = 4_000_000_000


class Spec(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported, and how it is written."""

    entity: str
    format: Format = "csv"
    columns: tuple[str, ...] = ()
    filter: str | None = None
    sort: str | None = None
    locale: str = "en"


class _State(msgspec.Struct):
    """How far an export has come."""

    parts: int = 0
    rows: int = 0
    total: int = 0
    after: str | None = None
    finished: bool = False
    crc: int = 0
    packed: int = 0
    size: int = 0


async def start(plan: Plan, actor: Actor, spec: Spec) -> Job:
    """Start an export; what was asked wrongly is told at once."""
    reader = Reader(plan, actor)
    rights = rights_to_export(reader, spec.entity)
    columns_of(rights, spec.columns)
    try:
        await queries.list_records(plan, actor, spec.entity, filter=spec.filter, sort=spec.sort, limit=1)
    except InvalidError as error:  # what a list takes from its address, an export takes from its body
        found = [replace(problem, pointer=problem.pointer.removeprefix("/query")) for problem in error.problems]
        raise InvalidError(found) from None
    await audit.record(actor, "records.export", spec.entity, {"format": spec.format, "filter": spec.filter is not None})
    return await commands.start(KIND, msgspec.to_builtins(spec), actor=actor)


async def of_view(plan: Plan, actor: Actor, key: str, asked: Spec) -> Spec:
    """Return an export of what a view shows; what is asked beside it narrows the filter, and replaces columns and order."""
    view = (await saved.named(plan, actor, key)).spec
    if asked.entity and asked.entity != view.entity:
        raise InvalidError.at("/entity", "another_entity", "This view shows records of another entity.")
    stands = f'funnel = "{view.funnel}"' if view.funnel is not None else None
    narrowed = [f"({part})" for part in (view.filter, asked.filter, stands) if part and part.strip()]
    return msgspec.structs.replace(
        asked,
        entity=view.entity,
        columns=asked.columns or view.columns,
        filter=" AND ".join(narrowed) or None,
        sort=asked.sort or view.sort,
    )


async def step(job: JobContext) -> Progress | Done:
    """Write a piece, or make one file of them."""
    spec = msgspec.convert(job.input, Spec)
    state = msgspec.convert(job.state, _State) if job.state else _State(total=await _count(job, spec))
    reader = Reader(job.plan, job.actor)
    rights = rights_to_export(reader, spec.entity)
    if state.finished:
        return await _finish(job, spec, state, rights)
    if spec.format == "xlsx" and state.total > workbook.MOST_ROWS:
        raise InvalidError.at("/format", "too_many_rows", "A worksheet holds 1,048,575 rows. Export as CSV, or filter.")
    records, state.after = await _pages(job, spec, state.after)
    state.finished = state.after is None
    columns = columns_of(rights, spec.columns, staged=bool(job.plan.funnels_of(spec.entity)))
    names = Names(reader, rights, columns)
    await names.load(records)
    style = Style(spec.locale, job.plan.timezone, job.plan.currency)
    sheet = Sheet(spec.format, columns, [title_of(rights, key, spec.locale) for key in columns], rights, style, names)
    sum_ = Sum(state.crc, state.packed, state.size)
    piece = sheet.piece(records, sum_, first=state.parts == 0, last=state.finished)
    state.crc, state.packed, state.size = sum_.crc, sum_.packed, sum_.size
    await storage.save(job.tenant_no, _one(piece), _LARGEST, key=_key(job, state.parts))
    state.parts += 1
    state.rows += len(records)
    kept: dict[str, Any] = msgspec.to_builtins(state)
    return Progress(kept, state.rows, max(state.total, state.rows))


async def _count(job: JobContext, spec: Spec) -> int:
    found = await aggregates.aggregate(job.plan, job.actor, spec.entity, measures={"n": "COUNT()"}, filter=spec.filter)
    return int(found["groups"][0]["values"]["n"]) if found["groups"] else 0


async def _pages(job: JobContext, spec: Spec, after: str | None) -> tuple[list[Record], str | None]:
    records: list[Record] = []
    for _ in range(_PAGES):
        page = await queries.list_records(
            job.plan, job.actor, spec.entity, filter=spec.filter, sort=spec.sort, limit=queries.MOST_ROWS, after=after
        )
        records += page.items
        after = page.next
        if after is None:
            break
    return records, after


async def _finish(job: JobContext, spec: Spec, state: _State, rights: EntityRights) -> Done:
    before, after = envelope(spec.format, Sum(state.crc, state.packed, state.size))
    stored = await storage.save(job.tenant_no, _joined(job, state.parts, before, after), _LARGEST)
    name = f"{title_in(rights.entity.plural, spec.locale)} {utc_now():%Y-%m-%d}.{spec.format}"
    kept = keeping.RESULT_KEPT
    file = await keeping.keep(job.actor.id, name, stored, TYPES[spec.format], purpose="export", kept=kept)
    after_commit(lambda: _drop(job, state.parts))
    return Done({"file": _shown(file), "rows": state.rows, "entity": spec.entity}, state.rows)


def _shown(file: File) -> dict[str, Any]:
    return {"id": str(file.id), "name": file.name, "size": file.size, "type": file.type}


def _key(job: JobContext, part: int) -> str:
    return f"{job.tenant_no}/exports/{job.id.hex}/{part}"


async def _drop(job: JobContext, parts: int) -> None:
    for part in range(parts):
        await storage.remove(_key(job, part))


async def _one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def _joined(job: JobContext, parts: int, before: bytes, after: bytes) -> AsyncIterator[bytes]:
    yield before
    for part in range(parts):
        async for piece in storage.read(_key(job, part)):
            yield piece
    yield after


register(KIND, step)
