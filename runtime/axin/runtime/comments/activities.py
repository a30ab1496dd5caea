"""Activities of a record: calls, meetings, notes and messages that were, and the next ones that are planned."""

from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id
from axin.runtime.actions.worklist import cursor
from axin.runtime.comments.errors import NotYoursError
from axin.runtime.comments.subject import Subject
from axin.runtime.comments.telling import notify
from axin.tenants.actor import Actor

ActivityKind = Literal["call", "meeting", "note", "message"]
_COLUMNS: Final = (
    "id, kind, title, text, at, minutes, responsible, done_at, author, author_kind, author_title, created_at, edited_at"
)
_SET: Final = ("kind", "title", "text", "at", "minutes", "responsible")


class Activity(msgspec.Struct, kw_only=True):
    """Something that was done about a record, or is planned."""

    id: UUID
    kind: ActivityKind
    title: str
    text: str
    at: datetime
    minutes: int | None
    responsible: UUID | None
    done_at: datetime | None
    author: UUID
    author_kind: str
    author_title: str
    created_at: datetime
    edited_at: datetime | None
    mine: bool


async def listing(subject: Subject, *, planned: bool | None, limit: int, after: str | None) -> tuple[list[Activity], str | None]:
    """Return a page of a record's activities, newest first; `planned` true: those to come, false: those done."""
    await subject.entity_no()
    rows = await connection().fetch(
        f"""select {_COLUMNS} from activity where tenant_no = $1 and record_id = $2 and ($3::uuid is null or id < $3)
            and ($4::boolean is null or (done_at is null) = $4) order by id desc limit $5""",
        tenant_no(), subject.record, cursor(after), planned, limit + 1,
    )  # fmt: skip
    return [_shown(subject.actor, row) for row in rows[:limit]], str(rows[limit - 1]["id"]) if len(rows) > limit else None


async def create(subject: Subject, given: dict[str, Any], *, done: bool | None = None) -> Activity:
    """Note what was done, or plan what comes: what lies ahead is planned unless it is said to be done."""
    number = await subject.entity_no()
    values = {"text": "", "minutes": None, "at": utc_now(), **given}
    values["responsible"] = given.get("responsible") or subject.actor.person
    await _check_responsible(subject, given.get("responsible"))
    finished = done if done is not None else values["at"] <= utc_now()
    row = await connection().fetchrow(
        f"""insert into activity (tenant_no, id, entity_no, record_id, author, author_kind, author_title, done_at,
                                  {", ".join(_SET)})
            values ($1, $2, $3, $4, $5, $6, $7, case when $8 then now() end, $9, $10, $11, $12, $13, $14)
            returning {_COLUMNS}""",
        tenant_no(), new_id(), number, subject.record, subject.actor.id, subject.actor.kind, subject.actor.title, finished,
        *(values[name] for name in _SET),
    )  # fmt: skip
    made = _shown(subject.actor, row)
    if not finished and made.responsible is not None:
        await notify(subject, "planned", [made.responsible], made.title)
    subject.tell()
    return made


async def change(subject: Subject, activity: UUID, given: dict[str, Any], *, done: bool | None = None) -> Activity:
    """Change an activity of one's own; whoever is to do it may say that it is done."""
    before = await _found(subject, activity)
    if not before.mine and (given or subject.actor.person is None or before.responsible != subject.actor.person):
        raise NotYoursError
    await _check_responsible(subject, given.get("responsible"))
    values = {name: given.get(name, getattr(before, name)) for name in _SET}
    row = await connection().fetchrow(
        f"""update activity set kind = $3, title = $4, text = $5, at = $6, minutes = $7, responsible = $8,
                   edited_at = case when $9 then now() else edited_at end,
                   done_at = case when $10::boolean is null then done_at when $10 then coalesce(done_at, now()) end
            where tenant_no = $1 and id = $2 returning {_COLUMNS}""",
        tenant_no(), activity, *(values[name] for name in _SET), bool(given), done,
    )  # fmt: skip
    changed = _shown(subject.actor, row)
    if changed.done_at is None and changed.responsible not in {None, before.responsible}:
        await notify(subject, "planned", [p for p in (changed.responsible,) if p is not None], changed.title)
    subject.tell()
    return changed


async def remove(subject: Subject, activity: UUID) -> None:
    """Delete an activity of one's own; owners and admins may delete anybody's."""
    if not (await _found(subject, activity)).mine and not subject.actor.may_everything:
        raise NotYoursError
    await connection().execute("delete from activity where tenant_no = $1 and id = $2", tenant_no(), activity)
    subject.tell()


async def _found(subject: Subject, activity: UUID) -> Activity:
    await subject.entity_no()
    row = await connection().fetchrow(
        f"select {_COLUMNS} from activity where tenant_no = $1 and record_id = $2 and id = $3 for update",
        tenant_no(), subject.record, activity,
    )  # fmt: skip
    if row is None:
        raise NotFoundError
    return _shown(subject.actor, row)


async def _check_responsible(subject: Subject, person: UUID | None) -> None:
    if person is not None and not await subject.who_may_see([person]):
        raise InvalidError.at("/responsible", "not_found", "There is no such member who may see this record.")


def _shown(actor: Actor, row: Any) -> Activity:  # noqa: ANN401 - asyncpg's row
    values = dict(row.items())
    return Activity(**values, mine=values["author"] == actor.id)
