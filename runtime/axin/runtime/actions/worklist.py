"""Tasks and notifications as people see them: their own; owners and admins see everybody's tasks."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ConflictError, InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id, parse_id
from axin.runtime.actions import task_events
from axin.runtime.cause import Cause
from axin.runtime.records import queries
from axin.runtime.runs import live
from axin.tenants import members
from axin.tenants.actor import Actor


class TaskView(msgspec.Struct, kw_only=True):
    """A task."""

    id: UUID
    title: str
    entity: str | None
    record: UUID | None
    responsible: UUID | None
    due: datetime | None
    created_at: datetime
    done_at: datetime | None
    cause: Any
    approval: UUID | None = None
    """What it asks to decide: it is done by the decision."""


class AsksToDecideError(ConflictError):
    """The task asks for a decision, and is done by it."""

    code = "asks_to_decide"

    def __init__(self) -> None:
        super().__init__("This task asks for a decision: approve or reject it.")

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        said = {
            "az": "Bu tapşırıq qərar istəyir: təsdiqləyin və ya rədd edin.",
            "ru": "Эта задача ждёт решения: согласуйте или отклоните.",
        }
        return said.get(locale, self.message)


class NotificationView(msgspec.Struct, kw_only=True):
    """A line for one person."""

    id: UUID
    text: str
    entity: str | None
    record: UUID | None
    created_at: datetime
    read_at: datetime | None
    cause: Any


_TASK: Final = "id, title, entity, record_id as record, responsible, due, created_at, done_at, cause, approval"
_TASKS: Final = f"""
select {_TASK} from task
where tenant_no = $1 and ($2::uuid is null or id < $2) and ($3::boolean or responsible = $4)
  and ($5::boolean is null or (done_at is not null) = $5) and ($6::uuid is null or record_id = $6)
  and ($7::uuid is null or responsible = $7)
order by id desc limit $8
"""
_NOTIFICATION: Final = "id, text, entity, record_id as record, created_at, read_at, cause"
_NOTIFICATIONS: Final = f"""
select {_NOTIFICATION} from notification
where tenant_no = $1 and person = $2 and ($3::uuid is null or id < $3) and (not $4 or read_at is null)
order by id desc limit $5
"""


async def tasks(
    actor: Actor, *, done: bool | None, record: UUID | None, responsible: UUID | None, limit: int, after: str | None
) -> tuple[list[TaskView], str | None]:
    """Return a page of the tasks that the actor may see, newest first, and the cursor of the next."""
    rows = await connection().fetch(
        _TASKS, tenant_no(), cursor(after), actor.may_everything, actor.person, done, record, responsible, limit + 1
    )
    return [task_view(row) for row in rows[:limit]], str(rows[limit - 1]["id"]) if len(rows) > limit else None


async def task(actor: Actor, task_id: UUID) -> TaskView:
    """Return a task that the actor may see."""
    row = await connection().fetchrow(
        f"select {_TASK} from task where tenant_no = $1 and id = $2 and ($3 or responsible = $4)",
        tenant_no(),
        task_id,
        actor.may_everything,
        actor.person,
    )
    if row is None:
        raise NotFoundError
    return task_view(row)


async def create_task(
    plan: Plan,
    actor: Actor,
    title: str,
    *,
    entity: str | None = None,
    record: UUID | None = None,
    responsible: UUID | None = None,
    due: datetime | None = None,
) -> TaskView:
    """Open a task by hand; the record must be one the actor may see, the responsible a member."""
    if record is not None:
        await _check_record(plan, actor, entity, record)
    person = responsible or actor.person
    if person is not None and await members.get(person) is None:
        raise InvalidError.at("/responsible", "not_found", "There is no such member.")
    row = await connection().fetchrow(
        f"""insert into task (tenant_no, id, title, entity, record_id, responsible, due, cause)
            values ($1, $2, $3, $4, $5, $6, $7, $8) returning {_TASK}""",
        tenant_no(), new_id(), title, entity, record, person, due, json.dumps_text(Cause.of_actor(actor).to_json()),
    )  # fmt: skip
    created = task_view(row)
    _tell(created)
    return created


async def _check_record(plan: Plan, actor: Actor, entity: str | None, record: UUID) -> None:
    if entity is None:
        raise InvalidError.at("/entity", "required", "Say of which entity the record is.")
    try:
        await queries.get(plan, actor, entity, record)
    except NotFoundError:
        raise InvalidError.at("/record", "not_found", "There is no such record.") from None


async def mark(actor: Actor, task_id: UUID, *, done: bool) -> TaskView:
    """Close a task, or open it again."""
    before = await task(actor, task_id)
    if before.approval is not None:
        raise AsksToDecideError
    await connection().execute(
        """update task set done_at = case when $3 then coalesce(done_at, now()) end, done_by = case when $3 then $4::uuid end
           where tenant_no = $1 and id = $2""",
        tenant_no(),
        task_id,
        done,
        actor.id,
    )
    changed = await task(actor, task_id)
    if before.done_at is None and changed.done_at is not None:
        await task_events.tell_done(actor, changed)
    _tell(changed)
    return changed


def _tell(changed: TaskView) -> None:
    person = None if changed.responsible is None else str(changed.responsible)
    live.tell(tenant_no(), "task", [{"id": str(changed.id), "person": person}])


async def notifications(
    actor: Actor, *, unread: bool, limit: int, after: str | None
) -> tuple[list[NotificationView], str | None, int]:
    """Return a page of the person's notifications, newest first, the cursor of the next, and how many are unread."""
    rows = await connection().fetch(_NOTIFICATIONS, tenant_no(), actor.person, cursor(after), unread, limit + 1)
    count: int = await connection().fetchval(
        "select count(*) from notification where tenant_no = $1 and person = $2 and read_at is null", tenant_no(), actor.person
    )
    shown = [_notification(row) for row in rows[:limit]]
    return shown, str(rows[limit - 1]["id"]) if len(rows) > limit else None, count


async def read(actor: Actor, ids: list[UUID] | None) -> int:
    """Mark the person's notifications as read: these, or all; return how many were unread."""
    tag = await connection().execute(
        """update notification set read_at = now()
           where tenant_no = $1 and person = $2 and read_at is null and ($3::uuid[] is null or id = any($3))""",
        tenant_no(),
        actor.person,
        ids,
    )
    return int(tag.rsplit(" ", 1)[1])


def cursor(after: str | None) -> UUID | None:
    """Read a cursor."""
    if after is None:
        return None
    found = parse_id(after)
    if found is None:
        raise InvalidError.at("/query/after", "invalid_cursor", "This is not a cursor of this list.")
    return found


def task_view(row: Any) -> TaskView:  # noqa: ANN401 - asyncpg's row
    """Return the view of a row of `task`."""
    known = {name: row[name] for name in TaskView.__struct_fields__ if name in row}
    return TaskView(**{**known, "cause": _json(row["cause"])})


def _notification(row: Any) -> NotificationView:  # noqa: ANN401 - asyncpg's row
    return NotificationView(**{**dict(row.items()), "cause": _json(row["cause"])})


def _json(text: str | None) -> Any:  # noqa: ANN401 - any JSON
    return None if text is None else json.loads(text)
