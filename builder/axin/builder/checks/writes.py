"""What the steps of scenarios write, and the fields at which several scenarios meet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from axin.builder.checks.context import Context
from axin.builder.checks.findings import listed
from axin.builder.checks.steps import all_steps
from axin.builder.definitions.model import Part, object_of, text_of

STAGE: Final = "stage"
_CHANGES: Final = frozenset({"record.update", "record.upsert", "stage.move"})


@dataclass(frozen=True, slots=True)
class Write:
    """What one step writes."""

    step: str
    action: str
    entity: str | None
    fields: tuple[str, ...]
    pointer: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A field that several scenarios write."""

    entity: str
    field: str
    writers: tuple[tuple[str, Write], ...]
    """Each writer as its scenario and what its step writes."""


def writes_of(scenario: Part) -> Iterator[Write]:
    """Yield what each step of a scenario writes."""
    for step in all_steps(scenario):
        given, action = object_of(step.raw, "with"), text_of(step.raw, "action")
        if action is None:
            continue
        fields = [*object_of(given, "values"), *object_of(given, "create")]
        fields += [name for name in ("responsible",) if name in given and "entity" in given]
        if STAGE in given and "entity" in given:
            fields.append(STAGE)
        yield Write(step.key, action, text_of(given, "entity"), tuple(dict.fromkeys(fields)), step.pointer)


def meetings(writes: Mapping[str, list[Write]], awake: set[str]) -> list[Meeting]:
    """Return the fields that more than one of the scenarios that are switched on changes."""
    found: defaultdict[tuple[str, str], list[tuple[str, Write]]] = defaultdict(list)
    for scenario, own in writes.items():
        for write in own if scenario in awake else ():
            for name in write.fields if write.action in _CHANGES and write.entity is not None else ():
                found[(str(write.entity), name)].append((scenario, write))
    return [
        Meeting(entity, name, tuple(writers))
        for (entity, name), writers in sorted(found.items())
        if len({scenario for scenario, _ in writers}) > 1
    ]


def check_meetings(context: Context) -> None:
    """Warn at every step that writes a field which other scenarios write too; a stage is what many are there to move."""
    scenarios = {part.key: part for part in context.model.all_scenarios if part.key}
    awake = {key for key, part in scenarios.items() if part.raw.get("enabled", True) is not False}
    for meeting in meetings({key: list(writes_of(part)) for key, part in scenarios.items()}, awake):
        for scenario, write in meeting.writers if meeting.field != STAGE else ():
            others = sorted({other for other, _ in meeting.writers if other != scenario})
            context.warn(f"{write.pointer}/with", "written_twice", names=f"{meeting.field} ← {listed(others)}")
