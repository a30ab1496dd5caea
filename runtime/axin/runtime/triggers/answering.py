"""The answer to a call of a scenario's web address, where one of its steps gives it."""

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Final

from axin.builder import versions
from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.records.policy import prepared
from axin.runtime.runs.views import RunView
from axin.tenants.secrets import tenant_of

PATIENCE: Final = 25.0
"""Seconds that a caller is let wait; then it hears of the run alone, and may ask for that."""
_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 0.02, 0.25, 1.5
_ANSWER: Final = """
select a.status, a.body, r.status in ('done', 'failed', 'cancelled') as over
from run r left join hook_answer a on a.tenant_no = $1 and a.run_id = r.id where r.tenant_no = $1 and r.id = $2
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the scenario answers: a status and JSON."""

    status: int
    body: bytes


async def answer_to(token: str, run: RunView) -> Answer | None:
    """Return what the scenario answers; None where it does not, or not in time."""
    tenant = tenant_of(token)
    if tenant is None or not await _responds(tenant, run):
        return None
    until, pause = monotonic() + PATIENCE, _FIRST_PAUSE
    while monotonic() < until:
        async with tenant_transaction(tenant) as transaction:
            row = await transaction.fetchrow(_ANSWER, tenant, run.id)
        if row is None or row["status"] is not None or row["over"]:
            return _read(row)
        await asyncio.sleep(pause)
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)
    return None


def _read(row: object) -> Answer | None:
    status, body = (row["status"], row["body"]) if row is not None else (None, None)  # type: ignore[index] # asyncpg's row
    return None if status is None else Answer(status, (body or "null").encode())


async def _responds(tenant: int, run: RunView) -> bool:
    plan = versions.remembered(tenant, run.version)
    if plan is None:
        async with tenant_transaction(tenant):
            plan = await versions.plan_of(run.version)
    kept, key = prepared(plan).kept, ("responds", run.scenario)
    if key not in kept:
        scenario = plan.scenarios.get(run.scenario)
        kept[key] = scenario is not None and "webhook.respond" in scenario.actions.values()
    return bool(kept[key])
