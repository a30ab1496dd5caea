"""Claims: who works on a run.

A claim is an epoch and a lease; whoever claims later has the higher epoch, and the earlier one's work is dropped at its next
commit. The database's clock only.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, set_for_transaction, tenant_no, tenant_transaction, tenants_transaction

if TYPE_CHECKING:
    from asyncpg import Record

BATCH: Final = 50
LEASE_SECONDS: Final = 10
RENEW_SECONDS: Final = LEASE_SECONDS / 3
UNHEARD_SECONDS: Final = LEASE_SECONDS / 2
"""A claim whose lease ends so soon was not renewed when it should have been: its holder may be dead, and takes up no room."""
COMPANY: Final = (BATCH, 12, 3)
"""How many are claimed together, by how often the first of them was claimed without coming to a commit: it may be what ends the
process. The more it is suspected, the fewer go with it, until it runs alone; all others are soon done."""
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
    where tenant_no = $1 and not blocked and lease_until > now() + $5 * interval '1 second'
      and due_at > now() + $5 * interval '1 second' and due_at <= now() + $3 * interval '1 second'
), room as (
    select least($2, coalesce((select maximum from tenant_limit where tenant_no = $1 and metric = 'at_once'), $2) - held.runs)
        as runs from held
), begun as (
    select run_id, lane, tries, due_at from run_due
    where tenant_no = $1 and not blocked and tries > 0 and due_at <= now()
    order by due_at limit $2 for update skip locked
), fresh as (
    select run_id, lane, tries, due_at from run_due
    where tenant_no = $1 and not blocked and tries = 0 and due_at <= now()
    order by due_at limit greatest(least((select runs from room), $2) - (select count(*) from begun), 0) for update skip locked
), due as (
    select * from begun union all select * from fresh
), first as (
    select tries, coalesce(($4::int[])[tries + 1], 1) as company from due order by tries = 0, due_at, run_id limit 1
), chosen as (
    select due.* from due, first where due.tries <= first.tries
    order by due.tries = 0, due_at, run_id limit (select company from first)
), next as (
    select n.run_id from (select distinct lane from chosen where lane is not null) c
    cross join lateral (
        select r.run_id from run_due r where r.tenant_no = $1 and r.lane = c.lane and r.blocked and r.due_at <= now()
        order by r.run_id limit $2
    ) n order by n.run_id
    limit greatest(least($2, (select company from first)) - (select count(*) from chosen), 0)
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
    """Claim runs of a tenant that are due, those first whose holder has died, and those that follow them in their lanes.

    No more than the tenant's plan lets be in hand at once, which two workers that claim at the same moment may pass by a batch;
    what its holder's death left is in hand already.
    """
    async with tenant_transaction(tenant) as transaction:
        rows = await transaction.fetch(_CLAIM, tenant, limit, LEASE_SECONDS, COMPANY, UNHEARD_SECONDS)
    return [_claimed(row) for row in rows]


def _claimed(row: "Record") -> Claimed:
    return Claimed(
        row["id"], row["epoch"], row["tries"], row["attempt"], row["lane"], row["blocked"], row["scenario"], row["version"],
        row["event_id"], json.loads(row["event"]), json.loads(row["actor"]), json.loads(row["state"]) if row["state"] else None,
    )  # fmt: skip


_CLAIM_TOGETHER: Final = """
with wanted as (
    select w.tenant_no, w.place, least($2, coalesce(l.maximum, $2) - case when l.maximum is null then 0 else (
        select count(*) from run_due d where d.tenant_no = w.tenant_no and not d.blocked
          and d.lease_until > now() + $5 * interval '1 second' and d.due_at > now() + $5 * interval '1 second'
          and d.due_at <= now() + $4 * interval '1 second') end) as room
    from unnest($1::int[]) with ordinality as w (tenant_no, place)
    left join tenant_limit l on l.tenant_no = w.tenant_no and l.metric = 'at_once'
), chosen as (
    select d.tenant_no, d.run_id, d.lane from wanted w cross join lateral (
        select r.tenant_no, r.run_id, r.lane from run_due r
        where r.tenant_no = w.tenant_no and not r.blocked and r.due_at <= now() and r.tries = 0
        order by r.due_at limit greatest(w.room, 0) for update skip locked
    ) d limit $3
), behind as (
    select n.tenant_no, n.run_id from (select distinct tenant_no, lane from chosen where lane is not null) c
    cross join lateral (
        select r.tenant_no, r.run_id from run_due r
        where r.tenant_no = c.tenant_no and r.lane = c.lane and r.blocked and r.due_at <= now() and r.tries = 0
        order by r.run_id limit $2 for update skip locked
    ) n limit greatest($3 - (select count(*) from chosen), 0)
), claimed as (
    update run_due d set epoch = epoch + 1, tries = tries + 1, due_at = now() + $4 * interval '1 second',
                         lease_until = now() + $4 * interval '1 second'
    from (select tenant_no, run_id from chosen union all select tenant_no, run_id from behind) c
    where d.tenant_no = c.tenant_no and d.run_id = c.run_id
    returning d.tenant_no, d.run_id, d.epoch, d.tries, d.attempt, d.lane, d.blocked
)
select c.tenant_no, r.id, c.epoch, c.tries, c.attempt, c.lane, c.blocked, r.scenario, r.version, r.event_id, r.event, r.actor,
       r.state
from claimed c join run r on r.tenant_no = c.tenant_no and r.id = c.run_id
order by c.tenant_no, c.blocked, r.id
"""


async def claim_together(tenants: Sequence[int], most: int, limit: int = BATCH) -> dict[int, list[Claimed]]:
    """Claim a few due runs of each of these tenants, those first in line first, as long as the batch has room.

    Only runs that nobody has claimed before: what may have ended a process runs among its own.
    """
    found: defaultdict[int, list[Claimed]] = defaultdict(list)
    async with tenants_transaction(tenants) as transaction:
        for row in await transaction.fetch(_CLAIM_TOGETHER, tenants, most, limit, LEASE_SECONDS, UNHEARD_SECONDS):
            found[row["tenant_no"]].append(_claimed(row))
    return found


_HOLD: Final = """
select d.run_id from run_due d
join unnest($1::int[], $2::uuid[], $3::int[]) as c (tenant_no, run_id, epoch)
  on c.tenant_no = d.tenant_no and c.run_id = d.run_id and c.epoch = d.epoch
order by d.run_id for update of d
"""
_HOLD_OF_SEVERAL: Final = f"/* of several tenants */ {_HOLD}"
"""The same under a text of its own: a statement that changes its role is planned anew each time."""
PATIENCE: Final = f"idle_in_transaction_session_timeout = '{LEASE_SECONDS}s'"
"""The setting of a transaction that holds claims: a worker that freezes in the middle is cut off, its work undone."""


async def hold(claimed: Sequence[tuple[UUID, int]]) -> set[UUID]:
    """Return those that are still ours, and keep them so until the open transaction ends."""
    await set_for_transaction(PATIENCE)
    return await _hold(_HOLD, [(tenant_no(), run, epoch) for run, epoch in claimed])


async def hold_together(claimed: Sequence[tuple[int, UUID, int]]) -> set[UUID]:
    """Do the same for runs of several tenants, outside the part of any."""
    return await _hold(_HOLD_OF_SEVERAL, claimed)


async def _hold(statement: str, claimed: Sequence[tuple[int, UUID, int]]) -> set[UUID]:
    tenants, runs, epochs = ([each[part] for each in claimed] for part in range(3))
    return {row["run_id"] for row in await connection().fetch(statement, tenants, runs, epochs)}


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
