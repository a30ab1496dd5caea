"""An import as a job: first the whole file is read through, so that a broken one changes nothing; then it is loaded.

A chunk is one transaction. What it made and how far it came commit together, so a killed worker neither loses nor doubles a row.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.platform.data.unit_of_work import after_commit
from axin.platform.kernel.languages import in_language
from axin.runtime.imports import opened, rehearsal, report, rows
from axin.runtime.imports.loading import Loader, Outcome
from axin.runtime.imports.rows import Row, RowReader
from axin.runtime.imports.spec import Spec, check
from axin.runtime.imports.table import Table
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records.policy import Reader
from axin.tenants import limits, usage

KIND: Final = "import"
REHEARSAL: Final = "import_dry_run"
CHUNK: Final = 1_000
_CHECKED_AT_ONCE: Final = 50_000
_SAMPLES: Final = 20
_HEADER_ROWS: Final = 2
"""The row below the header is row 2 of the sheet."""


class _State(msgspec.Struct):
    """How far an import has come."""

    checked: bool = False
    row: int = 0
    total: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    parts: int = 0
    samples: list[dict[str, Any]] = []
    runs: dict[str, int] = {}


async def step(job: JobContext) -> Progress | Done:
    """Do a chunk."""
    spec = msgspec.convert(job.input, Spec)
    state = msgspec.convert(job.state, _State) if job.state else _State()
    if not state.checked:
        return await _check(job, spec, state)
    table, found = await opened.rows_at(job.id, spec.blob, spec.form, state.row, CHUNK)
    if not found:
        return await _finish(job, spec, state, table)
    return await _load(job, spec, state, table=table, found=found)


async def _check(job: JobContext, spec: Spec, state: _State) -> Progress:
    """Read on through the file; at its end, begin with the first row again, if the plan has room for what comes."""
    _, found = await opened.rows_at(job.id, spec.blob, spec.form, state.row, _CHECKED_AT_ONCE)
    state.row += len(found)
    if found:
        return Progress(_kept(state), 0)
    await opened.close(job.id)
    state.total = state.row
    if not spec.dry and (not spec.match or spec.on_match == "create"):
        await limits.require("records", state.total)
    state.checked, state.row = True, 0
    return Progress(_kept(state), 0, state.total)


async def _load(job: JobContext, spec: Spec, state: _State, *, table: Table, found: Sequence[list[str]]) -> Progress:
    rights = check(Reader(job.plan, job.actor), spec)
    reading = RowReader(Reader(job.plan, job.actor), rights, spec, table.header)
    good = await reading.read(state.row + _HEADER_ROWS, found)
    outcome = await Loader(job, spec, rights, reading).load(good)
    await _note(job.id, state, outcome, spec.locale)
    state.row += len(found)
    return Progress(_kept(state), state.row, state.total)


async def _note(job: UUID, state: _State, outcome: Outcome, locale: str) -> None:
    state.created += outcome.created
    state.updated += outcome.updated
    state.skipped += outcome.skipped
    state.failed += len(outcome.failed)
    state.runs = dict(Counter(state.runs) + outcome.runs)
    if outcome.failed:
        failed = sorted(outcome.failed, key=lambda row: row.number)
        await report.add(job, state.parts, failed, locale)
        state.parts += 1
        state.samples = [*state.samples, *(_sample(row, locale) for row in failed[:_SAMPLES])][:_SAMPLES]


def _sample(row: Row, locale: str) -> dict[str, Any]:
    faults = [
        {"column": title, "code": code, "message": in_language(sentence, locale)} for title, code, sentence in row.faults[:5]
    ]
    return {"row": row.number, "faults": faults}


async def _finish(job: JobContext, spec: Spec, state: _State, table: Table) -> Done:
    name = f"{spec.name.rpartition('.')[0] or spec.name} - errors.csv"
    file = await report.close(job.id, state.parts, table.header, spec.locale, actor=job.actor, name=name)
    if spec.dry:
        await rows.forget(job.tenant_no, job.id)
    after_commit(lambda: opened.close(job.id))
    counts = {name: getattr(state, name) for name in ("created", "updated", "skipped", "failed")}
    result = {
        **counts,
        "dry": spec.dry,
        "entity": spec.entity,
        "errors": state.samples,
        "errors_file": None if file is None else {"id": str(file.id), "name": file.name, "size": file.size, "type": file.type},
    }
    if spec.dry:
        result |= {"scenarios": _scenarios(job, state.runs), "room": await _room(state.created)}
        result["runs"] = sum(state.runs.values())
        result["messages"] = sum(one["messages"] for one in result["scenarios"])
    return Done(result, state.total)


def _scenarios(job: JobContext, runs: dict[str, int]) -> list[dict[str, Any]]:
    """Return what the rows would set off, the most first; how many messages is an upper bound."""
    found = []
    for key, count in sorted(runs.items(), key=lambda item: -item[1]):
        scenario = job.plan.scenarios.get(key)
        if scenario is not None:
            messages = count * rehearsal.messages_of(scenario)
            found.append({"key": key, "title": dict(scenario.title), "runs": count, "messages": messages})
    return found


async def _room(created: int) -> dict[str, int | bool] | None:
    """Return how many records the plan still has room for; None where it has no limit."""
    overview = (await limits.overview())["records"]
    maximum = overview["maximum"]
    if maximum is None:
        return None
    left = max(0, maximum - await usage.used("records"))
    return {"left": left, "enough": created <= left}


def _kept(state: _State) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.to_builtins(state)
    return kept


register(KIND, step, undoable=True)
register(REHEARSAL, step)
