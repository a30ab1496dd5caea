"""The map of all scenarios: what each waits for and writes, which set others off, where they go in circles, where two meet.

Pure, over a document that may have faults: what cannot be read is not on the map.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from axin.builder.checks.loops import sets_off
from axin.builder.checks.reach import reachable
from axin.builder.checks.steps import all_steps
from axin.builder.checks.writes import Meeting, Write, meetings, writes_of
from axin.builder.definitions.model import Model, Part, list_of, object_of, text_of

_NARROWS: Final = ("condition", "fields", "stage", "funnel")


@dataclass(frozen=True, slots=True)
class Link:
    """A step of one scenario that starts another one."""

    source: str
    target: str
    step: str
    action: str
    guarded: bool
    """Whether a condition of the other one may still say no."""
    pointer: str


@dataclass(slots=True)
class ScenarioMap:
    """The whole map, by keys of scenarios."""

    writes: dict[str, list[Write]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    loops: list[tuple[str, ...]] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


def map_of(document: Mapping[str, Any]) -> ScenarioMap:
    """Return the map of a document's scenarios; one that is switched off writes nothing and is set off by nothing."""
    scenarios = list({one.key: one for one in reversed(Model(dict(document)).all_scenarios) if one.key}.values())[::-1]
    found = ScenarioMap({one.key: list(writes_of(one)) for one in scenarios})
    awake = [one for one in scenarios if one.raw.get("enabled", True) is not False]
    found.links = [link for one in awake for link in _links(one, awake)]
    found.loops = _loops(found.links)
    found.meetings = meetings(found.writes, {one.key for one in awake})
    return found


def _links(scenario: Part, others: list[Part]) -> Iterator[Link]:
    for step in all_steps(scenario):
        called = text_of(step.raw, "call")
        for other in others:
            if called == other.key:
                yield Link(scenario.key, other.key, step.key, "call", guarded=False, pointer=step.pointer)
            elif sets_off(step.raw, other):
                action = str(step.raw.get("action"))
                yield Link(scenario.key, other.key, step.key, action, guarded=_guarded(other), pointer=step.pointer)


def _guarded(scenario: Part) -> bool:
    trigger = object_of(scenario.raw, "trigger")
    return text_of(scenario.raw, "when") is not None or any(trigger.get(name) for name in _NARROWS)


def _loops(links: list[Link]) -> list[tuple[str, ...]]:
    """Return the circles: sets of scenarios each of which can, in the end, set off every other one and itself."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        follows[link.source].append(link.target)
    reach = {key: reachable(follows, key) for key in follows}
    circles = {tuple(sorted(other for other in reach[key] if key in reach.get(other, ()))) for key in reach if key in reach[key]}
    return sorted(circles)


def to_json(found: ScenarioMap, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the map as programs and screens read it."""
    scenarios = [one for one in Model(dict(document)).all_scenarios if one.key in found.writes]
    return {
        "scenarios": [_shown(one, found.writes[one.key]) for one in scenarios],
        "links": [
            {"from": link.source, "to": link.target, "step": link.step, "action": link.action, "guarded": link.guarded,
             "pointer": link.pointer}
            for link in found.links
        ],
        "loops": [list(loop) for loop in found.loops],
        "conflicts": [
            {"entity": one.entity, "field": one.field,
             "writers": [{"scenario": key, "step": write.step} for key, write in one.writers]}
            for one in found.meetings
        ],
    }  # fmt: skip


def _shown(scenario: Part, writes: list[Write]) -> dict[str, Any]:
    trigger = object_of(scenario.raw, "trigger")
    known = {name: trigger[name] for name in ("on", "entity", "funnel", "stage", "fields", "name", "field") if name in trigger}
    return {
        "key": scenario.key, "title": scenario.raw.get("title"), "enabled": scenario.raw.get("enabled", True) is not False,
        "trigger": known, "run_as": scenario.text("run_as") or "author", "steps": len(list_of(scenario.raw, "steps")),
        "writes": [
            {"step": write.step, "action": write.action, "entity": write.entity, "fields": list(write.fields)} for write in writes
        ],
    }  # fmt: skip
