"""Of one record: each scenario that could run on it, whether it did, and why not."""

from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.runtime.backtest.why import why
from axin.tenants.actor import Actor

MOST: Final = 100


async def why_all(plan: Plan, actor: Actor, entity: str, record: UUID, *, locale: str) -> list[dict[str, Any]]:
    """Return what each scenario of the record's entity made of it: those that ran first."""
    wanted = [one for one in plan.scenarios.values() if one.trigger.entity == entity][:MOST]
    found = [
        {"scenario": one.key, "title": dict(one.title), "on": one.trigger.on, "enabled": one.enabled}
        | await why(plan, actor, one, record, locale=locale)
        for one in wanted
    ]
    return sorted(found, key=lambda one: not one["ran"])
