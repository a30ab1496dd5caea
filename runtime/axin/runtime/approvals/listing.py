"""Approvals as people see them: who is asked sees what they are asked; owners and admins see all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.runtime.actions.worklist import cursor
from axin.runtime.records import queries
from axin.tenants.actor import Actor

STATUSES: Final = ("open", "approved", "rejected", "expired", "cancelled")


class VoteView(msgspec.Struct, kw_only=True):
    """What one person has decided."""

    person: UUID
    decision: str
    comment: str | None
    at: datetime


class ApprovalView(msgspec.Struct, kw_only=True):
    """An approval."""

    id: UUID
    text: str
    status: str
    rule: str
    entity: str | None
    record: UUID | None
    approvers: list[UUID]
    votes: list[VoteView]
    due: datetime | None
    scenario: str
    run: UUID
    created_at: datetime
    decided_at: datetime | None
    can_decide: bool
    """Whether the one who asks is asked, and has not decided."""


_LIST: Final = """
select * from approval
where tenant_no = $1 and ($2::uuid is null or id < $2) and ($3::boolean or $4::uuid = any(approvers))
  and ($5::text is null or status = $5) and ($6::uuid is null or record_id = $6)
order by id desc limit $7
"""
_VOTES: Final = """
select approval_id, person, decision, comment, at from approval_vote
where tenant_no = $1 and approval_id = any($2) order by at, person
"""


async def page(
    plan: Plan, actor: Actor, *, status: str | None, record: UUID | None, limit: int, after: str | None
) -> tuple[list[ApprovalView], str | None]:
    """Return a page of the approvals that the actor may see, newest first, and the cursor of the next."""
    if status is not None and status not in STATUSES:
        raise InvalidError.at("/query/status", "invalid", f"The status is one of {', '.join(STATUSES)}.")
    rows = await connection().fetch(
        _LIST, tenant_no(), cursor(after), actor.may_everything, actor.person, status, record, limit + 1
    )
    return await _views(plan, actor, rows[:limit]), str(rows[limit - 1]["id"]) if len(rows) > limit else None


async def get(plan: Plan, actor: Actor, approval: UUID) -> ApprovalView:
    """Return an approval that the actor may see."""
    row = await connection().fetchrow(
        "select * from approval where tenant_no = $1 and id = $2 and ($3 or $4 = any(approvers))",
        tenant_no(), approval, actor.may_everything, actor.person,
    )  # fmt: skip
    if row is None:
        raise NotFoundError
    return (await _views(plan, actor, [row]))[0]


async def _views(plan: Plan, actor: Actor, rows: Sequence[Any]) -> list[ApprovalView]:
    votes: dict[UUID, list[VoteView]] = {row["id"]: [] for row in rows}
    for vote in await connection().fetch(_VOTES, tenant_no(), list(votes)):
        votes[vote["approval_id"]].append(
            VoteView(person=vote["person"], decision=vote["decision"], comment=vote["comment"], at=vote["at"])
        )
    seen = await _seen(plan, actor, rows)
    return [_view(actor, row, votes[row["id"]], named=row["record_id"] in seen) for row in rows]


async def _seen(plan: Plan, actor: Actor, rows: Sequence[Any]) -> set[UUID]:
    """Return which of the records that are decided about the actor may see: who decides is not shown more than that."""
    records = {(row["entity"], row["record_id"]) for row in rows if row["record_id"] and row["entity"] in plan.entities}
    return set(await queries.visible(plan, actor, records)) if records else set()


def _view(actor: Actor, row: Any, votes: list[VoteView], *, named: bool) -> ApprovalView:  # noqa: ANN401 - asyncpg's row
    asked = actor.person in row["approvers"] and row["status"] == "open"
    return ApprovalView(
        id=row["id"], text=row["text"], status=row["status"], rule=row["rule"],
        entity=row["entity"] if named else None, record=row["record_id"] if named else None,
        approvers=list(row["approvers"]), votes=votes, due=row["due"], scenario=row["scenario"], run=row["run_id"],
        created_at=row["created_at"], decided_at=row["decided_at"],
        can_decide=asked and all(vote.person != actor.person for vote in votes),
    )  # fmt: skip
