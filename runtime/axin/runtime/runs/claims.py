"""Claims: who works on a run.

A claim is an epoch and a lease; whoever claims later has the higher epoch, and the earlier one's work is dropped at its next
commit. The database's clock only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, set_for_transaction, tenant_no, tenant_transaction

if TYPE_CHECKING:
    from asyncpg import Record

BATCH: Final = 50
LEASE_SECONDS: Final = 10
RENEW_SECONDS: Final = LEASE_SECONDS / 3
LONELY_AFTER: Final = 2
"""A run that was claimed so often without coming to a commit may be what ends the process: from here on it runs alone."""
GIVE_UP_AFTER: Final = 10
"""… and from here on not at all: it fails, visibly."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A run that is ours until its lease ends."""

    id: UUID
    epoch: int
    tries: int
    attempt: int
    lane: str | None
    follows: bool
    """Whether it waits in its lane behind another run of this batch."""
    scenario: str
    version: int
    event_id: UUID
    event: Any
    actor: Any
    state: Any


_CLAIM: Final = """
with held as (
    select count(*) as runs from run_due
    where tenant_no = $1 and not blocked and lease_until > now() and due_at > now() and due_at <= now() + $3 * interval '1 second'
), room as (
    select least($2, coalesce((select maximum from tenant_limit where tenant_no = $1 and metric = 'at_once'), $2) - held.runs)
        as runs from held
), due as (
    select run_id, lane, tries, due_at from run_due
    where tenant_no = $1 and not blocked and due_at <= now()
    order by due_at limit greatest((select runs from room), 0) for update skip locked
), eldest as (
    select run_id, tries from due order by due_at, run_id limit 1
), chosen as (
    select due.* from due, eldest where case when eldest.tries >= $4 then due.run_id = eldest.run_id else due.tries < $4 end
), next as (
    select n.run_id from (select distinct lane from chosen where lane is not null and tries < $4) c
    cross join lateral (
        select r.run_id from run_due r where r.tenant_no = $1 and r.lane = c.lane and r.blocked and r.due_at <= now()
        order by r.run_id limit $2
    ) n order by n.run_id limit greatest($2 - (select count(*) from chosen), 0)
), behind as (
    select d.run_id from next join run_due d on d.tenant_no = $1 and d.run_id = next.run_id
    order by d.run_id for update of d skip locked
), claimed as (
    update run_due set epoch = epoch + 1, tries = tries + 1, due_at = now() + $3 * interval '1 second',
                       lease_until = now() + $3 * interval '1 second'
    where tenant_no = $1 and run_id in (select run_id from chosen union all select run_id from behind)
    returning run_id, epoch, tries, attempt, lane, blocked
)
select r.id, c.epoch, c.tries, c.attempt, c.lane, c.blocked, r.scenario, r.version, r.event_id, r.event, r.actor, r.state
from claimed c join run r on r.tenant_no = $1 and r.id = c.run_id
order by c.blocked, r.id
"""


async def claim(tenant: int, limit: int = BATCH) -> list[Claimed]:
    """Claim runs of a tenant that are due, and those that follow them in their lanes.

    No more than the tenant's plan lets be in hand at once, which two workers that claim at the same moment may pass by a batch.
    """
    async with tenant_transaction(tenant) as transaction:
        rows = await transaction.fetch(_CLAIM, tenant, limit, LEASE_SECONDS, LONELY_AFTER)
    return [_claimed(row) for row in rows]


def _claimed(row: "Record") -> Claimed:
    return Claimed(
        row["id"], row["epoch"], row["tries"], row["attempt"], row["lane"], row["blocked"], row["scenario"], row["version"],
        row["event_id"], json.loads(row["event"]), json.loads(row["actor"]), json.loads(row["state"]) if row["state"] else None,
    )  # fmt: skip


_HOLD: Final = """
select d.run_id from run_due d
join unnest($2::uuid[], $3::int[]) as c (run_id, epoch) on c.run_id = d.run_id and c.epoch = d.epoch
where d.tenant_no = $1 order by d.run_id for update of d
"""
PATIENCE: Final = f"idle_in_transaction_session_timeout = '{LEASE_SECONDS}s'"
"""The setting of a transaction that holds claims: a worker that freezes in the middle is cut off, its work undone."""


async def hold(claimed: Sequence[tuple[UUID, int]]) -> set[UUID]:
    """Return those that are still ours, and keep them so until the open transaction ends."""
    await set_for_transaction(PATIENCE)
    rows = await connection().fetch(_HOLD, tenant_no(), [run for run, _ in claimed], [epoch for _, epoch in claimed])
    return {row["run_id"] for row in rows}


_RENEW: Final = """
update run_due d set due_at = now() + $4 * interval '1 second', lease_until = now() + $4 * interval '1 second'
from unnest($2::uuid[], $3::int[]) as c (run_id, epoch)
where d.tenant_no = $1 and d.run_id = c.run_id and d.epoch = c.epoch
"""


async def renew(tenant: int, claimed: Sequence[tuple[UUID, int]]) -> None:
    """Keep our claims for another lease."""
    async with tenant_transaction(tenant) as transaction:
        await transaction.execute(_RENEW, tenant, [run for run, _ in claimed], [epoch for _, epoch in claimed], LEASE_SECONDS)


_RELEASE: Final = """
update run_due d set due_at = now(), lease_until = null, tries = greatest(d.tries - 1, 0)
from unnest($2::uuid[], $3::int[]) as c (run_id, epoch)
where d.tenant_no = $1 and d.run_id = c.run_id and d.epoch = c.epoch
"""


async def release(claimed: Sequence[tuple[UUID, int]]) -> None:
    """Give back, in the open transaction, what was claimed and not begun."""
    if claimed:
        await connection().execute(_RELEASE, tenant_no(), [run for run, _ in claimed], [epoch for _, epoch in claimed])
