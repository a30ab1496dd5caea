"""What a publisher says is to become of stored data: one answer to one effect of the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from axin.builder.catalog.kinds import COMPUTED
from axin.builder.definitions.model import Model, parts
from axin.builder.impact import Effect, EffectKind
from axin.platform.kernel.errors import InvalidError, Problem

Action = Literal["keep", "convert", "empty", "replace", "clear", "move"]
ACTIONS: Final[Mapping[EffectKind, tuple[Action, ...]]] = {
    "entity_removed": ("keep",),
    "field_removed": ("keep", "move"),
    "type_changed": ("convert", "empty"),
    "option_removed": ("keep", "replace", "clear"),
    "funnel_removed": ("clear",),
    "stage_removed": ("move",),
    "role_removed": ("keep",),
}
"""What may become of the data, the usual first."""
_SAID: Final = frozenset({"stage_removed", "funnel_removed"})
"""What has no usual: where records go must be said."""
_NEEDS_TARGET: Final = frozenset({"replace", "move"})
_MESSAGES: Final = {
    "unknown_decision": "This answers no change of the draft that concerns data.",
    "unknown_action": "This cannot become of that data.",
    "unknown_target": "Say where the data goes: to a part that is of the same place and stays.",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """An effect, and what becomes of its data; `to` names the option, stage or field that takes it."""

    effect: Effect
    action: Action
    to: str | None = None


def settle(given: Sequence[Decision], found: Sequence[Effect], after: Mapping[str, Any]) -> list[Decision]:
    """Return a decision for every effect, the given ones checked, the others the usual, where there is one."""
    problems: list[Problem] = []
    by_name = {_name(effect): effect for effect in found}
    settled: dict[Effect, Decision] = {}
    for place, decision in enumerate(given):
        effect = by_name.get(_name(decision.effect))
        fault = "unknown_decision" if effect is None else _fault(effect, decision.action, decision.to, Model(after))
        if fault is not None:
            problems.append(Problem(f"/decisions/{place}", fault, _MESSAGES[fault]))
        elif effect is not None:
            settled[effect] = Decision(effect, decision.action, decision.to)
    if problems:
        raise InvalidError(problems)
    return [settled.get(effect) or Decision(effect, ACTIONS[effect.kind][0]) for effect in found if _answered(effect, settled)]


def _answered(effect: Effect, settled: Mapping[Effect, Decision]) -> bool:
    return effect in settled or effect.kind not in _SAID


def _name(effect: Effect) -> tuple[str | None, ...]:
    return effect.kind, effect.entity, effect.field, effect.option, effect.funnel, effect.stage, effect.role


def _fault(effect: Effect, action: str, to: str | None, after: Model) -> str | None:
    if action not in ACTIONS[effect.kind]:
        return "unknown_action"
    return "unknown_target" if action in _NEEDS_TARGET and to not in targets(effect, after) else None


def targets(effect: Effect, after: Model) -> list[str]:
    """Return the keys of what may take the data: other stages, options or fields that stay."""
    match effect.kind:
        case "stage_removed":
            return list(after.funnels[str(effect.funnel)].stage_keys)
        case "option_removed":
            field = after.entities[str(effect.entity)].fields[str(effect.field)]
            return [option.key for option in parts(field.raw, "options") if option.raw.get("archived") is not True]
        case "field_removed":
            fields = after.entities[str(effect.entity)].fields
            return [key for key, part in fields.items() if part.text("type") not in COMPUTED]
        case _:
            return []
