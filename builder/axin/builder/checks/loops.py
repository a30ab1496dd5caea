"""Warnings about scenarios that can set themselves off again through the records they change."""

from collections.abc import Mapping
from typing import Any

from axin.builder.checks.context import Context
from axin.builder.checks.reach import reachable
from axin.builder.checks.steps import all_steps
from axin.builder.definitions.model import Part, list_of, object_of, text_of


def check_loops(context: Context) -> None:
    """Warn at every scenario that can reach itself through its effects."""
    scenarios = [s for s in context.model.all_scenarios if s.raw.get("enabled", True) is not False]
    follows = {
        s.pointer: {t.pointer for t in scenarios if any(sets_off(step.raw, t) for step in all_steps(s))} for s in scenarios
    }
    for scenario in scenarios:
        if scenario.pointer in reachable(follows, scenario.pointer):
            context.warn(scenario.pointer, "scenario_loop")


def sets_off(step: Mapping[str, Any], scenario: Part) -> bool:
    """Return whether what `step` does is what `scenario` waits for."""
    trigger, given = object_of(scenario.raw, "trigger"), object_of(step, "with")
    if step.get("action") == "event.emit":
        return text_of(trigger, "on") == "event" and text_of(trigger, "name") == text_of(given, "name")
    if step.get("action") == "lines.add":
        return trigger.get("entity") == text_of(given, "lines") and text_of(trigger, "on") in {"record.created", "record.updated"}
    if text_of(trigger, "entity") is None or trigger.get("entity") != given.get("entity"):
        return False
    return text_of(trigger, "on") in _events(step.get("action"), given, trigger)


def _events(action: object, given: Mapping[str, Any], trigger: Mapping[str, Any]) -> set[str]:
    """Return the events that the action brings about, as far as the trigger watches them."""
    entered = {"stage.entered"} if _enters(given, trigger) else set()
    changed = {"record.updated", "record.matches"} if _touches(given, trigger) else set()
    left = {"stage.left"} if given.get("stage") != trigger.get("stage") or "stage" not in trigger else set[str]()
    moved = {"record.updated"} if not list_of(trigger, "fields") or "stage" in list_of(trigger, "fields") else set[str]()
    return {
        "record.create": {"record.created", "record.matches", *entered},
        "record.update": changed,
        "record.upsert": {"record.created", "record.updated", "record.matches"},
        "record.delete": {"record.deleted"},
        "stage.move": entered | left | moved,
    }.get(str(action), set())


def _touches(given: Mapping[str, Any], trigger: Mapping[str, Any]) -> bool:
    fields = {field for field in list_of(trigger, "fields") if isinstance(field, str)}
    written = {*object_of(given, "values")}
    condition = text_of(trigger, "condition")
    if "responsible" in given and (condition is None or "responsible" in condition):
        written.add("responsible")
    return bool(written) and (not fields or bool(fields & written))


def _enters(given: Mapping[str, Any], trigger: Mapping[str, Any]) -> bool:
    """Return whether the step may bring a record into the stage that is watched; a formula may mean any."""
    for name in ("funnel", "stage"):
        wanted, written = text_of(trigger, name), text_of(given, name)
        if wanted is not None and written is not None and not written.startswith("=") and written != wanted:
            return False
    return "funnel" in given or "stage" in given
