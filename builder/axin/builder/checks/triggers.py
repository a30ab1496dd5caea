"""Triggers: what they watch is there, and their times can come."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from cronsim import CronSim, CronSimError

from axin.builder.checks.context import Context
from axin.builder.declared_inputs import INPUT_TYPES, declared
from axin.builder.definitions.durations import signed_seconds
from axin.builder.definitions.model import Entity, Part, list_of, text_of
from axin.builder.definitions.recurrences import BadRuleError, next_occurrence
from axin.builder.formulas.checker import Scope
from axin.builder.formulas.types import BOOLEAN
from axin.builder.scenario_scopes import trigger_entity, trigger_scope
from axin.platform.kernel.clock import utc_now

_DATES = frozenset({"date", "datetime"})


def check_trigger(context: Context, raw: Mapping[str, Any], pointer: str, scope: Scope | None = None) -> None:
    """Check one trigger: a scenario's, or the event a step waits for, whose condition reads the names of `scope`."""
    part = Part("", pointer, raw)
    if "entity" in raw:
        entity = context.entity(part.at("entity"), raw.get("entity"))
        if entity is not None:
            _of_entity(context, part, entity)
    check_stage(context, part, text_of(raw, "entity"))
    if raw.get("on") == "schedule":
        _schedule(context, part)
    if isinstance(raw.get("offset"), str) and signed_seconds(raw["offset"]) is None:
        context.error(part.at("offset"), "bad_duration")
    for name, kind in declared(raw):
        context.known(part.at("input", name), "unknown_input_type", kind, [*INPUT_TYPES, *context.model.entities])
    check_timezone(context, part.at("timezone"), raw.get("timezone"))
    over = trigger_entity(raw) is not None
    context.formula(raw.get("condition"), part.at("condition"), scope or trigger_scope(context.world, raw), BOOLEAN, over=over)
    scenario = raw.get("scenario")
    context.known(part.at("scenario"), "unknown_scenario", scenario, [s.key for s in context.model.all_scenarios])


def check_stage(context: Context, part: Part, entity: str | None) -> None:
    """Check the constants `funnel` and `stage` of `part`, of records of `entity`."""
    model = context.model
    known = entity in model.entities
    funnels = {funnel.key: funnel for funnel in (model.funnels_of(entity or "") if known else model.all_funnels)}
    funnel = part.text("funnel")
    if funnel is not None and not _dynamic(funnel) and context.known(part.at("funnel"), "unknown_funnel", funnel, funnels):
        funnels = {funnel: funnels[funnel]}
    elif funnel is not None:
        return
    stage = part.text("stage")
    if stage is not None and not _dynamic(stage):
        context.known(part.at("stage"), "unknown_stage", stage, [key for f in funnels.values() for key in f.stage_keys])


def check_timezone(context: Context, pointer: str, zone: object) -> None:
    """Note a time zone that is not there."""
    if isinstance(zone, str) and zone not in _zones():
        context.error(pointer, "unknown_timezone")


@cache
def _zones() -> frozenset[str]:
    """Return the names of all time zones; finding them reads the disk."""
    return frozenset(available_timezones())


def _dynamic(value: str) -> bool:
    return value.startswith("=") or "{{" in value


def _of_entity(context: Context, part: Part, entity: Entity) -> None:
    for index, key in enumerate(list_of(part.raw, "fields")):
        context.field_of(part.at("fields", index), entity, key, system=True)
    field = part.text("field")
    if field is None:
        return
    if context.field_of(part.at("field"), entity, field) and field in entity.fields:
        kind = entity.fields[field].text("type")
        if kind not in _DATES and kind not in {"formula", "lookup", "rollup"}:
            context.error(part.at("field"), "type_mismatch", expected="date, datetime")


def _schedule(context: Context, part: Part) -> None:
    cron, rule = part.raw.get("cron"), part.raw.get("rrule")
    if (cron is None) == (rule is None):
        context.error(part.pointer, "exactly_one", names="cron, rrule")
    if isinstance(cron, str) and not _comes(cron):
        context.error(part.at("cron"), "bad_cron")
    if isinstance(rule, str) and not _recurs(rule):
        context.error(part.at("rrule"), "bad_rrule")


def _recurs(rule: str) -> bool:
    """Return whether it is a rule that can be kept, and some moment fits it."""
    try:
        return next_occurrence(rule, "UTC", utc_now()) is not None
    except BadRuleError:
        return False


def _comes(cron: str) -> bool:
    """Return whether the line has five parts and some moment fits it."""
    if len(cron.split()) != 5:  # noqa: PLR2004 - minute, hour, day, month, weekday
        return False
    try:
        next(CronSim(cron, utc_now()))
    except (CronSimError, StopIteration, ValueError):
        return False
    return True
