"""Funnels and stages, from their definition to their plan."""

from collections.abc import Mapping
from typing import Any

from axin.builder.amounts import amount_source
from axin.builder.compiling.formulas import compiled, condition
from axin.builder.compiling.plan import CheckPlan, FunnelPlan, StagePlan, StageTaskPlan, TransitionPlan
from axin.builder.compiling.titles import optional_titles, titles_of
from axin.builder.definitions.model import Funnel, Model, Part, list_of, object_of
from axin.builder.formulas.checker import Scope
from axin.builder.scopes import World, entity_scope


def compile_funnels(model: Model, world: World) -> dict[str, FunnelPlan]:
    """Compile every funnel."""
    return {key: _funnel(funnel, model, entity_scope(world, funnel.raw["entity"])) for key, funnel in model.funnels.items()}


def _funnel(funnel: Funnel, model: Model, scope: Scope) -> FunnelPlan:
    amount = object_of(funnel.raw, "amount")
    return FunnelPlan(
        key=funnel.key,
        entity=funnel.raw["entity"],
        title=titles_of(funnel.raw.get("title"), funnel.key),
        stages={stage.key: _stage(stage) for stage in funnel.stages},
        transitions=_transitions(funnel, scope),
        amount_field=amount.get("field"),
        amount_mode=amount.get("mode", "manual"),
        amount_formula=compiled(amount_source(model, funnel), scope, scope.names.get(amount.get("field", ""))),
    )


def _stage(stage: Part) -> StagePlan:
    raw = stage.raw
    return StagePlan(
        key=stage.key,
        title=titles_of(raw.get("title"), stage.key),
        kind=raw.get("kind", "open"),
        probability=raw.get("probability"),
        requires=tuple(list_of(raw, "requires")),
        hint=optional_titles(raw.get("hint")),
        color=raw.get("color"),
        tasks=tuple(StageTaskPlan(titles_of(task.get("title")), task.get("due")) for task in list_of(raw, "tasks")),
        sla=raw.get("sla"),
        checklist=tuple(_check(check) for check in list_of(raw, "checklist")),
    )


def _check(raw: Mapping[str, Any]) -> CheckPlan:
    return CheckPlan(raw["key"], titles_of(raw.get("title"), raw["key"]), raw.get("required") is True)


def _transitions(funnel: Funnel, scope: Scope) -> list[TransitionPlan] | None:
    rules = funnel.raw.get("transitions", "any")
    if rules == "any":
        return None
    return [TransitionPlan(r["from"], tuple(r["to"]), tuple(list_of(r, "roles")), condition(r.get("when"), scope)) for r in rules]
