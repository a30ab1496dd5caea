"""The parts of the language that this release knows but cannot run: each is told at its place."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from axin.builder.catalog.actions import ACTIONS
from axin.builder.catalog.fields import FIELD_KINDS
from axin.builder.catalog.steps import STEP_KINDS
from axin.builder.catalog.triggers import TRIGGER_KINDS
from axin.builder.checks.context import Context
from axin.builder.checks.steps import every_step
from axin.builder.definitions.model import Model, Part, list_of, object_of
from axin.builder.schemas.solution import LATER

AWAITED: Final = frozenset(
    {
        "record.created", "record.updated", "record.deleted", "record.matches", "stage.entered", "stage.left", "stage.overdue",
        "event", "task.done", "task.overdue", "approval.decided", "run.failed",
    }
)  # fmt: skip
"""What a step may wait for: everything that is told of once it has happened."""


def check_not_yet(context: Context) -> None:
    """Note every part that cannot run yet."""
    for pointer in _places(context.model):
        context.error(pointer, "not_yet")


def _places(model: Model) -> Iterator[str]:
    whole = Part("", "", model.document)
    yield from (whole.at(name) for name in LATER if list_of(model.document, name))
    for entity in model.all_entities:
        for part in entity.all_fields:
            if _waits(FIELD_KINDS, part.raw.get("type")):
                yield part.at("type")
    for scenario in model.all_scenarios:
        yield from _scenario(scenario)


def _scenario(scenario: Part) -> Iterator[str]:
    trigger = object_of(scenario.raw, "trigger")
    if _waits(TRIGGER_KINDS, trigger.get("on")):
        yield scenario.at("trigger", "on")
    for step in every_step(scenario.raw.get("steps"), scenario.at("steps")):
        yield from _step(step)


def _step(step: Part) -> Iterator[str]:
    raw = step.raw
    yield from (step.at(kind) for kind, manifest in STEP_KINDS.items() if kind in raw and not manifest.runs)
    if _waits(ACTIONS, raw.get("action")):
        yield step.at("action")
    yield from _wait(step, object_of(raw, "wait"))


def _wait(step: Part, wait: Mapping[str, Any]) -> Iterator[str]:
    awaited = object_of(wait, "event").get("on")
    if awaited is not None and (awaited not in AWAITED or _waits(TRIGGER_KINDS, awaited)):
        yield step.at("wait", "event", "on")


def _waits(kinds: Any, key: object) -> bool:  # noqa: ANN401 - a catalogue
    return isinstance(key, str) and key in kinds and not kinds[key].runs
