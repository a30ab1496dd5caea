"""Executes a batch of claimed runs: what needs no outside system in one transaction, outside calls between two.

A run goes: claim, commit; hold, steps, journal, commit; an outside call; hold, settle, steps, journal, commit; and so on.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import asyncpg

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel import faults
from axin.runtime.runs import calls, claims, crossing, live, outside
from axin.runtime.runs.claims import Claimed
from axin.runtime.runs.crossing import CrossedError
from axin.runtime.runs.effects import Outside, StumbledError
from axin.runtime.runs.errors import NOBODYS_FAULT, OURS
from axin.runtime.runs.journal import Outcome, Settlement
from axin.runtime.runs.state import kept
from axin.runtime.runs.walking import Manner, Walk, run_of

log: Final = logging.getLogger(__name__)


@dataclass(slots=True)
class Batch:
    """Runs of one tenant on their way, and what outside systems answered them."""

    tenant: int
    claimed: list[Claimed]
    answers: dict[UUID, outside.Answer]


async def work(tenant: int, most: int = claims.BATCH) -> int:
    """Claim a batch of the tenant's due runs and take each as far as it comes; return how many there were."""
    if calls.full(tenant):
        return 0
    claimed = await claims.claim(tenant, most)
    faults.point("runs.claimed")
    if claimed:
        await execute(Batch(tenant, claimed, {}))
    return len(claimed)


async def execute(batch: Batch) -> None:
    """Take a batch as far as it comes; calls to outside systems go on by themselves, and come back as a batch of answers."""
    try:
        waiting = await _together(batch)
    except asyncpg.PostgresError as error:
        if isinstance(error, NOBODYS_FAULT):
            raise
        log.exception("A batch of runs could not be written down; each is tried alone")
        await _apart(batch)
        return
    faults.point("runs.committed")
    begin_calls(batch, waiting)


def begin_calls(batch: Batch, waiting: Sequence[Outside]) -> None:
    """Begin the calls to outside systems that these runs stand before, after the commit that says so."""
    claimed = {each.id: each for each in batch.claimed}
    for each in waiting:
        run = each.call.run
        calls.begin(batch.tenant, replace(claimed[run.id], state=kept(run.state), follows=False), each, _answered)


async def _together(batch: Batch) -> list[Outside]:
    scenarios = {each.scenario for each in batch.claimed}
    abreast = len(batch.claimed) > 1 and crossing.may_go_abreast(batch.tenant, scenarios)
    try:
        return await _swiftly(batch, scenarios) if abreast else await _segment(batch, Manner.IN_TURN)
    except StumbledError:
        return await _segment(batch, Manner.CAREFUL)


async def _swiftly(batch: Batch, scenarios: set[str]) -> list[Outside]:
    try:
        return await _segment(batch, Manner.ABREAST)
    except CrossedError:
        crossing.remember(batch.tenant, scenarios)
        return await _segment(batch, Manner.IN_TURN)


async def _apart(batch: Batch) -> None:
    """Take each run alone; fail the one that cannot be written down. Those behind another of their lane are left for later."""
    if len(batch.claimed) == 1:
        await _end(batch.tenant, batch.claimed[0])
        return
    for claimed in batch.claimed:
        if not claimed.follows:
            answers = {claimed.id: batch.answers[claimed.id]} if claimed.id in batch.answers else {}
            await execute(Batch(batch.tenant, [claimed], answers))


async def _end(tenant: int, claimed: Claimed) -> None:
    async with tenant_transaction(tenant, claims.PATIENCE):
        if await claims.hold([(claimed.id, claimed.epoch)]):
            settlement = Settlement()
            settlement.add(await run_of(claimed), Outcome("failed", error=OURS))
            await settlement.write()


async def _answered(tenant: int, answers: Sequence[tuple[Claimed, outside.Answer]]) -> None:
    faults.point("runs.answered")
    await execute(Batch(tenant, [claimed for claimed, _ in answers], {claimed.id: answer for claimed, answer in answers}))


async def _segment(batch: Batch, manner: Manner) -> list[Outside]:
    """Take every run of the batch to its end, its wait, or an outside call; all in one transaction."""
    async with tenant_transaction(batch.tenant, claims.PATIENCE):
        ours = await claims.hold([(each.id, each.epoch) for each in batch.claimed])
        walk = Walk([each for each in batch.claimed if each.id in ours], batch.answers, manner)
        await walk.all_the_way()
        await claims.release([(each.id, each.epoch) for each in walk.not_begun])
        await walk.settlement.write()
        live.tell(batch.tenant, "run", [live.run_data(run.id, run.event) for run, _ in walk.settlement.outcomes])
        faults.point("runs.executed")
    return walk.outside
