"""Funnels: their entity, the fields their stages ask for, what a card is worth, where cards may go."""

from axin.builder.amounts import COMPUTED, amount_source, lines_of
from axin.builder.checks.context import ROLE_PREFIX, Context
from axin.builder.definitions.model import Entity, Funnel, Part, list_of, object_of, parts
from axin.builder.formulas.types import BOOLEAN
from axin.builder.scopes import entity_scope


def check_funnels(context: Context) -> None:
    """Check every funnel."""
    for funnel in context.model.all_funnels:
        entity = context.entity(funnel.at("entity"), funnel.raw.get("entity"))
        if entity is not None:
            _fields(context, funnel, entity)
            _amount(context, funnel, entity)
        _transitions(context, funnel, entity)


def _fields(context: Context, funnel: Funnel, entity: Entity) -> None:
    for stage in funnel.stages:
        for index, key in enumerate(list_of(stage.raw, "requires")):
            context.field_of(stage.at("requires", index), entity, key, system=True)
        _checklist(context, stage)


def _checklist(context: Context, stage: Part) -> None:
    seen: set[str] = set()
    for check in parts(stage.raw, "checklist", stage.pointer):
        if check.key in seen:
            context.error(check.at("key"), "duplicate_key")
        seen.add(check.key)


def _amount(context: Context, funnel: Funnel, entity: Entity) -> None:
    """Check what a card is worth; of a field that is not computed itself, what the product is to write into it."""
    amount, here = object_of(funnel.raw, "amount"), funnel.at("amount")
    if not amount or not context.field_of(f"{here}/field", entity, amount.get("field")):
        return
    field = entity.fields.get(str(amount["field"]))
    if field is None or amount.get("mode", "manual") == "manual" or field.text("type") in COMPUTED:
        return
    names = [str(other.lines_as) for other in lines_of(context.model, entity.key)]
    if amount.get("mode") == "lines" and amount.get("lines") is not None:
        context.known(f"{here}/lines", "unknown_field", amount["lines"], names)
    source = amount_source(context.model, funnel)
    if source is None:
        context.warn(here, "amount_formula")
    elif amount.get("formula"):
        scope = entity_scope(context.world, entity.key)
        context.formula(source, f"{here}/formula", scope, scope.names.get(field.key), over=True)


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
