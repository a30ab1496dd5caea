"""A worker's turn with jobs: each tenant with due jobs works on one of them for a moment, chunk by chunk.

One turn at a time in a process, so that runs of scenarios, which other drains of the process do, never wait for long work.
"""

import logging
import time
from typing import Final

from axin.builder.versions import live_plan
from axin.platform.data.unit_of_work import control_rows, tenant_transaction
from axin.platform.kernel import faults
from axin.platform.kernel.errors import AxinError
from axin.runtime.jobs import acting, claims, settling, telling
from axin.runtime.jobs import kinds as _kinds  # noqa: F401 - a worker knows every kind of job
from axin.runtime.jobs.claims import Claimed, Held
from axin.runtime.jobs.job import Done, JobContext
from axin.runtime.jobs.registry import Kind, kind_of
from axin.runtime.runs.errors import NOBODYS_FAULT, OURS, kept

log: Final = logging.getLogger(__name__)
TURN_SECONDS: Final = 1.0
_MOST_TRIES: Final = 5
_WAITS: Final = (1, 2, 5, 15)
_CRASHED: Final = {"code": "crashed", "message": "This ended the process that did it, again and again, and was given up."}
_UNKNOWN: Final = {"code": "unknown_kind", "message": "This version does not know this kind of work."}
_READY: Final = """
with recursive due as (
    (select tenant_no, due_at from job_due order by tenant_no, due_at limit 1)
    union all
    select n.tenant_no, n.due_at from due d cross join lateral (
        select r.tenant_no, r.due_at from job_due r where r.tenant_no > d.tenant_no order by r.tenant_no, r.due_at limit 1
    ) n
)
select tenant_no from due where due_at <= now()
"""
_turns: Final[list[int]] = []


async def drain() -> bool:
    """Give each tenant with due jobs one turn; return whether anything was done."""
    if _turns:
        return False
    _turns.append(1)
    try:
        found = [await work(row["tenant_no"]) for row in await control_rows(_READY)]
        return any(found)
    finally:
        _turns.clear()


async def drain_all() -> None:
    """Drain until nothing is due."""
    while await drain():
        pass


async def work(tenant: int) -> bool:
    """Do chunks of one job of the tenant for a turn's time; return whether there was one."""
    claimed = await claims.claim(tenant)
    if claimed is None:
        return False
    faults.point("jobs.claimed")
    try:
        await _turn(tenant, claimed)
    except NOBODYS_FAULT:
        await claims.release(tenant, claimed, after_seconds=1)
    except AxinError as error:
        await _fail(tenant, claimed, kept(error))
    except Exception:
        log.exception("A chunk of a job failed")
        await _try_again(tenant, claimed)
    return True


async def _turn(tenant: int, claimed: Claimed) -> None:
    if claimed.tries > _MOST_TRIES:
        await _fail(tenant, claimed, _CRASHED)
        return
    until = time.monotonic() + TURN_SECONDS
    while await _chunk(tenant, claimed):
        faults.point("jobs.committed")
        if time.monotonic() >= until:
            await claims.release(tenant, claimed)
            return


async def _chunk(tenant: int, claimed: Claimed) -> bool:
    """Do one chunk in a transaction of its own; return whether there is more to do."""
    async with tenant_transaction(tenant, claims.PATIENCE):
        held = await claims.hold(claimed)
        if held is None:
            return False
        kind = kind_of(held.kind)
        actor = acting.from_json(tenant, held.actor)
        telling.tell(claimed.id, actor)
        if held.cancel_requested or kind is None:
            await settling.finish(claimed.id, "cancelled" if kind else "failed", kind, error=None if kind else _UNKNOWN)
            return False
        more = await _step(tenant, claimed, held, kind)
        faults.point("jobs.executed")
    return more


async def _step(tenant: int, claimed: Claimed, held: Held, kind: Kind) -> bool:
    actor = await acting.as_of_now(acting.from_json(tenant, held.actor))
    job = JobContext(
        tenant, claimed.id, held.kind, held.input, held.state, held.done, held.total, actor, await live_plan()
    )  # fmt: skip
    found = await kind.step(job)
    if isinstance(found, Done):
        await settling.finish(claimed.id, "done", kind, result=dict(found.result), done=found.done)
        return False
    await settling.go_on(claimed.id, found)
    return True


async def _fail(tenant: int, claimed: Claimed, error: object) -> None:
    async with tenant_transaction(tenant):
        held = await claims.hold(claimed)
        if held is not None:
            await settling.finish(claimed.id, "failed", kind_of(held.kind), error=error)
            telling.tell(claimed.id, acting.from_json(tenant, held.actor))


async def _try_again(tenant: int, claimed: Claimed) -> None:
    """Try a chunk that failed by a fault of ours a few times more, then give the job up, visibly."""
    if claimed.tries > len(_WAITS):
        await _fail(tenant, claimed, OURS)
    else:
        await claims.release(tenant, claimed, after_seconds=_WAITS[claimed.tries - 1])
