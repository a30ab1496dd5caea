"""Funnels: their entity, the fields their stages ask for, where cards may go."""

from axin.builder.checks.context import ROLE_PREFIX, Context
from axin.builder.definitions.model import Entity, Funnel, list_of, object_of
from axin.builder.formulas.types import BOOLEAN
from axin.builder.scopes import entity_scope


def check_funnels(context: Context) -> None:
    """Check every funnel."""
    for funnel in context.model.all_funnels:
        entity = context.entity(funnel.at("entity"), funnel.raw.get("entity"))
        if entity is not None:
            _fields(context, funnel, entity)
        _transitions(context, funnel, entity)


def _fields(context: Context, funnel: Funnel, entity: Entity) -> None:
    for stage in funnel.stages:
        for index, key in enumerate(list_of(stage.raw, "requires")):
            context.field_of(stage.at("requires", index), entity, key, system=True)
    amount = object_of(funnel.raw, "amount")
    context.field_of(funnel.at("amount", "field"), entity, amount.get("field"))


def _transitions(context: Context, funnel: Funnel, entity: Entity | None) -> None:
    for index, rule in enumerate(list_of(funnel.raw, "transitions")):
        if not isinstance(rule, dict):
            continue
        context.known(funnel.at("transitions", index, "from"), "unknown_stage", rule.get("from"), funnel.stage_keys)
        for place, key in enumerate(list_of(rule, "to")):
            context.known(funnel.at("transitions", index, "to", place), "unknown_stage", key, funnel.stage_keys)
        for place, key in enumerate(list_of(rule, "roles")):
            context.role(funnel.at("transitions", index, "roles", place), str(key).removeprefix(ROLE_PREFIX))
        if entity is not None:
            scope = entity_scope(context.world, entity.key)
            context.formula(rule.get("when"), funnel.at("transitions", index, "when"), scope, BOOLEAN, over=True)
