"""What the scenarios are worth: of each its goal and owner, how often it ran, failed, what it saved; and which lie unused."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.builder.versions import plan_of
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs import alerting, counting
from axin.runtime.runs.history import METRIC
from axin.tenants import limits

UNUSED_DAYS: Final = 60


class ScenarioFigures(msgspec.Struct, kw_only=True):
    """A scenario of the live version and what its runs came to."""

    key: str
    title: dict[str, str]
    on: str
    entity: str | None
    enabled: bool
    bulk: bool
    """Whether it is a button that takes many records at once."""
    goal: str | None
    owner: str | None
    """As the scenario names one."""
    answering: list[UUID]
    """The people who are told when it fails."""
    runs: int
    done: int
    failed: int
    saves_minutes: float | None
    """What one run saves, as the scenario says."""
    saved_minutes: float
    """What its runs of the period saved, those that were undone not counted."""
    last_run_at: datetime | None
    unused_days: int | None
    """So many days at least it has been switched on and not run once; None where it is in use, or new."""


_LAST: Final = """
select s.key, (select created_at from run where tenant_no = $1 and scenario = s.key order by id desc limit 1) as at
from unnest($2::text[]) as s (key)
"""
_LIVE_THEN: Final = """
select number from solution_version where tenant_no = $1 and published_at <= now() - make_interval(days => $2)
order by number desc limit 1
"""
_NONE: Final[Mapping[str, int]] = {"runs": 0, "done": 0, "failed": 0, "worth": 0}


async def figures(plan: Plan, days: int) -> list[ScenarioFigures]:
    """Return the figures of all scenarios over the last days, today's among them, as UTC has them."""
    counts = await counting.of_days(days)
    rows = await connection().fetch(_LAST, tenant_no(), list(plan.scenarios))
    last: dict[str, datetime | None] = {row["key"]: row["at"] for row in rows}
    long, there = await _there_long_ago(plan)
    now: datetime = await connection().fetchval("select now()")
    found = []
    for scenario in plan.scenarios.values():
        ran = last.get(scenario.key)
        idle = scenario.enabled and scenario.key in there and (ran is None or (now - ran).days >= long)
        count = counts.get(scenario.key, _NONE)
        answering = await alerting.answering(plan, scenario)
        found.append(_figures(scenario, count, answering, last_run_at=ran, unused_days=long if idle else None))
    return found


async def _there_long_ago(plan: Plan) -> tuple[int, frozenset[str]]:
    """Return so many days as the history of runs speaks of, and which scenarios were switched on all that time ago."""
    kept = await limits.maximum_of(plan.tenant_no, METRIC)
    days = UNUSED_DAYS if kept is None else min(UNUSED_DAYS, kept)
    number = await connection().fetchval(_LIVE_THEN, tenant_no(), days)
    then = await plan_of(number) if number else None
    return days, frozenset(key for key, one in (then.scenarios if then else {}).items() if one.enabled)


def _figures(scenario: ScenarioPlan, count: Mapping[str, int], answering: list[UUID], **more: Any) -> ScenarioFigures:  # noqa: ANN401
    saves = scenario.saves_minutes
    return ScenarioFigures(
        key=scenario.key, title=dict(scenario.title), on=scenario.trigger.on, entity=scenario.trigger.entity,
        enabled=scenario.enabled, bulk=scenario.trigger.options.get("bulk") is True, goal=scenario.goal, owner=scenario.owner,
        answering=answering, runs=count["runs"], done=count["done"], failed=count["failed"], saves_minutes=saves,
        saved_minutes=float(Decimal(str(saves)) * count["worth"]) if saves else 0.0, **more,
    )  # fmt: skip
