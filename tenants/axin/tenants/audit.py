"""The audit trail of a workspace: who did what to whom. Rows are added and read, never changed: the role may do no more."""

from collections.abc import Mapping
from uuid import UUID

from axin.platform.data.json import dumps_text
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.ids import new_id
from axin.tenants.actor import Actor


async def record(actor: Actor, action: str, target: UUID | str = "", details: Mapping[str, object] | None = None) -> None:
    """Write that `actor` did `action`, in the open transaction, so that both stand or neither."""
    await connection().execute(
        "insert into audit (tenant_no, id, actor_kind, actor_id, action, target, details) values ($1, $2, $3, $4, $5, $6, $7)",
        actor.tenant_no,
        new_id(),
        actor.kind,
        actor.id,
        action,
        str(target),
        dumps_text(details or {}),
    )
