"""Scenarios: their trigger, condition, rights and steps; calls that go in circles; loops and dead ends as warnings."""

from axin.builder.checks.context import ROLE_PREFIX, Context
from axin.builder.checks.loops import check_loops
from axin.builder.checks.reach import reachable
from axin.builder.checks.run_rights import rights_of
from axin.builder.checks.step_checks import StepChecker
from axin.builder.checks.steps import all_steps
from axin.builder.checks.triggers import check_trigger
from axin.builder.checks.volume import check_volume
from axin.builder.checks.writes import check_meetings
from axin.builder.declared_inputs import declared
from axin.builder.definitions.model import Part, object_of, text_of
from axin.builder.formulas.types import BOOLEAN
from axin.builder.scenario_scopes import start_scope, trigger_entity, trigger_scope


def check_scenarios(context: Context) -> None:
    """Check every scenario."""
    for scenario in context.model.all_scenarios:
        context.rights = rights_of(context.model, scenario, trigger_entity(object_of(scenario.raw, "trigger")))
        _scenario(context, scenario)
    context.rights = None
    _calls(context)
    check_loops(context)
    check_meetings(context)
    check_volume(context)


def _scenario(context: Context, scenario: Part) -> None:
    trigger = object_of(scenario.raw, "trigger")
    check_trigger(context, trigger, scenario.at("trigger"))
    over = trigger_entity(trigger) is not None
    context.formula(scenario.raw.get("when"), scenario.at("when"), trigger_scope(context.world, trigger), BOOLEAN, over=over)
    _run_as(context, scenario)
    check_then(context, scenario)
    steps = scenario.raw.get("steps")
    StepChecker(context).steps(
        steps if isinstance(steps, list) else [], scenario.at("steps"), start_scope(context.world, trigger)
    )
    if not steps and isinstance(scenario.raw.get("steps", []), list):
        context.warn(scenario.pointer, "no_steps")
    for step in all_steps(scenario):
        check_then(context, step)


def check_then(context: Context, part: Part) -> None:
    """Check the scenario that an `on_error` starts."""
    then = text_of(object_of(part.raw, "on_error"), "then")
    if then is not None and then.startswith("scenario:"):
        names = [scenario.key for scenario in context.model.all_scenarios]
        context.known(part.at("on_error", "then"), "unknown_scenario", then.removeprefix("scenario:"), names)


def _run_as(context: Context, scenario: Part) -> None:
    run_as = scenario.text("run_as")
    if run_as is None or run_as in {"actor", "author"}:
        return
    if run_as.startswith(ROLE_PREFIX):
        context.role(scenario.at("run_as"), run_as.removeprefix(ROLE_PREFIX))
    else:
        context.error(scenario.at("run_as"), "bad_run_as", f"role:{run_as}" if run_as in context.model.roles else None)


def _calls(context: Context) -> None:
    """Check that the scenarios called are there and that no chain of calls comes back."""
    keys = [scenario.key for scenario in context.model.all_scenarios]
    calls = {
        s.key: {step.raw["call"] for step in all_steps(s) if isinstance(step.raw.get("call"), str)}
        for s in context.model.all_scenarios
    }
    for scenario in context.model.all_scenarios:
        for step in all_steps(scenario):
            called = step.text("call")
            if called is None or not context.known(step.at("call"), "unknown_scenario", called, keys):
                continue
            _given(context, step, called)
            if scenario.key in reachable(calls, called):
                context.error(step.at("call"), "cycle")


def _given(context: Context, step: Part, called: str) -> None:
    """Check that what a call gives is what the scenario declares to take, where it declares anything."""
    target = next(scenario for scenario in context.model.all_scenarios if scenario.key == called)
    names = [name for name, _ in declared(object_of(target.raw, "trigger"))]
    for name in object_of(step.raw, "with") if names else ():
        context.known(step.at("with", name), "unknown_input", name, names)
