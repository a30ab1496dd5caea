"""A person decides: their vote is counted, and once the rule is met the run goes on and scenarios hear of it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar, Final, Literal
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from axin.runtime.approvals import closing
from axin.runtime.approvals.listing import ApprovalView, get
from axin.runtime.cause import Cause
from axin.runtime.records.events import actor_json, snapshot, write_outbox
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import the_product
from axin.runtime.runs import awaiting
from axin.tenants.actor import Actor

Decision = Literal["approved", "rejected"]


class DecidedError(ConflictError):
    """The approval is over, or this person has decided already."""

    code = "already_decided"
    status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT

    def __init__(self) -> None:
        super().__init__("This has been decided already.")

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return {"az": "Bu barədə artıq qərar verilib.", "ru": "Решение уже принято."}.get(locale, self.message)


_VOTE: Final = """
insert into approval_vote (tenant_no, approval_id, person, decision, comment) values ($1, $2, $3, $4, $5)
on conflict (tenant_no, approval_id, person) do nothing
"""
_TASK: Final = "update task set done_at = now(), done_by = $3 where tenant_no = $1 and approval = $2 and responsible = $3"


async def decide(plan: Plan, actor: Actor, approval: UUID, decision: Decision, comment: str | None) -> ApprovalView:
    """Count the actor's vote; only those who are asked have one."""
    await get(plan, actor, approval)
    row = await connection().fetchrow("select * from approval where tenant_no = $1 and id = $2 for update", tenant_no(), approval)
    if row is None:
        raise NotFoundError
    if actor.person is None or actor.person not in row["approvers"]:
        raise ForbiddenError("Only those who are asked decide.")
    if row["status"] != "open":
        raise DecidedError
    tag = await connection().execute(_VOTE, tenant_no(), approval, actor.person, decision, comment)
    if not tag.endswith(" 1"):
        raise DecidedError
    await connection().execute(_TASK, tenant_no(), approval, actor.person)
    outcome = await _outcome(row)
    if outcome is not None:
        await closing.close([approval], outcome)
        await awaiting.answer(approval, {"decision": outcome, "by": str(actor.person), "comment": comment})
        await _tell(plan, actor, row, {"decision": outcome, "by": str(actor.person), "comment": comment})
    return await get(plan, actor, approval)


async def _outcome(row: Mapping[str, Any]) -> Decision | None:
    """Return what is decided by now; None while it is open."""
    votes = await connection().fetch(
        "select decision, count(*) as votes from approval_vote where tenant_no = $1 and approval_id = $2 group by decision",
        tenant_no(), row["id"],
    )  # fmt: skip
    counted = {vote["decision"]: vote["votes"] for vote in votes}
    return verdict(row["rule"], len(row["approvers"]), counted.get("approved", 0), counted.get("rejected", 0))


def verdict(rule: str, asked: int, approved: int, rejected: int) -> Decision | None:
    """Return what so many votes of so many people come to: `one` decides alone, `all` must agree, or more than half."""
    needed = {"one": 1, "all": asked}.get(rule, asked // 2 + 1)
    if approved >= needed:
        return "approved"
    too_many = rejected >= 1 if rule == "one" else rejected > asked - needed
    return "rejected" if too_many else None


async def _tell(plan: Plan, actor: Actor, row: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    """Tell those who listen: the event belongs to the chain of the run that asked."""
    cause = Cause.from_json(json.loads(row["cause"]))
    payload: dict[str, Any] = {
        "version": plan.version, "cause": cause.to_json(), "actor": actor_json(actor), "scenario": row["scenario"], "data": data,
        "entity": row["entity"], "record_id": None if row["record_id"] is None else str(row["record_id"]),
    }  # fmt: skip
    entity = plan.entities.get(row["entity"] or "")
    if entity is not None and row["record_id"] is not None:
        reader = the_product(plan)
        found = await read_by_ids(reader, entity, [row["record_id"]])
        payload["record"] = await snapshot(reader, found[0]) if found else None
    await write_outbox("approval.decided", [payload])
