"""The allowance of runs: each run that starts counts one; over the limit it is recorded as refused, and the owners are told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import LimitReachedError
from axin.platform.kernel.ids import new_id
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
            each.refuse(refusal.code, refusal.message)
        await _tell_owners(plan, refusal)
    await usage.add("runs", granted)


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
