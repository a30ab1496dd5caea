"""The steps of a scenario, in the order they run."""

from collections.abc import Iterator
from typing import Any, Final

from axin.builder.definitions.model import Part, list_of
from axin.builder.definitions.pointers import join

_LISTS: Final = ("then", "else", "default", "do")


def all_steps(scenario: Part) -> list[Part]:
    """Return every step of a scenario that has a key, at any depth."""
    return [part for part in every_step(scenario.raw.get("steps"), scenario.at("steps")) if part.key]


def every_step(steps: Any, pointer: str) -> Iterator[Part]:  # noqa: ANN401 - free-form JSON
    """Yield the steps of a list and those inside them; one without a readable key has the key ""."""
    for index, raw in enumerate(steps if isinstance(steps, list) else []):
        if not isinstance(raw, dict):
            continue
        key = raw.get("key")
        part = Part(key if isinstance(key, str) else "", join(pointer, index), raw)
        yield part
        for inner, place in inner_lists(part):
            yield from every_step(inner, place)


def inner_lists(part: Part) -> list[tuple[list[Any], str]]:
    """Return the lists of steps inside a step, each with its pointer."""
    found = [(list_of(part.raw, name), part.at(name)) for name in _LISTS if name in part.raw]
    for index, case in enumerate(list_of(part.raw, "cases")):
        if isinstance(case, dict):
            found.append((list_of(case, "then"), part.at("cases", index, "then")))
    for index, branch in enumerate(list_of(part.raw, "parallel")):
        if isinstance(branch, list):
            found.append((branch, part.at("parallel", index)))
    return found
