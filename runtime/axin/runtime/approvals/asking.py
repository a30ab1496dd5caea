"""Asking people to decide: an approval, and a task for each who may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import new_id
from axin.runtime.approvals import closing
from axin.runtime.cause import Cause
from axin.runtime.runs import live

Rule = Literal["one", "all", "majority"]
EXPIRED: Final[dict[str, Any]] = {"decision": "expired", "by": None, "comment": None}
_LONGEST_TITLE: Final = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of whom, and by which step of which run."""

    run: UUID
    scenario: str
    step: str
    text: str
    entity: str | None
    record: UUID | None
    rule: Rule
    approvers: Sequence[UUID]
    escalated: Sequence[UUID]
    """Who may decide too once the time is over."""
    due: datetime | None
    cause: Cause


_ASK: Final = """
insert into approval (tenant_no, id, run_id, scenario, step, text, entity, record_id, rule, approvers, escalated, due, cause)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb)
"""
_TASKS: Final = """
insert into task (tenant_no, id, title, entity, record_id, responsible, due, cause, approval)
select $1, n.id, left(a.text, $5), a.entity, a.record_id, n.person, a.due, a.cause, a.id
from approval a cross join unnest($3::uuid[], $4::uuid[]) as n (id, person) where a.tenant_no = $1 and a.id = $2
"""


async def ask(asked: Asked) -> UUID:
    """Put the question; return the approval's id."""
    approval = new_id()
    await connection().execute(
        _ASK, tenant_no(), approval, asked.run, asked.scenario, asked.step, asked.text, asked.entity, asked.record, asked.rule,
        list(asked.approvers), [each for each in asked.escalated if each not in asked.approvers], asked.due,
        json.dumps_text(asked.cause.to_json()),
    )  # fmt: skip
    await _give_tasks(approval, asked.approvers)
    return approval


async def _give_tasks(approval: UUID, people: Sequence[UUID]) -> None:
    ids = [new_id() for _ in people]
    await connection().execute(_TASKS, tenant_no(), approval, ids, list(people), _LONGEST_TITLE)
    told = [{"id": str(task), "person": str(person)} for task, person in zip(ids, people, strict=True)]
    live.tell(tenant_no(), "task", told)


async def of_step(run: UUID, step: str) -> UUID | None:
    """Return the approval that a step of a run waits for."""
    found: UUID | None = await connection().fetchval(
        "select id from approval where tenant_no = $1 and run_id = $2 and step = $3 and status = 'open' order by id desc limit 1",
        tenant_no(), run, step,
    )  # fmt: skip
    return found


_ESCALATE: Final = """
update approval a set approvers = a.approvers || old.escalated, escalated = '{}'
from (select id, escalated from approval where tenant_no = $1 and id = $2 and status = 'open' for update) old
where a.tenant_no = $1 and a.id = old.id returning old.escalated
"""


async def escalate(approval: UUID) -> bool:
    """Let those decide too whom it goes to once the time is over; False where there is nobody."""
    added: Sequence[UUID] | None = await connection().fetchval(_ESCALATE, tenant_no(), approval)
    if not added:
        return False
    await _give_tasks(approval, added)
    return True


async def expire(approval: UUID) -> None:
    """Close it undecided."""
    await closing.close([approval], "expired")
