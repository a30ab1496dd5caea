"""Executes a batch of claimed runs: what needs no outside system in one transaction, outside calls between two.

claim │ hold, steps, journal │ outside calls │ hold, settle, steps, journal │ …
commit                 commit                                         commit
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from axin.builder import versions
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel import faults
from axin.runtime.runs import claims, live, outside
from axin.runtime.runs.claims import Claimed
from axin.runtime.runs.events import Event
from axin.runtime.runs.interpreter import Outside, StumbledError, advance
from axin.runtime.runs.journal import Outcome, Settlement
from axin.runtime.runs.opening import actor_for
from axin.runtime.runs.run import Run
from axin.runtime.runs.state import RunState, kept

_CRASHED: Final = {"code": "crashed", "message": "This run ended the process that ran it, again and again, and was given up."}
_GONE: Final = {"code": "scenario_gone", "message": "The scenario is not in the version that this run belongs to."}


@dataclass(slots=True)
class Batch:
    """Runs of one tenant on their way, and what outside systems answered them."""

    tenant: int
    claimed: list[Claimed]
    answers: dict[UUID, outside.Answer]


async def work(tenant: int) -> int:
    """Claim a batch of the tenant's due runs and take each as far as it comes; return how many there were."""
    claimed = await claims.claim(tenant)
    faults.point("runs.claimed")
    if claimed:
        await _run(Batch(tenant, claimed, {}))
    return len(claimed)


async def _run(batch: Batch) -> None:
    while batch.claimed:
        try:
            waiting = await _segment(batch, careful=False)
        except StumbledError:
            waiting = await _segment(batch, careful=True)
        faults.point("runs.committed")
        if not waiting:
            return
        answers = await _call(batch.tenant, waiting)
        faults.point("runs.answered")
        states = {each.call.run.id: kept(each.call.run.state) for each in waiting}
        still = [replace(each, state=states[each.id]) for each in batch.claimed if each.id in states]
        batch = Batch(batch.tenant, still, answers)


async def _segment(batch: Batch, *, careful: bool) -> list[Outside]:
    """Take every run of the batch to its end, its wait, or an outside call; all in one transaction."""
    settlement, calls = Settlement(), []
    async with tenant_transaction(batch.tenant):
        ours = await claims.hold([(each.id, each.epoch) for each in batch.claimed])
        held_up: set[str | None] = set()
        left: list[tuple[UUID, int]] = []
        for claimed in batch.claimed:
            if claimed.id not in ours:
                continue
            if claimed.follows and claimed.lane in held_up:
                left.append((claimed.id, claimed.epoch))
                continue
            run, outcome = await _take(claimed, batch.answers.get(claimed.id), careful=careful)
            if not outcome.ended:
                held_up.add(claimed.lane)
            if isinstance(outcome, Outside):
                calls.append(outcome)
            settlement.add(run, outcome)
        await claims.release(left)
        await settlement.write()
        live.tell(batch.tenant, "run", [live.run_data(run.id, run.event) for run, _ in settlement.outcomes])
        faults.point("runs.executed")
    return calls


async def _take(claimed: Claimed, answer: "outside.Answer | None", *, careful: bool) -> tuple[Run, Outcome]:
    run = await _run_of(claimed)
    if run.scenario.key != claimed.scenario:
        return run, Outcome("failed", error=_GONE)
    if claimed.tries > claims.GIVE_UP_AFTER:
        return run, Outcome("failed", error=_CRASHED)
    if answer is not None:
        outcome = outside.settle(run, answer)
        if outcome is not None:
            return run, outcome
    return run, await advance(run, careful=careful)


async def _run_of(claimed: Claimed) -> Run:
    plan = await versions.plan_of(claimed.version)
    actor = actor_for(plan.tenant_no, claimed.id, claimed.scenario, claimed.actor)
    return Run(
        id=claimed.id, epoch=claimed.epoch, lane=claimed.lane, plan=plan, scenario=plan.scenarios[claimed.scenario],
        event=Event.of_run(claimed.event_id, claimed.event), actor=actor,
        state=RunState.from_json(claimed.state),
    )  # fmt: skip


async def _call(tenant: int, waiting: Sequence[Outside]) -> dict[UUID, "outside.Answer"]:
    """Perform the outside calls at the same time, our claims renewed meanwhile."""
    kept = [(each.call.run.id, each.call.run.epoch) for each in waiting]
    keeper = asyncio.create_task(_keep(tenant, kept))
    try:
        answers = await asyncio.gather(*(outside.perform(each) for each in waiting))
    finally:
        keeper.cancel()
    return {each.call.run.id: answer for each, answer in zip(waiting, answers, strict=True)}


async def _keep(tenant: int, kept: Sequence[tuple[UUID, int]]) -> None:
    while True:
        await asyncio.sleep(claims.RENEW_SECONDS)
        await claims.renew(tenant, kept)
