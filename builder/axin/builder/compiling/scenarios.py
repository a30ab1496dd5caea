"""Scenarios and steps, from their definition to their plan."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.catalog.actions import WRITTEN_OUT
from axin.builder.compiling.calendars import working_of
from axin.builder.compiling.formulas import compiled, condition, members_of, template_of
from axin.builder.compiling.plan import CasePlan, RetryPlan, ScenarioPlan, StepPlan, Template, TriggerPlan
from axin.builder.compiling.titles import titles_of
from axin.builder.declared_inputs import compiled_inputs
from axin.builder.definitions.durations import seconds
from axin.builder.definitions.model import Model, Part, list_of, object_of
from axin.builder.formulas.checker import Checked, Scope
from axin.builder.formulas.types import ANY, DATETIME
from axin.builder.scenario_scopes import ROWS, ScenarioScope, after, item_of, start_scope, trigger_entity, trigger_scope
from axin.builder.scopes import World

_TRIGGER_PARTS: Final = frozenset({"on", "entity", "fields", "funnel", "stage", "condition"})
_AGGREGATE: Final = "record.aggregate"
_WORKING: Final = "working_hours"
_KINDS: Final = ("action", "if", "switch", "for_each", "parallel", "call", "set", "stop", "wait")


def compile_scenarios(model: Model, world: World) -> dict[str, ScenarioPlan]:
    """Compile every scenario."""
    return {part.key: _scenario(part, world) for part in model.all_scenarios}


def _scenario(part: Part, world: World) -> ScenarioPlan:
    raw, trigger = part.raw, object_of(part.raw, "trigger")
    concurrency = object_of(raw, "concurrency")
    settle = seconds(raw.get("settle"))
    return ScenarioPlan(
        key=part.key,
        title=titles_of(raw.get("title"), part.key),
        enabled=raw.get("enabled", True) is True,
        trigger=_trigger(trigger, trigger_scope(world, trigger)),
        when=condition(raw.get("when"), trigger_scope(world, trigger)),
        run_as=raw.get("run_as", "author"),
        steps=_steps(list_of(raw, "steps"), start_scope(world, trigger), _retry(raw.get("on_error"), RetryPlan())),
        concurrency_per=concurrency.get("per", "record" if trigger_entity(trigger) else "scenario"),
        concurrency_policy=concurrency.get("policy", "queue"),
        settle=None if settle is None else float(settle),
        goal=part.text("goal"),
        owner=part.text("owner"),
        saves_minutes=None if raw.get("saves_minutes") is None else float(raw["saves_minutes"]),
    )


def _trigger(raw: Mapping[str, Any], scope: Scope) -> TriggerPlan:
    return TriggerPlan(
        on=raw["on"],
        entity=raw.get("entity"),
        fields=tuple(list_of(raw, "fields")),
        funnel=raw.get("funnel"),
        stage=raw.get("stage"),
        condition=condition(raw.get("condition"), scope),
        options={name: value for name, value in raw.items() if name not in _TRIGGER_PARTS},
        inputs=compiled_inputs(raw),
    )


def _steps(raws: list[Any], scope: ScenarioScope, retry: RetryPlan) -> list[StepPlan]:
    steps = []
    for raw in raws:
        steps.append(_step(raw, scope, retry))
        scope = after(raw, scope)
    return steps


def _step(raw: Mapping[str, Any], scope: ScenarioScope, default: RetryPlan) -> StepPlan:
    kind = next(name for name in _KINDS if name in raw)
    retry, here, timeout = _retry(raw.get("on_error"), default), scope.formulas, seconds(raw.get("timeout"))
    return StepPlan(
        key=raw["key"],
        kind=kind,  # type: ignore[arg-type] # one of _KINDS
        title=titles_of(raw.get("title"), raw["key"]),
        when=condition(raw.get("when"), here),
        retry=retry,
        timeout=None if timeout is None else float(timeout),
        action=raw.get("action"),
        inputs=_inputs(raw, scope),
        filter=_filter(raw, scope),
        formula=_formula(raw, scope),
        condition=condition(raw.get("if"), here),
        then=_steps(list_of(raw, "then"), scope, default) or _loop(raw, scope, default),
        otherwise=_steps([*list_of(raw, "else"), *list_of(raw, "default")], scope, default),
        switch=compiled(raw.get("switch"), here),
        cases=[_case(case, scope, default) for case in list_of(raw, "cases")],
        each=compiled(raw.get("for_each"), here),
        values=members_of(object_of(raw, "set"), here),
        wait_for=_wait(raw),
        working=_working(raw, scope),
        wait_until=_until(raw, here),
        wait_event=_event(raw, scope),
        wait_timeout=_seconds(object_of(raw, "wait").get("timeout")),
        calls=raw.get("call"),
        arms=[_steps(arm, scope, default) for arm in list_of(raw, "parallel")],
        stop_result=_stop(raw, "result", here),
        stop_error=_stop(raw, "error", here),
        override=raw.get("override") == "stage_rules",
    )


def _loop(raw: Mapping[str, Any], scope: ScenarioScope, default: RetryPlan) -> list[StepPlan]:
    each = compiled(raw.get("for_each"), scope.formulas)
    item = None if each is None else item_of(each.type)
    return _steps(list_of(raw, "do"), scope.with_item(item or ANY), default)


def _case(raw: Mapping[str, Any], scope: ScenarioScope, default: RetryPlan) -> CasePlan:
    return CasePlan(template_of(raw.get("is"), scope.formulas), _steps(list_of(raw, "then"), scope, default))


def _inputs(raw: Mapping[str, Any], scope: ScenarioScope) -> dict[str, Template]:
    here, given = scope.formulas, object_of(raw, "with")
    aside = {"filter", "formula", _WORKING} if "action" in raw else {"filter", "formula"}
    inputs = {name: value for name, value in given.items() if name not in aside}
    if isinstance(given.get("formula"), str) and raw.get("action") != _AGGREGATE:
        inputs["formula"] = "=" + given["formula"].removeprefix("=")
    return {
        name: Template("constant", constant=value, source=value) if name in WRITTEN_OUT else template_of(value, here)
        for name, value in inputs.items()
    }


def _working(raw: Mapping[str, Any], scope: ScenarioScope) -> dict[str, Any] | None:
    """Return the working time by which a wait, or an action's due date, counts; what a call gives has names of its own."""
    given = object_of(raw, "with" if "action" in raw else "wait")
    return working_of(scope.world.settings, given.get(_WORKING))


def _filter(raw: Mapping[str, Any], scope: ScenarioScope) -> Checked | None:
    given = object_of(raw, "with")
    return condition(given.get("filter"), scope.over(given.get("entity", "")))


def _formula(raw: Mapping[str, Any], scope: ScenarioScope) -> Checked | None:
    given = object_of(raw, "with")
    if raw.get("action") != _AGGREGATE:
        return None
    return compiled(given.get("formula"), scope.aggregating(given.get("entity", "")), of=ROWS)


def _wait(raw: Mapping[str, Any]) -> float | None:
    return _seconds(object_of(raw, "wait").get("for"))


def _until(raw: Mapping[str, Any], scope: Scope) -> Checked | None:
    return compiled(object_of(raw, "wait").get("until"), scope, DATETIME)


def _event(raw: Mapping[str, Any], scope: ScenarioScope) -> TriggerPlan | None:
    event = object_of(object_of(raw, "wait"), "event")
    return _trigger(event, scope.awaiting(event)) if event else None


def _seconds(duration: object) -> float | None:
    lasts = seconds(duration)
    return None if lasts is None else float(lasts)


def _stop(raw: Mapping[str, Any], name: str, scope: Scope) -> Template | None:
    stop = object_of(raw, "stop")
    return template_of(stop[name], scope) if name in stop else None


def _retry(raw: object, default: RetryPlan) -> RetryPlan:
    if not isinstance(raw, dict):
        return default
    retry = object_of(raw, "retry")
    return RetryPlan(
        times=retry.get("times", 0),
        backoff=retry.get("backoff", "exponential"),
        first=float(seconds(retry.get("first")) or 10),
        max=float(seconds(retry.get("max")) or 3600),
        then=raw.get("then", "fail"),
    )
