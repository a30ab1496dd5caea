"""Steps: their formulas read what stands before them, their actions are given what they take, and each can be reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from axin.builder.checks.action_checks import ActionChecker
from axin.builder.checks.calendars import check_working_time
from axin.builder.checks.constants import check_constant
from axin.builder.checks.context import Context
from axin.builder.checks.findings import listed
from axin.builder.checks.freshness import Freshness
from axin.builder.checks.inputs import check_value, has_holes, is_formula, literal
from axin.builder.checks.triggers import check_trigger
from axin.builder.declared_inputs import INPUT_TYPES, declared, type_of
from axin.builder.definitions.model import Part, list_of, object_of
from axin.builder.definitions.pointers import join
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.nodes import Fixed
from axin.builder.formulas.types import ANY, BOOLEAN, DATETIME, link_to
from axin.builder.scenario_scopes import ScenarioScope, after, item_of


@dataclass(frozen=True)
class StepChecker:
    """Walks the steps of a scenario in order, carrying what is in scope."""

    context: Context
    fresh: Freshness = field(default_factory=Freshness)

    def steps(self, raws: list[Any], pointer: str, scope: ScenarioScope) -> None:
        """Check a list of steps that begins with `scope`."""
        ended = False
        for index, raw in enumerate(raws):
            if not isinstance(raw, dict):
                continue
            part = Part(str(raw.get("key", "")), join(pointer, index), raw)
            if ended:
                self.context.warn(part.pointer, "unreachable_step")
            self._step(part, scope)
            ended = ended or _ends(raw)
            scope = after(raw, scope)

    def _step(self, part: Part, scope: ScenarioScope) -> None:
        raw, here = part.raw, scope.formulas
        if _always(self.context.formula(raw.get("when"), part.at("when"), here, BOOLEAN)) is False:
            self.context.warn(part.pointer, "unreachable_step")
        condition = self.context.formula(raw.get("if"), part.at("if"), here, BOOLEAN)
        self._dead_branch(part, _always(condition))
        switch = self.context.formula(raw.get("switch"), part.at("switch"), here)
        for name, decides in (("if", condition), ("switch", switch)):
            if self.fresh.settles(decides):
                self.context.warn(part.at(name), "missing_wait")
        before = frozenset(self.fresh.written)
        self._branches(part, scope)
        self._loop(part, scope)
        self.fresh.beyond(before)
        self.fresh.note(raw)
        for name, value in object_of(raw, "set").items():
            check_value(self.context, value, part.at("set", name), scope, ANY)
        for name, value in object_of(raw, "stop").items():
            check_value(self.context, value, part.at("stop", name), scope, ANY)
        self._wait(part, scope)
        if "action" in raw:
            ActionChecker(self.context, scope).check(part)
            refused = [] if self.context.rights is None else self.context.rights.refused(part)
            if refused:
                self.context.warn(part.pointer, "role_may_not_write", names=listed(refused))
        elif "call" in raw:
            self._call(part, scope)

    def _call(self, part: Part, scope: ScenarioScope) -> None:
        """Check what is given to the scenario that is called, each value by the type that is declared for it."""
        called = next((one for one in self.context.model.all_scenarios if one.key == part.text("call")), None)
        kinds = dict(declared(object_of(called.raw, "trigger"))) if called is not None else {}
        for name, value in object_of(part.raw, "with").items():
            pointer, kind = part.at("with", name), kinds.get(name)
            if kind is None or kind == "json":
                check_value(self.context, value, pointer, scope, ANY)
            elif kind not in INPUT_TYPES:
                check_value(self.context, value, pointer, scope, link_to(kind))
            elif is_formula(value) or has_holes(value):
                check_value(self.context, value, pointer, scope, type_of(kind))
            elif not check_constant({"type": kind}, literal(value)):
                self.context.error(pointer, "type_mismatch", expected=kind)

    def _branches(self, part: Part, scope: ScenarioScope) -> None:
        for name in ("then", "else", "default"):
            self.steps(list_of(part.raw, name), part.at(name), scope)
        for index, case in enumerate(list_of(part.raw, "cases")):
            if isinstance(case, dict):
                check_value(self.context, case.get("is"), part.at("cases", index, "is"), scope, ANY)
                self.steps(list_of(case, "then"), part.at("cases", index, "then"), scope)
        for index, branch in enumerate(list_of(part.raw, "parallel")):
            if isinstance(branch, list):
                self.steps(branch, part.at("parallel", index), scope)

    def _dead_branch(self, part: Part, always: bool | None) -> None:  # noqa: FBT001 - what the condition always is
        """Warn of the steps behind a condition that is never met."""
        if always is not None:
            branch = "else" if always else "then"
            for index in range(len(list_of(part.raw, branch))):
                self.context.warn(part.at(branch, index), "unreachable_step")

    def _loop(self, part: Part, scope: ScenarioScope) -> None:
        if "for_each" not in part.raw:
            return
        checked = self.context.formula(part.raw["for_each"], part.at("for_each"), scope.formulas)
        item = ANY if checked is None else item_of(checked.type)
        if item is None:
            self.context.error(part.at("for_each"), "type_mismatch", expected="list")
        self.steps(list_of(part.raw, "do"), part.at("do"), scope.with_item(item or ANY))

    def _wait(self, part: Part, scope: ScenarioScope) -> None:
        wait = object_of(part.raw, "wait")
        self.context.formula(wait.get("until"), part.at("wait", "until"), scope.formulas, DATETIME)
        check_working_time(self.context, part.at("wait", "working_hours"), wait.get("working_hours"))
        event = object_of(wait, "event")
        if event:
            check_trigger(self.context, event, part.at("wait", "event"), scope.awaiting(event))
            if "timeout" not in wait:
                self.context.warn(part.at("wait"), "endless_wait")


def _always(condition: Checked | None) -> bool | None:
    """Return what a condition that is a constant always is; None of any other."""
    if condition is None or not isinstance(condition.node, Fixed):
        return None
    return condition.node.value is True


def _ends(raw: Mapping[str, Any]) -> bool:
    """Return whether no run goes on after this step."""
    if raw.get("when") is not None:
        return False
    if "stop" in raw:
        return True
    both = [list_of(raw, "then"), list_of(raw, "else")] if "if" in raw else []
    return bool(both) and all(any(isinstance(step, dict) and _ends(step) for step in branch) for branch in both)
