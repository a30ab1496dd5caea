"""What follows from a bulk edit, said before it is done: what is set, what goes along, which scenarios it would start."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from axin.builder.compiling.plan import EntityPlan, Plan, ScenarioPlan
from axin.runtime.records.commands import Unset
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.references import incoming

if TYPE_CHECKING:
    from axin.runtime.records.bulk import BulkEdit

MESSAGES: Final = frozenset({"notify.users", "email.send", "sms.send", "telegram.send"})


@dataclass(frozen=True, slots=True)
class Effects:
    """What would be done, and what would follow."""

    effects: list[dict[str, Any]] = field(default_factory=list)
    scenarios: list[dict[str, Any]] = field(default_factory=list)


def effects_of(reader: Reader, rights: EntityRights, edit: "BulkEdit") -> Effects:
    """Return what the edit would do and start."""
    plan = reader.plan
    started = [_shown(one) for one in plan.scenarios.values() if _starts(plan, one, edit)]
    return Effects(list(_done(reader, rights, edit)), started)


def _done(reader: Reader, rights: EntityRights, edit: "BulkEdit") -> Iterator[dict[str, Any]]:
    for key, value in (edit.values or {}).items():
        yield {"action": "set", "field": key, "value": value}
    if not isinstance(edit.responsible, Unset):
        yield {"action": "assign", "responsible": None if edit.responsible is None else str(edit.responsible)}
    if edit.stage is not None:
        yield {"action": "move", "funnel": edit.funnel, "stage": edit.stage}
    if edit.delete:
        yield {"action": "delete"}
        yield from _along(reader, rights.entity)


def _along(reader: Reader, entity: EntityPlan) -> Iterator[dict[str, Any]]:
    """Yield what becomes of the records that link to deleted ones, of the entities that exist for the reader."""
    for source, link in incoming(reader.plan, entity):
        there = reader.role.of(source.key)
        if there is None or not reader.may_see(source.key) or link.key not in there.visible:
            continue
        if link.on_delete == "cascade" or source.parent == link.key:
            yield {"action": "delete_along", "entity": source.key, "field": link.key}
        elif link.on_delete == "restrict":
            yield {"action": "forbidden_by", "entity": source.key, "field": link.key}
        else:
            yield {"action": "clear", "entity": source.key, "field": link.key}


def _starts(plan: Plan, scenario: ScenarioPlan, edit: "BulkEdit") -> bool:
    trigger = scenario.trigger
    funnel = plan.funnels.get(trigger.funnel or "")
    entity = trigger.entity or (funnel.entity if funnel is not None else None)
    if not scenario.enabled or entity != edit.entity or edit.automation == "none":
        return False
    touched = set(edit.values or ()) | (set() if isinstance(edit.responsible, Unset) else {"responsible"})
    moved = edit.stage is not None and trigger.funnel in {None, edit.funnel}
    match trigger.on:
        case "record.deleted":
            return edit.delete
        case "record.updated":
            changed = touched | ({"stage", "funnel"} if edit.stage is not None else set())
            return bool(changed) and (not trigger.fields or bool(changed & set(trigger.fields)))
        case "record.matches":
            return not edit.delete
        case "stage.entered":
            return moved and trigger.stage in {None, edit.stage}
        case _:
            return trigger.on == "stage.left" and moved


def _shown(scenario: ScenarioPlan) -> dict[str, Any]:
    return {"key": scenario.key, "title": scenario.title, "messages": _sends(scenario)}


def _sends(scenario: ScenarioPlan) -> bool:
    """Whether any of its steps sends a message."""
    return any(action in MESSAGES for action in scenario.actions.values())
