"""What a scenario's condition says of an event, with every value on the way."""

from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.builder.versions import plan_of
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs.events import Event
from axin.runtime.runs.explaining import tree_of
from axin.runtime.triggers import matcher


async def condition_of(plan: Plan, scenario: ScenarioPlan, event: Event) -> dict[str, Any]:
    """Return {source, value, tree} of the scenario's condition; no condition always holds."""
    conditions = matcher.conditions_of(scenario)
    if not conditions:
        return {"source": None, "value": True, "tree": None}
    scope = await matcher.scope_of(plan, scenario, event)
    await scope.prepare(conditions)
    trees = [tree_of(condition, scope) for condition in conditions]
    if len(trees) == 1:
        return {"source": trees[0]["source"], "value": trees[0]["value"], "tree": trees[0]}
    source = " AND ".join(f"({tree['source']})" for tree in trees)
    value = all(tree["value"] is True for tree in trees)
    return {"source": source, "value": value, "tree": {"source": source, "value": value, "children": trees}}


async def condition_of_run(run: UUID) -> dict[str, Any] | None:
    """Return what the condition said when the run began, from the event the run keeps and the version it runs on."""
    row = await connection().fetchrow(
        "select scenario, version, event_id, event from run where tenant_no = $1 and id = $2", tenant_no(), run
    )
    if row is None:
        return None
    plan = await plan_of(row["version"])
    scenario = plan.scenarios.get(row["scenario"])
    return await condition_of(plan, scenario, Event.of_run(row["event_id"], json.loads(row["event"]))) if scenario else None
