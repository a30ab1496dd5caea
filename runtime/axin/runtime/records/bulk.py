"""Bulk edits: one change of many records, chosen by a filter or one by one; first as numbers, then as a job that can be undone.

The records are walked in the order of their ids, up to the moment the job began, so that each is met once, whatever the change
does to the filter. A record that its rules or rights keep as it is is counted and named; the others go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import Plan
from axin.builder.formulas.sql import predicate
from axin.platform.data.savepoints import savepoint
from axin.platform.kernel.errors import AxinError, InvalidError
from axin.runtime.cause import Automation
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Done, Job, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records import filtering, rules
from axin.runtime.records.bulk_effects import Effects, effects_of
from axin.runtime.records.commands import UNSET, Unset, Update
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.inputs import parse_values
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.queries import COUNT_CAP
from axin.runtime.records.query import Query
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor

KIND: Final = "bulk_edit"
MOST_IDS: Final = 10_000
_CHUNK: Final = 200
_AT_ONCE: Final = 100
_MOST_NAMED: Final = 200


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What is to be done, to which records of an entity."""

    entity: str
    filter: str | None = None
    ids: tuple[UUID, ...] | None = None
    values: Mapping[str, Any] | None = None
    funnel: str | None = None
    stage: str | None = None
    responsible: UUID | Unset | None = UNSET
    delete: bool = False
    automation: Automation = "all"

    @property
    def right(self) -> str:
        """The right that it needs over each record."""
        return "delete" if self.delete else "update"

    def to_json(self) -> dict[str, Any]:
        """Return the stored form."""
        stored: dict[str, Any] = {
            "entity": self.entity, "filter": self.filter, "ids": None if self.ids is None else [str(id_) for id_ in self.ids],
            "values": self.values, "funnel": self.funnel, "stage": self.stage, "delete": self.delete,
            "automation": self.automation,
        }  # fmt: skip
        if not isinstance(self.responsible, Unset):
            stored["responsible"] = None if self.responsible is None else str(self.responsible)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "BulkEdit":
        """Read the stored form."""
        ids, person = stored["ids"], stored.get("responsible")
        responsible = (None if person is None else UUID(person)) if "responsible" in stored else UNSET
        return cls(
            stored["entity"], stored["filter"], None if ids is None else tuple(UUID(id_) for id_ in ids), stored["values"],
            stored["funnel"], stored["stage"], responsible, stored["delete"], stored["automation"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk edit would do: to how many of how many chosen records, and what would follow."""

    count: int
    allowed: int
    effects: Effects


async def preview(plan: Plan, actor: Actor, edit: BulkEdit) -> Preview:
    """Return what the edit would do, nothing done. Counts end at 10,001."""
    reader = Reader(plan, actor)
    rights = _checked(reader, edit)
    count = await _counted(reader, rights, edit)
    allowed = await _counted(reader, rights, edit, allowed=True)
    return Preview(count, allowed, effects_of(reader, rights, edit))


async def start(plan: Plan, actor: Actor, edit: BulkEdit) -> Job:
    """Begin the edit; a small one is done when this returns."""
    reader = Reader(plan, actor)
    rights = _checked(reader, edit)
    total = await _counted(reader, rights, edit, capped=False)
    return await commands.start(KIND, edit.to_json(), actor=actor, total=total, at_once=total <= _AT_ONCE)


def _checked(reader: Reader, edit: BulkEdit) -> EntityRights:
    """Refuse, before anything is counted or done, what no record could take."""
    rights = reader.rights_of(edit.entity)
    if (edit.filter is None) == (edit.ids is None):
        raise InvalidError.at("", "required", "Name either a filter or ids; an empty filter means all records.")
    asked = [bool(edit.values), edit.stage is not None, not isinstance(edit.responsible, Unset)]
    if edit.delete == any(asked):
        raise InvalidError.at("", "required", "Say what to do: values, stage, responsible; or delete, alone.")
    if (rights.delete if edit.delete else rights.update) == "none":
        raise RightMissingError("delete these records" if edit.delete else "change these records")
    filtering.checked_filter(reader, edit.entity, edit.filter, "/filter")
    parse_values(rights, edit.values or {}, Setting.of(reader.plan), "/values")
    if edit.stage is not None:
        rules.stage_of(rules.funnel_of(reader.plan, edit.entity, edit.funnel or ""), edit.stage)
    return rights


def _chosen(query: Query, rights: EntityRights, edit: BulkEdit, *, allowed: bool) -> str:
    """Return the condition of the chosen records that the actor sees, or of those among them that they may change."""
    names = RecordNames(query, rights.entity, "r", held=True)
    condition = names.readable()
    formula = filtering.checked_filter(query.reader, edit.entity, edit.filter, "/filter")
    if formula is not None:
        condition += f" and ({filtering.compiled(predicate, formula, names, '/filter')})"
    if edit.ids is not None:
        condition += f" and r.id = any({query.parameter(list(edit.ids))}::uuid[])"
    if allowed:
        condition += names.within(rights, rights.delete if edit.delete else rights.update, stages=WRITE_STAGES)
    return condition


async def _counted(reader: Reader, rights: EntityRights, edit: BulkEdit, *, allowed: bool = False, capped: bool = True) -> int:
    query = Query(reader, [])
    condition = _chosen(query, rights, edit, allowed=allowed)
    limit = f" limit {COUNT_CAP}" if capped else ""
    return await query.fetch_count(f"select count(*) from (select from record r where {condition}{limit}) q")


async def step(job: JobContext) -> Progress | Done:
    """Change the next records."""
    edit = BulkEdit.from_json(job.input)
    state = dict(job.state or {"after": None, "changed": 0, "refused": 0, "errors": []})
    after = state["after"]
    ids = await _next(job, edit, None if after is None else str(after))
    worker = _Worker(job, edit, state)
    await worker.change(ids)
    if len(ids) < _CHUNK:
        return Done({name: state[name] for name in ("changed", "refused", "errors")}, job.done + len(ids))
    return Progress(state | {"after": str(ids[-1])}, job.done + len(ids))


async def _next(job: JobContext, edit: BulkEdit, after: str | None) -> list[UUID]:
    reader = Reader(job.plan, job.actor)
    rights = reader.rights_of(edit.entity)
    query = Query(reader, [])
    condition = _chosen(query, rights, edit, allowed=False)
    condition += f" and r.id < {query.parameter(job.id)}::uuid"  # ids rise with time: nothing that was created since
    if after is not None:
        condition += f" and r.id > {query.parameter(UUID(after))}::uuid"
    rows = await query.fetch(f"select r.id from record r where {condition} order by r.id limit {_CHUNK}")
    return [row["id"] for row in rows]


class _Worker:
    """Changes the records of one chunk."""

    def __init__(self, job: JobContext, edit: BulkEdit, state: dict[str, Any]) -> None:
        self.edit = edit
        self.state = state
        self.gateway = Gateway(job.plan, job.actor, job.cause(automation=edit.automation))

    async def change(self, ids: Sequence[UUID]) -> None:
        """Change the records: together, or, where that is refused, each by itself."""
        if not ids:
            return
        try:
            async with savepoint():
                await self._do(ids)
        except AxinError as error:
            if len(ids) == 1:
                self._refused(ids[0], error)
                return
            half = len(ids) // 2
            await self.change(ids[:half])
            await self.change(ids[half:])
        else:
            self.state["changed"] += len(ids)

    async def _do(self, ids: Sequence[UUID]) -> None:
        edit, entity = self.edit, self.edit.entity
        if edit.delete:
            await self.gateway.batch(entity, delete=list(ids))
            return
        if edit.values or not isinstance(edit.responsible, Unset):
            await self.gateway.batch(entity, update=[Update(id_, edit.values or {}, None, edit.responsible) for id_ in ids])
        if edit.stage is not None:
            for id_ in ids:
                one = Gateway(self.gateway.plan, self.gateway.actor, self.gateway.cause.renewed())
                await one.move(entity, id_, edit.funnel or "", edit.stage)

    def _refused(self, record: UUID, error: AxinError) -> None:
        self.state["refused"] += 1
        if len(self.state["errors"]) < _MOST_NAMED:
            problems = [{"pointer": p.pointer, "code": p.code, "message": p.message} for p in error.problems]
            found = {"id": str(record), "code": error.code, "message": error.message, "errors": problems}
            self.state["errors"].append(found)


register(KIND, step, undoable=True)
