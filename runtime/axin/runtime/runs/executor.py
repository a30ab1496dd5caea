"""Executes a batch of claimed runs: what needs no outside system in one transaction, outside calls between two.

A run goes: claim, commit; hold, steps, journal, commit; an outside call; hold, settle, steps, journal, commit; and so on.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import asyncpg

from axin.builder import versions
from axin.builder.compiling.plan import ScenarioPlan
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel import faults
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.ids import parse_id
from axin.runtime.runs import awaiting, calls, claims, live, outside
from axin.runtime.runs.claims import Claimed
from axin.runtime.runs.effects import Outside, StumbledError
from axin.runtime.runs.errors import NOBODYS_FAULT, OURS
from axin.runtime.runs.events import Event
from axin.runtime.runs.interpreter import advance, elsewhere
from axin.runtime.runs.journal import Outcome, Settlement
from axin.runtime.runs.opening import actor_for
from axin.runtime.runs.run import Run
from axin.runtime.runs.state import RunState, kept
from axin.tenants import members
from axin.tenants.actor import MEMBER

log: Final = logging.getLogger(__name__)
_CRASHED: Final = {"code": "crashed", "message": "This run ended the process that ran it, again and again, and was given up."}


@dataclass(slots=True)
class Batch:
    """Runs of one tenant on their way, and what outside systems answered them."""

    tenant: int
    claimed: list[Claimed]
    answers: dict[UUID, outside.Answer]


async def work(tenant: int) -> int:
    """Claim a batch of the tenant's due runs and take each as far as it comes; return how many there were."""
    if calls.full(tenant):
        return 0
    claimed = await claims.claim(tenant)
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
    claimed = {each.id: each for each in batch.claimed}
    for each in waiting:
        run = each.call.run
        calls.begin(batch.tenant, replace(claimed[run.id], state=kept(run.state)), each, _answered)


async def _together(batch: Batch) -> list[Outside]:
    try:
        return await _segment(batch, careful=False)
    except StumbledError:
        return await _segment(batch, careful=True)


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
            settlement.add(await _run_of(claimed), Outcome("failed", error=OURS))
            await settlement.write()


async def _answered(tenant: int, answers: Sequence[tuple[Claimed, outside.Answer]]) -> None:
    faults.point("runs.answered")
    await execute(Batch(tenant, [claimed for claimed, _ in answers], {claimed.id: answer for claimed, answer in answers}))


async def _segment(batch: Batch, *, careful: bool) -> list[Outside]:
    """Take every run of the batch to its end, its wait, or an outside call; all in one transaction."""
    settlement, waiting = Settlement(), []
    async with tenant_transaction(batch.tenant, claims.PATIENCE):
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
                waiting.append(outcome)
            settlement.add(run, outcome)
        await claims.release(left)
        await settlement.write()
        live.tell(batch.tenant, "run", [live.run_data(run.id, run.event) for run, _ in settlement.outcomes])
        faults.point("runs.executed")
    return waiting


async def _take(claimed: Claimed, answer: "outside.Answer | None", *, careful: bool) -> tuple[Run, Outcome]:
    run = await _run_of(claimed)
    if claimed.tries > claims.GIVE_UP_AFTER:
        return run, Outcome("failed", error=_CRASHED)
    if answer is not None:
        outcome = elsewhere(run, outside.settle(run, answer))
        if outcome is not None:
            return run, outcome
    if run.state.awaits:
        run.state.answered(await awaiting.answers(run.id), utc_now())
    return run, await advance(run, careful=careful)


async def _run_of(claimed: Claimed) -> Run:
    plan = await versions.plan_of(claimed.version)
    scenario = plan.scenarios[claimed.scenario]
    actor = await actor_for(plan, claimed.id, scenario.key, await _acting_now(scenario, claimed.actor))
    return Run(
        id=claimed.id, epoch=claimed.epoch, lane=claimed.lane, plan=plan, scenario=scenario,
        event=Event.of_run(claimed.event_id, claimed.event), actor=actor,
        state=RunState.from_json(claimed.state),
    )  # fmt: skip


async def _acting_now(scenario: ScenarioPlan, acts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return with whose rights the run goes on: a person it acts as has the role they have now, and none once they have left."""
    person = parse_id(str(acts.get("person")))
    if scenario.run_as != "actor" or person is None:
        return acts
    member = await members.get(person)
    return {**acts, "role": MEMBER if member is None else member.role}
