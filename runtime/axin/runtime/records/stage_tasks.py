"""The tasks that entering a stage opens: for the responsible, once on a record while one of the same title is open."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from axin.builder.compiling.plan import StageTaskPlan, Titles
from axin.builder.definitions.durations import seconds
from axin.platform import live
from axin.platform.data import json
from axin.platform.data.unit_of_work import gather_after_commit
from axin.platform.kernel.ids import new_id
from axin.runtime.records.changes import Change
from axin.runtime.records.policy import Reader
from axin.runtime.records.statement import Statement


class _Task(NamedTuple):
    id: UUID
    title: str
    record: UUID
    responsible: UUID | None
    due: datetime | None
    cause: str


def add(statement: Statement, reader: Reader, entered: Sequence[Change], at: datetime) -> None:
    """Add to the statement the tasks of the stages that these changes entered."""
    tasks = [task for change in entered for task in _tasks(reader, change, at)]
    if not tasks:
        return
    rows = statement.rows(
        [
            ("id", "uuid", [task.id for task in tasks]),
            ("title", "text", [task.title for task in tasks]),
            ("record_id", "uuid", [task.record for task in tasks]),
            ("responsible", "uuid", [task.responsible for task in tasks]),
            ("due", "timestamptz", [task.due for task in tasks]),
            ("cause", "text", [task.cause for task in tasks]),
        ]
    )
    entity = statement.place(entered[0].after.entity.key, "text")
    statement.parts.append(
        "insert into task (tenant_no, entity, once, id, title, record_id, responsible, due, cause) "
        f"select {reader.tenant_no}, {entity}, true, u.id, u.title, u.record_id, u.responsible, u.due, u.cause::jsonb "
        f"from {rows} "
        "on conflict (tenant_no, record_id, md5(title)) where once and done_at is null do nothing"
    )
    gather_after_commit(_tell, [(reader.tenant_no, {"id": task.id, "person": task.responsible}) for task in tasks])


def _tasks(reader: Reader, change: Change, at: datetime) -> Iterator[_Task]:
    record = change.after
    funnel = reader.plan.funnels.get(record.funnel or "")
    stage = funnel.stages.get(record.stage or "") if funnel is not None else None
    if stage is None or not stage.tasks or change.cause.automation == "none":
        return
    cause = json.dumps_text(change.cause.to_json() | {"funnel": record.funnel, "stage": record.stage})
    for task in stage.tasks:
        title = said(task.title, reader.plan.locale)
        yield _Task(new_id(), title, record.id, record.responsible, _due(task, at), cause)


def said(titles: Titles, locale: str) -> str:
    """Return a title in the workspace's language."""
    return titles.get(locale) or titles[""]


def _due(task: StageTaskPlan, at: datetime) -> datetime | None:
    lasts = seconds(task.due)
    return at + timedelta(seconds=lasts) if lasts is not None else None


async def _tell(told: list[tuple[int, dict[str, Any]]]) -> None:
    await live.publish_all(told[0][0], [("task", data) for _, data in told])
