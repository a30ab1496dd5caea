"""Scenarios: how one stands, and starting it by hand."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import Parameter

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.builder.trying import plan_of_draft
from axin.platform.kernel.errors import ForbiddenError, NotFoundError
from axin.platform.kernel.settings import settings
from axin.runtime.backtest.job import parse_moment, start
from axin.runtime.backtest.why import why
from axin.runtime.runs import listing, report
from axin.runtime.runs.report import ScenarioFigures
from axin.runtime.runs.telling import told_run, told_trial
from axin.runtime.runs.views import RunView, of_opening
from axin.runtime.triggers import buttons, hooks, pressing, trial
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.routes.jobs import JobStarted, started

AnyRequest = Request[Any, Any, Any]
Days = Annotated[int, Parameter(ge=1, le=90)]
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


class Selection(msgspec.Struct, forbid_unknown_fields=True):
    """On which records to start, by ids or by a filter, and with what."""

    ids: Annotated[list[UUID], msgspec.Meta(max_length=pressing.MOST_IDS)] | None = None
    filter: Annotated[str, msgspec.Meta(max_length=4_000)] | None = None
    input: Any = None


class Trial(msgspec.Struct, forbid_unknown_fields=True):
    """On which record, or with which event, to try."""

    record: UUID | None = None
    event: Any = None
    draft: bool = False
    """The scenario as the draft has it, not as it is live."""
    until: Text | None = None
    """The step to end with; by default all are tried."""


class Period(msgspec.Struct, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}):
    """From when to when; by default the last thirty days."""

    since: Text | None = None
    until: Text | None = None
    draft: bool = False
    """The scenario as the draft has it, not as it is live."""


class Why(msgspec.Struct, forbid_unknown_fields=True):
    """On which record the scenario did, or did not, run."""

    record: UUID
    at: Text | None = None


class StartedRun(msgspec.Struct):
    """The run that was started."""

    run: RunView


class ScenarioReport(msgspec.Struct):
    """The scenarios of the live version, and what their runs of the last days came to."""

    days: int
    items: list[ScenarioFigures]


class ScenariosController(Controller):
    """Scenarios of the live version."""

    path = "/api/w/{slug:str}/scenarios"
    tags = ("scenarios",)

    @get("/", operation_id="listScenarios")
    async def list_scenarios(self, plan: Plan, actor: Actor, *, days: Days = 30) -> ScenarioReport:
        """List the scenarios with what their runs of the last days came to, for those who may see how they are built."""
        if not _may_see(plan, actor):
            raise ForbiddenError("Only those who build the workspace may ask this.")
        return ScenarioReport(days, await report.figures(plan, days))

    @get("/{key:str}", operation_id="getScenario")
    async def get_scenario(self, plan: Plan, actor: Actor, key: str) -> ScenarioView:
        """Show a scenario: its address if it is a webhook, and how its runs ended."""
        return await _view(plan, _own(plan, actor, key))

    @post("/{key:str}/run", status_code=202, operation_id="runScenario")
    async def run(self, plan: Plan, actor: Actor, request: AnyRequest, key: str, data: Start | None = None) -> StartedRun:
        """Start a scenario by hand."""
        start = data or Start()
        pressed = of_opening(plan, await buttons.press(plan, actor, key, start.record, start.input))
        return StartedRun(told_run(pressed, context.locale(request.scope)))

    @post("/{key:str}/bulk", status_code=202, operation_id="runScenarioOnMany")
    async def bulk(self, plan: Plan, actor: Actor, key: str, data: Selection) -> JobStarted:
        """Start a scenario by hand on many records at once, each with a run of its own."""
        chosen = pressing.Selection(None if data.ids is None else tuple(data.ids), data.filter)
        return started(await pressing.start(plan, actor, key, chosen, data.input))

    @post("/{key:str}/dry-run", status_code=200, operation_id="dryRunScenario")
    async def dry_run(self, plan: Plan, actor: Actor, request: AnyRequest, key: str, data: Trial | None = None) -> dict[str, Any]:
        """Say what the scenario would do; nothing is done."""
        wanted = data or Trial()
        tried = await plan_of_draft(actor) if wanted.draft else plan
        scenario = _own(tried, actor, key, live=plan)
        found = await trial.dry_run(tried, actor, scenario, wanted.record, wanted.event, until=wanted.until)
        return told_trial(found, context.locale(request.scope))

    @post("/{key:str}/backtest", status_code=202, operation_id="backtestScenario")
    async def backtest(self, plan: Plan, actor: Actor, key: str, data: Period | None = None) -> JobStarted:
        """Say what the scenario would have done over a time that is past; nothing is done."""
        period = data or Period()
        since, until = parse_moment(period.since, "/from"), parse_moment(period.until, "/to")
        if not period.draft:
            _own(plan, actor, key)
        return started(await start(plan, actor, key, since=since, until=until, draft=period.draft))

    @post("/{key:str}/why", status_code=200, operation_id="whyScenario")
    async def why(self, plan: Plan, actor: Actor, request: AnyRequest, key: str, data: Why) -> dict[str, Any]:
        """Say why the scenario ran, or did not, on a record: now, or at a moment."""
        at, locale = parse_moment(data.at, "/at"), context.locale(request.scope)
        return await why(plan, actor, _own(plan, actor, key), data.record, at=at, locale=locale)


def _own(plan: Plan, actor: Actor, key: str, live: Plan | None = None) -> ScenarioPlan:
    """Return the scenario, for those who may see how it is built: by their role in the live version, whatever is tried."""
    scenario = plan.scenarios.get(key)
    if scenario is None or not _may_see(live or plan, actor):
        raise NotFoundError
    return scenario


def _may_see(plan: Plan, actor: Actor) -> bool:
    role = plan.roles.get(actor.role)
    return actor.may_everything or (role is not None and role.builder)


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
