"""What people undo: one edit of a record, or all that a job has done."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ConflictError, NotFoundError, Problem
from axin.runtime.cause import Cause
from axin.runtime.jobs import commands
from axin.runtime.jobs.errors import NotUndoableError
from axin.runtime.jobs.job import Done as JobDone
from axin.runtime.jobs.job import Job, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.queries import visible_ids
from axin.runtime.records.record import Record
from axin.runtime.records.undo_conflicts import Conflict
from axin.runtime.records.undoing import COLUMNS, Done, change_of, latest_of, undo
from axin.tenants.actor import Actor

KIND: Final = "undo"
_CHUNK: Final = 200
_MOST_NAMED: Final = 500
"""So many conflicts are listed; all are counted."""
_SAYS: Final = {
    "en": "This was changed meanwhile; what was changed stays as it is.",
    "az": "Bu arada dəyişdirilib; dəyişdirilənlər olduğu kimi qalır.",
    "ru": "За это время внесены изменения; изменённое остаётся как есть.",
}
Beside = Callable[[JobContext, UUID], Awaitable[set[UUID]]]
besides: Final[dict[str, Beside]] = {}
"""What else the undo of a kind of job takes back: by the kind. Given the undo and the undone job; answers the records it led
back, which are then no conflicts."""


class UndoConflictError(ConflictError):
    """Something newer is in the way of an undo."""

    code = "undo_conflict"

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        problems = [Problem(f"/values/{one.field}" if one.field else "", one.code, _SAYS["en"]) for one in conflicts]
        super().__init__(_SAYS["en"], tuple(problems))
        self.details = {"conflicts": [one.to_json() for one in conflicts]}

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _SAYS.get(locale, _SAYS["en"])


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one record: None, where the undo has deleted it; and what stayed."""

    record: Record | None
    conflicts: list[Conflict]


async def undo_edit(
    plan: Plan, actor: Actor, entity: str, record: UUID, version: int | None = None, *, keep_newer: bool = False
) -> Undone:
    """Undo the change that made this version of a record, by default the newest one.

    Where something was changed since, nothing is undone, unless what is newer is to be kept: then all else goes back.
    """
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    if not await visible_ids(reader, entity, [record], gone=True):
        raise NotFoundError
    gateway = Gateway(plan, actor, Cause.of_actor(actor).taking_back())
    number = await latest_of(gateway, rights.entity, record) if version is None else version
    outcome = await undo(gateway, [await change_of(gateway, rights.entity, record, number)])
    if outcome.conflicts and not keep_newer:
        raise UndoConflictError(outcome.conflicts)
    found = await read_by_ids(reader, rights.entity, [record])
    return Undone((await present(reader, rights, found))[0] if found else None, outcome.conflicts)


async def undo_job(job: Job, actor: Actor) -> Job:
    """Begin to undo all that a job has done to records."""
    await connection().execute("select 1 from job where tenant_no = $1 and id = $2 for update", tenant_no(), job.id)
    taken = await connection().fetchval("select undone_by from job where tenant_no = $1 and id = $2", tenant_no(), job.id)
    if not job.can_undo or taken is not None:
        raise NotUndoableError
    total = await connection().fetchval("select count(*) from change where tenant_no = $1 and job = $2", tenant_no(), job.id)
    what = {"job": str(job.id), "kind": job.kind}
    started = await commands.start(KIND, what, actor=actor, total=total, at_once=total <= _CHUNK)
    await connection().execute("update job set undone_by = $3 where tenant_no = $1 and id = $2", tenant_no(), job.id, started.id)
    return started


async def step(job: JobContext) -> Progress | JobDone:
    """Undo the next changes of a job, newest first."""
    undone_job = UUID(job.input["job"])
    state: dict[str, Any] = dict(job.state or {"before": None, "undone": 0, "conflicts": [], "count": 0})
    rows = await connection().fetch(
        f"""select {COLUMNS} from change where tenant_no = $1 and job = $2 and ($3::uuid is null or id < $3)
            order by id desc limit $4""",
        job.tenant_no, undone_job, state["before"], _CHUNK,
    )  # fmt: skip
    if not rows:
        return await _ended(job, undone_job, state)
    outcome = await undo(Gateway(job.plan, job.actor, job.cause().taking_back()), [Done.of(row) for row in rows])
    state["before"] = str(rows[-1]["id"])
    state["undone"] += outcome.undone
    state["count"] += len(outcome.conflicts)
    room = _MOST_NAMED - len(state["conflicts"])
    state["conflicts"] += [one.to_json() for one in outcome.conflicts[:room]]
    if len(rows) < _CHUNK:
        return await _ended(job, undone_job, state)
    return Progress(state, job.done + len(rows))


async def _ended(job: JobContext, undone_job: UUID, state: Mapping[str, Any]) -> JobDone:
    beside = besides.get(str(job.input.get("kind")))
    led_back = {str(id_) for id_ in await beside(job, undone_job)} if beside is not None else set[str]()
    conflicts = [one for one in state["conflicts"] if one["id"] not in led_back]
    count = state["count"] - (len(state["conflicts"]) - len(conflicts))
    result = {"undone": state["undone"] + len(led_back), "conflicts": conflicts, "conflict_count": count}
    return JobDone({"job": str(undone_job), **result}, job.total)


register(KIND, step, undoable=True)
