"""Scenarios: how one stands, and starting it by hand."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, get, post

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.kernel.errors import NotFoundError
from axin.platform.kernel.settings import settings
from axin.runtime.runs import listing
from axin.runtime.runs.views import RunView, of_opening
from axin.runtime.triggers import buttons, hooks, trial
from axin.tenants.actor import Actor

Text = Annotated[str, msgspec.Meta(max_length=100)]


class HookView(msgspec.Struct):
    """Where a scenario is called, and the secret that callers sign with."""

    url: str
    secret: str


class ScenarioView(msgspec.Struct, kw_only=True):
    """A scenario of the live version."""

    key: str
    title: dict[str, str]
    enabled: bool
    version: int
    trigger: dict[str, Any]
    run_as: str
    goal: str | None
    hook: HookView | None
    counts: dict[str, int]


class Start(msgspec.Struct, forbid_unknown_fields=True):
    """On which record to start, and with what."""

    record: UUID | None = None
    input: Any = None


class Trial(msgspec.Struct, forbid_unknown_fields=True):
    """On which record, or with which event, to try."""

    record: UUID | None = None
    event: Any = None


class Why(msgspec.Struct, forbid_unknown_fields=True):
    """On which record the scenario did, or did not, run."""

    record: UUID
    at: Text | None = None


class StartedRun(msgspec.Struct):
    """The run that was started."""

    run: RunView


class ScenariosController(Controller):
    """Scenarios of the live version."""

    path = "/api/w/{slug:str}/scenarios"
    tags = ("scenarios",)

    @get("/{key:str}", operation_id="getScenario")
    async def get_scenario(self, plan: Plan, actor: Actor, key: str) -> ScenarioView:
        """Show a scenario: its address if it is a webhook, and how its runs ended."""
        return await _view(plan, _own(plan, actor, key))

    @post("/{key:str}/run", status_code=202, operation_id="runScenario")
    async def run(self, plan: Plan, actor: Actor, key: str, data: Start | None = None) -> StartedRun:
        """Start a scenario by hand."""
        start = data or Start()
        return StartedRun(of_opening(plan, await buttons.press(plan, actor, key, start.record, start.input)))

    @post("/{key:str}/dry-run", status_code=200, operation_id="dryRunScenario")
    async def dry_run(self, plan: Plan, actor: Actor, key: str, data: Trial | None = None) -> dict[str, Any]:
        """Say what the scenario would do; nothing is done."""
        wanted = data or Trial()
        return await trial.dry_run(plan, actor, _own(plan, actor, key), wanted.record, wanted.event)

    @post("/{key:str}/why", status_code=200, operation_id="whyScenario")
    async def why(self, plan: Plan, actor: Actor, key: str, data: Why) -> dict[str, Any]:
        """Say why the scenario ran, or did not, on a record."""
        return await trial.why(plan, actor, _own(plan, actor, key), data.record)


def _own(plan: Plan, actor: Actor, key: str) -> ScenarioPlan:
    """Return the scenario, for those who may see how it is built."""
    role = plan.roles.get(actor.role)
    scenario = plan.scenarios.get(key)
    if scenario is None or not (actor.may_everything or (role is not None and role.builder)):
        raise NotFoundError
    return scenario


async def _view(plan: Plan, scenario: ScenarioPlan) -> ScenarioView:
    hook = None
    if scenario.trigger.on == "webhook":
        found = await hooks.hook_of(scenario.key)
        hook = HookView(f"{settings().address}/hooks/{found.token}", found.secret)
    trigger = {"on": scenario.trigger.on, "entity": scenario.trigger.entity, **scenario.trigger.options}
    return ScenarioView(
        key=scenario.key, title=dict(scenario.title), enabled=scenario.enabled, version=plan.version, trigger=trigger,
        run_as=scenario.run_as, goal=scenario.goal, hook=hook, counts=await listing.counts(scenario.key),
    )  # fmt: skip
