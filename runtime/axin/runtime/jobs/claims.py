"""Claims: who works on a job.

A claim is an epoch, and a time until which it holds; whoever claims later has the higher epoch, and the earlier one's chunk is
dropped. While a chunk is being done its row is locked, so a claim needs to outlast only the moments between two chunks.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no, tenant_transaction
from axin.runtime.jobs.rows import read

LEASE_SECONDS: Final = 10
PATIENCE: Final = "idle_in_transaction_session_timeout = '60s'"
"""The setting of a chunk's transaction: a worker that freezes in the middle is cut off, its work undone."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours for now."""

    id: UUID
    epoch: int
    tries: int


@dataclass(frozen=True, slots=True)
class Held:
    """A claimed job as it stands, its row locked."""

    kind: str
    input: Any
    state: Any
    actor: Any
    done: int
    total: int | None
    cancel_requested: bool


_CLAIM: Final = """
with due as (
    select job_id from job_due where tenant_no = $1 and due_at <= now() order by due_at limit 1 for update skip locked
)
update job_due d set epoch = epoch + 1, tries = tries + 1, due_at = now() + $2 * interval '1 second'
from due where d.tenant_no = $1 and d.job_id = due.job_id returning d.job_id, d.epoch, d.tries
"""
_HOLD: Final = """
with held as (
    update job_due set due_at = now() + $4 * interval '1 second', tries = 0
    where tenant_no = $1 and job_id = $2 and epoch = $3 returning job_id
)
select j.kind, j.input, j.state, j.actor, j.done, j.total, j.cancel_requested
from held join job j on j.tenant_no = $1 and j.id = held.job_id
"""


async def claim(tenant: int) -> Claimed | None:
    """Claim the tenant's job that has waited longest, if one is due."""
    async with tenant_transaction(tenant) as transaction:
        row = await transaction.fetchrow(_CLAIM, tenant, LEASE_SECONDS)
    return None if row is None else Claimed(row["job_id"], row["epoch"], row["tries"])


async def hold(claimed: Claimed) -> Held | None:
    """Return the job where it is still ours, and keep it so until the open transaction ends."""
    row = await connection().fetchrow(_HOLD, tenant_no(), claimed.id, claimed.epoch, LEASE_SECONDS)
    if row is None:
        return None
    return Held(
        row["kind"],
        read(row["input"]),
        read(row["state"]),
        read(row["actor"]),
        row["done"],
        row["total"],
        row["cancel_requested"],
    )


async def release(tenant: int, claimed: Claimed, *, after_seconds: float = 0) -> None:
    """Give the job back, to be taken up again after a while."""
    async with tenant_transaction(tenant) as transaction:
        await transaction.execute(
            "update job_due set due_at = now() + $4 * interval '1 second' where tenant_no = $1 and job_id = $2 and epoch = $3",
            tenant, claimed.id, claimed.epoch, after_seconds,
        )  # fmt: skip
