"""An approval is over: decided, expired, or asked for by a run that is no more. Nobody has it on their list any longer."""

from collections.abc import Sequence
from typing import Final, Literal
from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs import live

Status = Literal["approved", "rejected", "expired", "cancelled"]
_CLOSE: Final = """
update approval set status = $3, decided_at = now() where tenant_no = $1 and id = any($2) and status = 'open' returning id
"""
_TASKS: Final = """
update task set done_at = now() where tenant_no = $1 and approval = any($2) and done_at is null returning id, responsible
"""


async def close(approvals: Sequence[UUID], status: Status) -> bool:
    """Close these approvals and the tasks that ask for them; return whether any was open."""
    if not approvals:
        return False
    rows = await connection().fetch(_CLOSE, tenant_no(), list(approvals), status)
    await close_tasks([row["id"] for row in rows])
    return bool(rows)


async def close_tasks(approvals: Sequence[UUID]) -> None:
    """Close the tasks that ask people to decide."""
    rows = await connection().fetch(_TASKS, tenant_no(), list(approvals))
    live.tell(tenant_no(), "task", [{"id": str(row["id"]), "person": str(row["responsible"])} for row in rows])
