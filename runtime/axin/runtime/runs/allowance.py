"""The allowance of runs: each run that starts counts one; over the limit it is recorded as refused, and the owners are told.

A run that fails, or is undone, was of no use to anybody and counts no more; one that is taken up again counts again.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import LimitReachedError
from axin.platform.kernel.ids import new_id
from axin.runtime.runs import errors
from axin.tenants import limits, members, usage
from axin.tenants.actor import OWNER
from axin.tenants.limits import PlanLimitError

if TYPE_CHECKING:
    from axin.runtime.runs.opening import Opening


async def spend(plan: Plan, openings: Sequence["Opening"]) -> None:
    """Count the runs that start; refuse those that no allowance is left for."""
    starting = [each for each in openings if each.starts]
    if not starting:
        return
    refusal = await _require(len(starting))
    granted = len(starting)
    if refusal is not None:
        granted = await _rest(len(starting))
        for each in starting[granted:]:
            each.refuse_for(errors.kept(refusal))
        await _tell_owners(plan, refusal)
    await usage.add("runs", granted)


async def give_back(runs: Collection[UUID]) -> None:
    """Count these runs no more, which were counted."""
    await usage.add("runs", -await _of_this_period(runs))


async def count_again(runs: Collection[UUID]) -> None:
    """Count these runs, which were given back, once more."""
    await usage.add("runs", await _of_this_period(runs))


async def take_again(runs: Collection[UUID]) -> None:
    """Count failed runs again, which are taken up once more; refuse where no allowance is left for them."""
    await limits.require("runs", len(runs))
    await count_again(runs)


async def _of_this_period(runs: Collection[UUID]) -> int:
    """Return how many of the runs were counted in the period that is counted now: what is over stays as it is."""
    found: int = await connection().fetchval(
        "select count(*) from run where tenant_no = $1 and id = any($2) and created_at >= $3::timestamptz",
        tenant_no(),
        list(runs),
        datetime.combine(usage.period_of("runs"), time(), UTC),
    )
    return found


async def _require(count: int) -> LimitReachedError | None:
    try:
        await limits.require("runs", count)
    except LimitReachedError as refusal:
        return refusal
    return None


async def _rest(wanted: int) -> int:
    """Return how many of the wanted runs the allowance still covers: fewer than all of them."""
    maximum = await limits.maximum_of(tenant_no(), "runs")
    return wanted if maximum is None else max(0, min(wanted, maximum - await usage.used("runs")))


async def _tell_owners(plan: Plan, refusal: LimitReachedError) -> None:
    text = refusal.in_language(plan.locale) if isinstance(refusal, PlanLimitError) else refusal.message
    for owner in await members.with_role(OWNER):
        await connection().execute(
            """insert into notification (tenant_no, id, person, text)
               select $1, $2, $3, $4 where not exists (
                   select from notification
                   where tenant_no = $1 and person = $3 and text = $4 and created_at > now() - interval '1 day')""",
            tenant_no(),
            new_id(),
            owner.id,
            text,
        )
