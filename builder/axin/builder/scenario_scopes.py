"""What names the formulas of a scenario may use: at its trigger, and before and after each of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from axin.builder.catalog.outputs import outputs_of
from axin.builder.compiling.formulas import source_of
from axin.builder.declared_inputs import declared, type_of
from axin.builder.definitions.model import list_of, object_of, text_of
from axin.builder.formulas import checker
from axin.builder.formulas.checker import Scope
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.types import ANY, BOOLEAN, NUMBER, TEXT, Type, links_to, record_of
from axin.builder.scopes import ACTOR, WORKSPACE, Members, World

_RECORD_EVENTS: Final = ("record.", "stage.", "date", "button", "task.", "approval.", "run.")
_WITHOUT_RECORD: Final = ("webhook", "schedule", "event", "scenario", "run.failed")
ROWS: Final = "rows"
"""The records that record.aggregate's formula runs over, as a rollup's runs over its links."""
_EVENT: Final[Members] = {"event.data": ANY, "event.input": ANY, "event.funnel": TEXT, "event.stage": TEXT}


@dataclass(frozen=True, slots=True)
class ScenarioScope:
    """The names in scope at one place of a scenario; each method returns the scope with something more in it."""

    world: World
    names: Members

    @property
    def formulas(self) -> Scope:
        """The scope as the formula language takes it."""
        return self.world.scope(self.names)

    def over(self, entity: str) -> Scope:
        """Return the scope of a filter: the fields of `entity` bare, beside this scope's words."""
        return self.world.scope({**self.world.entities.get(entity, {}), **self.names})

    def awaiting(self, event: Mapping[str, Any]) -> Scope:
        """Return the scope of the condition of an awaited event: its record's fields bare, `event` and `previous` its own."""
        entity = trigger_entity(event) or text_of(event, "entity")
        record = record_of(entity) if entity and entity in self.world.entities else ANY
        return self.with_names({**_EVENT, "event.record": record, "previous": record}).over(entity or "")

    def aggregating(self, entity: str) -> Scope:
        """Return the scope of a formula over many records of `entity`."""
        return self.world.scope({**self.names, ROWS: links_to(entity)})

    def with_step(self, key: str, outputs: Members) -> "ScenarioScope":
        """Add what the step `key` gives."""
        return self.with_names({f"steps.{key}.{name}": kind for name, kind in outputs.items()})

    def with_variables(self, variables: Members) -> "ScenarioScope":
        """Add variables."""
        return self.with_names({f"vars.{name}": kind for name, kind in variables.items()})

    def with_item(self, item: Type) -> "ScenarioScope":
        """Add a loop's item and its number."""
        return self.with_names({"item": item, "index": NUMBER})

    def with_names(self, names: Members) -> "ScenarioScope":
        """Add names as formulas write them."""
        return replace(self, names={**self.names, **names})


def trigger_entity(trigger: Mapping[str, Any]) -> str | None:
    """Return the entity whose record sets the scenario off, where one does."""
    return text_of(trigger, "entity") if str(trigger.get("on", "")).startswith(_RECORD_EVENTS) else None


def trigger_scope(world: World, trigger: Mapping[str, Any]) -> Scope:
    """Return the scope of a scenario's `when` and a trigger's `condition`: the record as the trigger saw it, its fields bare."""
    return start_scope(world, trigger).over(trigger_entity(trigger) or "")


def start_scope(world: World, trigger: Mapping[str, Any]) -> ScenarioScope:
    """Return the scope before the first step."""
    names = {**ACTOR, **WORKSPACE, **_EVENT}
    inputs = {f"event.input.{name}": type_of(kind) for name, kind in declared(trigger)}
    if inputs:
        names = {name: kind for name, kind in names.items() if name != "event.input"} | inputs
    entity = trigger_entity(trigger)
    if entity is not None or trigger.get("on") not in _WITHOUT_RECORD:
        record = record_of(entity) if entity and entity in world.entities else ANY
        names |= {"record": record, "previous": record, "event.record": record}
    return ScenarioScope(world, names)


def after(step: Mapping[str, Any], scope: ScenarioScope) -> ScenarioScope:
    """Return the scope after `step`: with what it and the steps inside it give."""
    for branch in branches(step):
        for inner in branch:
            if isinstance(inner, dict):
                scope = after(inner, scope)
    if "for_each" in step:
        scope = scope.with_names(_after_loop(step, scope))
    assigned = object_of(step, "set")
    if assigned:
        here = scope.formulas
        scope = scope.with_variables({name: type_of_value(value, here) for name, value in assigned.items()})
    key = text_of(step, "key")
    return scope.with_step(key, _outputs(step)) if key else scope


def _after_loop(step: Mapping[str, Any], scope: ScenarioScope) -> Members:
    """Return the variables that the turns of a loop set: they stay, as what its steps give does not."""
    inside = scope.with_item(ANY)
    for inner in list_of(step, "do"):
        if isinstance(inner, dict):
            inside = after(inner, inside)
    return {name: kind for name, kind in inside.names.items() if name.startswith("vars.")}


def branches(step: Mapping[str, Any]) -> list[list[Any]]:
    """Return the lists of steps inside `step` whose results stand after it (a loop's do not)."""
    cases = [list_of(case, "then") for case in list_of(step, "cases") if isinstance(case, dict)]
    parallel = [branch for branch in list_of(step, "parallel") if isinstance(branch, list)]
    return [list_of(step, "then"), *cases, list_of(step, "default"), list_of(step, "else"), *parallel]


def item_of(kind: Type) -> Type | None:
    """Return the type of a loop's item, or None where there is nothing to loop over."""
    if kind.kind == "links" and kind.entity:
        return record_of(kind.entity)
    if kind.kind == "list":
        return kind.item or ANY
    return ANY if kind.kind in {"any", "blank"} else None


def type_of_value(value: object, scope: Scope) -> Type:
    """Return the type of a value of `with` or `set`; `any` where its formula is at fault."""
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, str):
        return _type_of_text(value, scope)
    return ANY if value is None or isinstance(value, (list, dict)) else NUMBER


def _type_of_text(value: str, scope: Scope) -> Type:
    if not value.startswith("=") or value.startswith("=="):
        return TEXT
    try:
        return checker.check(source_of(value), scope).type
    except FormulaError:
        return ANY


def _outputs(step: Mapping[str, Any]) -> Members:
    if "wait" in step:
        return _of_wait(object_of(step, "wait"))
    if "call" in step:
        return {"result": ANY}
    action = text_of(step, "action")
    return outputs_of(action, object_of(step, "with")) if action else {}


def _of_wait(wait: Mapping[str, Any]) -> Members:
    """Return what a wait gives: whether its time ran out, and what the awaited event brought."""
    event = object_of(wait, "event")
    entity = text_of(event, "entity")
    found: Members = {"timed_out": BOOLEAN}
    if event:
        found = {**found, "data": ANY, "record": record_of(entity) if entity else ANY}
    return found
