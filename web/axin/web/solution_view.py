"""The live version as one reader's role sees it: what does not exist for the role is not in it."""

from collections.abc import Mapping
from typing import Any

from axin.builder.compiling.plan import EntityPlan, FieldPlan, FunnelPlan, Plan, ScenarioPlan, StagePlan
from axin.builder.drafts import may_build
from axin.builder.formulas.checker import Checked
from axin.runtime.records.policy import EntityRights, Reader
from axin.tenants.actor import PRESET_ROLES, Actor

View = dict[str, Any]


async def solution_view(plan: Plan, actor: Actor) -> View:
    """Return entities, funnels, buttons, the names of scenarios and roles as JSON."""
    reader = Reader(plan, actor)
    seen = {key: rights for key in plan.entities if (rights := reader.role.of(key)) is not None and rights.exists}
    return {
        "version": plan.version,
        "title": plan.title,
        "settings": {"locale": plan.locale, "timezone": plan.timezone, "currency": plan.currency},
        "entities": [_entity(rights, seen) for rights in seen.values()],
        "funnels": [_funnel(funnel, seen[funnel.entity]) for funnel in plan.funnels.values() if funnel.entity in seen],
        "buttons": [_button(s) for s in plan.scenarios.values() if _pressable(s, plan, actor, seen)],
        "scenarios": [{"key": s.key, "title": s.title} for s in plan.scenarios.values() if _known(s, seen)],
        "roles": _roles(plan, actor),
        "me": {"role": actor.role, "can_build": await may_build(actor)},
    }


def _entity(rights: EntityRights, seen: Mapping[str, EntityRights]) -> View:
    entity = rights.entity
    return {
        "key": entity.key,
        "title": entity.title,
        "plural": entity.plural,
        "display": entity.display if entity.display in rights.visible else "number",
        "icon": entity.icon,
        "fields": [_field(field, rights, seen) for field in rights.visible.values()],
        "inverses": _inverses(entity, seen),
        "match": [key for key in entity.match if key in rights.visible],
        "lines_of": {"entity": entity.parent, "as": entity.lines_as} if entity.parent else None,
        "rights": {
            "create": rights.create,
            "read": rights.read != "none",
            "update": rights.update != "none",
            "delete": rights.delete != "none",
            "export": rights.export,
        },
    }


def _inverses(entity: EntityPlan, seen: Mapping[str, EntityRights]) -> list[View]:
    return [
        {"key": name, "entity": source, "field": field}
        for name, (source, field) in entity.inverses.items()
        if source in seen and field in seen[source].visible
    ]


def _field(field: FieldPlan, rights: EntityRights, seen: Mapping[str, EntityRights]) -> View:
    fixed = field.computed or field.key in rights.read_only
    return {
        "key": field.key,
        "type": field.type,
        "title": field.title,
        "help": field.help,
        "required": field.required.source if isinstance(field.required, Checked) else field.required,
        "access": "read" if fixed else "write",
        "result": ("percent" if field.result == "percent" else field.value_type.kind) if field.computed else None,
        "formula": field.formula.source if field.formula else None,
        "options": [_option(option) for option in field.options.values()],
        "to": field.to if field.to in seen else None,
        "many": field.many,
        "types": list(field.types),
        "max_size": field.max_size,
        "inverse": field.inverse,
        "unit": field.unit,
        "currency": field.currency,
        "decimals": field.decimals,
        "min": field.min,
        "max": field.max,
        "max_length": field.max_length,
        "default": None if isinstance(field.default, Checked) else field.default,
        "unique": field.unique,
        "implied": field.implied,
    }


def _option(option: Any) -> View:  # noqa: ANN401 - an OptionPlan
    return {"key": option.key, "title": option.title, "color": option.color, "archived": option.archived}


def _funnel(funnel: FunnelPlan, rights: EntityRights) -> View:
    return {
        "key": funnel.key,
        "entity": funnel.entity,
        "title": funnel.title,
        "stages": [_stage(stage, rights) for stage in funnel.stages.values() if rights.stages.get(stage.key) != "hidden"],
        "amount": _amount(funnel, rights),
        "transitions": _transitions(funnel),
    }


def _amount(funnel: FunnelPlan, rights: EntityRights) -> View | None:
    if funnel.amount_field not in rights.visible:
        return None
    return {
        "field": funnel.amount_field,
        "mode": funnel.amount_mode,
        "computed": funnel.amount_formula is not None or rights.visible[str(funnel.amount_field)].computed,
    }


def _stage(stage: StagePlan, rights: EntityRights) -> View:
    return {
        "key": stage.key,
        "title": stage.title,
        "kind": stage.kind,
        "color": stage.color,
        "probability": stage.probability,
        "requires": [key for key in stage.requires if key in rights.visible or key not in rights.entity.fields],
        "hint": stage.hint,
        "sla": stage.sla,
        "checklist": [{"key": point.key, "title": point.title, "required": point.required} for point in stage.checklist],
        "tasks": [{"title": task.title, "due": task.due} for task in stage.tasks],
    }


def _transitions(funnel: FunnelPlan) -> Any:  # noqa: ANN401 - "any", or a list
    if funnel.transitions is None:
        return "any"
    return [{"from": rule.source, "to": list(rule.to), "roles": list(rule.roles)} for rule in funnel.transitions]


def _known(scenario: ScenarioPlan, seen: Mapping[str, EntityRights]) -> bool:
    """A scenario is named, as the cause of a change, to those who see what sets it off."""
    return scenario.trigger.entity in seen or (scenario.trigger.entity is None and len(seen) > 0)


def _pressable(scenario: ScenarioPlan, plan: Plan, actor: Actor, seen: Mapping[str, EntityRights]) -> bool:
    trigger = scenario.trigger
    if trigger.on != "button" or not scenario.enabled or trigger.entity not in seen:
        return False
    role = plan.roles.get(actor.role)
    return actor.may_everything or (role is not None and f"press:{scenario.key}" in role.scenarios)


def _button(scenario: ScenarioPlan) -> View:
    trigger = scenario.trigger
    title = trigger.options.get("title") or scenario.title
    return {
        "key": scenario.key,
        "title": {"": title} if isinstance(title, str) else title,
        "entity": trigger.entity,
        "bulk": trigger.options.get("bulk") is True,
    }


def _roles(plan: Plan, actor: Actor) -> list[View]:
    if not actor.may_everything:
        return []
    preset = [{"key": key, "title": {"": key.capitalize()}} for key in PRESET_ROLES]
    return [*preset, *({"key": role.key, "title": role.title} for role in plan.roles.values())]
