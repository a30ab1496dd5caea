"""Runs of several tenants in one transaction: what is spread thin shares a claim, a journal's statement and a commit.

Each tenant's runs go in a part of their own, behind a savepoint, with the tenant set and the application's role. Where a part
fails, it is undone alone, and its tenant goes by itself afterwards; where the whole fails, all of them do.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

import asyncpg

from axin.platform.data.unit_of_work import after_parts, part_of, tenants_transaction
from axin.platform.kernel import faults
from axin.runtime.runs import calls, claims, crossing, executor, journal, live
from axin.runtime.runs.claims import Claimed
from axin.runtime.runs.crossing import CrossedError
from axin.runtime.runs.effects import StumbledError
from axin.runtime.runs.errors import LOST, NOBODYS_FAULT
from axin.runtime.runs.executor import Batch
from axin.runtime.runs.walking import Manner, Walk

log: Final = logging.getLogger(__name__)
MOST_OF_ONE: Final = 8
"""Whoever has more to do than this goes alone: its own batch is large enough."""
_PATIENCE: Final = "lock_timeout = '500ms'"
"""Nobody waits long for a lock in another tenant: whoever meets one goes alone."""


@dataclass(slots=True)
class Worked:
    """What was done of one tenant's: how many runs, and the time it took."""

    runs: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Part:
    """One tenant's runs on their way."""

    batch: Batch
    worked: Worked
    walk: Walk | None = None
    """None until it has gone through."""


@dataclass(slots=True)
class _Journey:
    """All parts of a transaction: those that have gone through stand in it, the others go alone."""

    parts: list[_Part] = field(default_factory=list)

    @property
    def through(self) -> list[tuple[_Part, Walk]]:
        return [(part, part.walk) for part in self.parts if part.walk is not None]

    @property
    def aside(self) -> list[_Part]:
        return [part for part in self.parts if part.walk is None]


async def work(tenants: Sequence[int]) -> Mapping[int, Worked]:
    """Take a few due runs of each tenant as far as they come; return what was done of each that had any."""
    started = monotonic()
    claimed = await claims.claim_together([tenant for tenant in tenants if not calls.full(tenant)], MOST_OF_ONE)
    faults.point("runs.claimed")
    parts = [_Part(Batch(tenant, claimed[tenant], {}), Worked(len(claimed[tenant]))) for tenant in sorted(claimed)]
    if parts:
        await _execute(_Journey(parts))
        shared = monotonic() - started - sum(part.worked.seconds for part in parts)
        for part in parts:
            part.worked.seconds += shared / len(parts)
    return {part.batch.tenant: part.worked for part in parts}


async def _execute(journey: _Journey) -> None:
    try:
        await _together(journey)
    except asyncpg.PostgresError as error:
        if isinstance(error, LOST):
            raise
        log.warning("Runs of several tenants could not be written down together (%s); each goes alone", type(error).__name__)
        for part in journey.parts:
            part.walk = None
    faults.point("runs.committed")
    for part, walk in journey.through:
        executor.begin_calls(part.batch, walk.outside)
    for part in journey.aside:
        await _alone(part)


async def _together(journey: _Journey) -> None:
    """Take every tenant's runs as far as they come; all in one transaction.

    In the tenants' order, so that two that meet at the same records never wait for each other in a circle.
    """
    tenants = [part.batch.tenant for part in journey.parts]
    async with tenants_transaction(tenants, claims.PATIENCE, _PATIENCE):
        held = [(part.batch.tenant, each.id, each.epoch) for part in journey.parts for each in part.batch.claimed]
        ours = await claims.hold_together(held)
        for part in journey.parts:
            await _pass(part, [each for each in part.batch.claimed if each.id in ours])
        await after_parts()
        await journal.write_together([walk.settlement for _, walk in journey.through if walk.settlement.plain])
        live.tell_all(
            (part.batch.tenant, "run", live.run_data(run.id, run.event))
            for part, walk in journey.through
            for run, _ in walk.settlement.outcomes
        )
        faults.point("runs.executed")


async def _pass(part: _Part, ours: Sequence[Claimed]) -> None:
    """Take one tenant's runs as far as they come; where that fails, nothing of it stands, and it is left to go alone."""
    started, tenant, scenarios = monotonic(), part.batch.tenant, {each.scenario for each in ours}
    abreast = len(ours) > 1 and crossing.may_go_abreast(tenant, scenarios)
    walk = Walk(ours, {}, Manner.ABREAST if abreast else Manner.IN_TURN)
    try:
        async with part_of(tenant):
            await walk.all_the_way()
            await claims.release([(each.id, each.epoch) for each in walk.not_begun])
            if not walk.settlement.plain:
                await walk.settlement.write()
        part.walk = walk
    except LOST:
        raise
    except CrossedError:
        crossing.remember(tenant, scenarios)
    except (StumbledError, *NOBODYS_FAULT):
        log.debug("The runs of tenant %s go alone", tenant)
    except Exception:  # whatever it was, it shows again where the tenant goes alone
        log.info("The runs of tenant %s go alone, since they have failed among others", tenant, exc_info=True)
    finally:
        part.worked.seconds += monotonic() - started


async def _alone(part: _Part) -> None:
    started = monotonic()
    try:
        await executor.execute(part.batch)
    except LOST:
        raise
    except NOBODYS_FAULT:
        pass
    except Exception:
        log.exception("The runs of tenant %s have failed; they are taken up again when their leases end", part.batch.tenant)
    part.worked.seconds += monotonic() - started
