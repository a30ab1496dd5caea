"""Starting a scenario by hand: a button on a record's card, or a trial by its owner."""

from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.data import json
from axin.platform.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id
from axin.runtime.records import queries
from axin.runtime.records.events import actor_json
from axin.runtime.runs import live, pressure
from axin.runtime.runs.errors import NotRunnableError
from axin.runtime.runs.events import Event
from axin.runtime.runs.given import checked
from axin.runtime.runs.opening import Opening, open_runs
from axin.runtime.triggers import matcher
from axin.tenants.actor import Actor


def scenario_for(plan: Plan, actor: Actor, key: str) -> ScenarioPlan:
    """Return the scenario that the actor may start; one they may not know of is not there."""
    scenario = plan.scenarios.get(key)
    if scenario is None or not may_press(plan, actor, key):
        if scenario is not None and actor.role in plan.roles:
            raise ForbiddenError("Your role may not start this scenario.")
        raise NotFoundError
    return scenario


def may_press(plan: Plan, actor: Actor, key: str) -> bool:
    """Whether the actor's role may start the scenario by hand."""
    role = plan.roles.get(actor.role)
    return actor.may_everything or (role is not None and f"press:{key}" in role.scenarios)


async def press(plan: Plan, actor: Actor, key: str, record: UUID | None, given: Any) -> Opening:  # noqa: ANN401 - any JSON
    """Open the scenario's run on the record, in the open transaction."""
    scenario = scenario_for(plan, actor, key)
    if not scenario.enabled:
        raise NotRunnableError("The scenario is switched off.")
    await pressure.check_room()
    taken = checked(plan, scenario, given)
    opening = await matcher.opening_of(plan, scenario, await event_for(plan, actor, scenario, record, taken))
    if opening is None:
        raise NotRunnableError("The scenario's condition does not hold here.")
    await open_runs(plan, [opening])
    live.announce(actor.tenant_no, [opening])
    live.nudge()
    return opening


async def event_for(plan: Plan, actor: Actor, scenario: ScenarioPlan, record: UUID | None, given: Any) -> Event:  # noqa: ANN401 - any JSON
    """Return the event of starting the scenario by hand; the record as it stands, if the actor may see it."""
    entity = scenario.trigger.entity
    event_id, who = new_id(), actor_json(actor)
    if entity is None or record is None:
        if entity is not None:
            raise InvalidError.at("/record", "required", "Say on which record to start the scenario.")
        if record is not None:
            raise InvalidError.at("/record", "unexpected", "This scenario does not start on a record.")
        return Event(event_id, "button", who, event_id, input=given, data=given)
    await queries.get(plan, actor, entity, record)
    whole = await queries.get(plan, Actor.of_product(actor.tenant_no), entity, record)
    shown = json.loads(json.dumps(whole.to_api()))
    return Event(
        event_id, "button", who, event_id, entity=entity, record_id=record, record=shown, funnel=whole.funnel, stage=whole.stage,
        input=given, cause={"kind": "api" if actor.kind == "token" else actor.kind},
    )  # fmt: skip
