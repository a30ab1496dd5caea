"""Comments on a record: read by whoever may see it, changed by who wrote them; who is mentioned is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, NotFoundError, Problem
from axin.platform.kernel.ids import new_id
from axin.runtime.actions.worklist import cursor
from axin.runtime.comments.errors import NotYoursError
from axin.runtime.comments.subject import Subject
from axin.runtime.comments.telling import notify
from axin.tenants import members
from axin.tenants.actor import Actor

MOST_MENTIONED: Final = 50
_COLUMNS: Final = "id, author, author_kind, author_title, text, mentions, created_at, edited_at"


class Comment(msgspec.Struct, kw_only=True):
    """A comment, as its reader sees it."""

    id: UUID
    author: UUID
    author_kind: str
    author_title: str
    text: str
    mentions: list[UUID]
    created_at: datetime
    edited_at: datetime | None
    mine: bool
    unreached: list[UUID] = []
    """Who was mentioned but may not see the record, and was not told; said once, to the author."""


async def listing(subject: Subject, *, limit: int, after: str | None) -> tuple[list[Comment], str | None]:
    """Return a page of what was said about a record, newest first."""
    await subject.entity_no()
    rows = await connection().fetch(
        f"""select {_COLUMNS} from comment where tenant_no = $1 and record_id = $2 and ($3::uuid is null or id < $3)
            order by id desc limit $4""",
        tenant_no(), subject.record, cursor(after), limit + 1,
    )  # fmt: skip
    return [_shown(subject.actor, row) for row in rows[:limit]], str(rows[limit - 1]["id"]) if len(rows) > limit else None


async def create(subject: Subject, text: str, mentions: Sequence[UUID] = ()) -> Comment:
    """Say something about a record."""
    number = await subject.entity_no()
    people = await _people(mentions)
    row = await connection().fetchrow(
        f"""insert into comment (tenant_no, id, entity_no, record_id, author, author_kind, author_title, text, mentions)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning {_COLUMNS}""",
        tenant_no(), new_id(), number, subject.record, subject.actor.id, subject.actor.kind, subject.actor.title, text, people,
    )  # fmt: skip
    return await _told(subject, _shown(subject.actor, row), people)


async def change(subject: Subject, comment: UUID, text: str, mentions: Sequence[UUID] | None = None) -> Comment:
    """Say it otherwise; only who is mentioned for the first time is told."""
    before = await _own(subject, comment)
    people = before.mentions if mentions is None else await _people(mentions)
    row = await connection().fetchrow(
        f"""update comment set text = $3, mentions = $4, edited_at = now() where tenant_no = $1 and id = $2
            returning {_COLUMNS}""",
        tenant_no(), comment, text, people,
    )  # fmt: skip
    new = [person for person in people if person not in before.mentions]
    return await _told(subject, _shown(subject.actor, row), new)


async def remove(subject: Subject, comment: UUID) -> None:
    """Take a comment back; owners and admins may take anybody's."""
    await _own(subject, comment, removing=True)
    await connection().execute("delete from comment where tenant_no = $1 and id = $2", tenant_no(), comment)
    subject.tell()


async def _own(subject: Subject, comment: UUID, *, removing: bool = False) -> Comment:
    await subject.entity_no()
    row = await connection().fetchrow(
        f"select {_COLUMNS} from comment where tenant_no = $1 and record_id = $2 and id = $3 for update",
        tenant_no(), subject.record, comment,
    )  # fmt: skip
    if row is None:
        raise NotFoundError
    found = _shown(subject.actor, row)
    if not found.mine and not (removing and subject.actor.may_everything):
        raise NotYoursError
    return found


async def _told(subject: Subject, comment: Comment, people: Sequence[UUID]) -> Comment:
    reached = await subject.who_may_see(people)
    await notify(subject, "mentioned", reached, comment.text)
    subject.tell()
    comment.unreached = [person for person in people if person not in reached]
    return comment


async def _people(mentions: Sequence[UUID]) -> list[UUID]:
    people = list(dict.fromkeys(mentions))
    if len(people) > MOST_MENTIONED:
        raise InvalidError.at("/mentions", "too_many", f"A comment mentions {MOST_MENTIONED} people at most.")
    problems = [
        Problem(f"/mentions/{place}", "not_found", "There is no such member.")
        for place, person in enumerate(people)
        if await members.get(person) is None
    ]
    if problems:
        raise InvalidError(problems)
    return people


def _shown(actor: Actor, row: Any) -> Comment:  # noqa: ANN401 - asyncpg's row
    values = dict(row.items())
    return Comment(**{**values, "mentions": list(values["mentions"])}, mine=values["author"] == actor.id)
