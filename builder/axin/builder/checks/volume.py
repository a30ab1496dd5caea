"""Warnings about scenarios that may do more than a run, or an event, may."""

from collections import Counter
from typing import Any, Final

from axin.builder.checks.context import Context
from axin.builder.checks.steps import inner_lists
from axin.builder.definitions.model import Part, list_of, object_of, text_of
from axin.builder.definitions.pointers import join

_MOST_FOUND: Final = 500
"""By one step, where a formula says how many."""
_USUAL_ITEMS: Final = 100
"""Of a loop over any other list, whose length nobody can read here."""
_USUAL_LIMIT: Final = 50
"""Of a step that finds records and does not say how many."""
_MOST_OF_ONE_EVENT: Final = 20
Limits = dict[str, int]


def check_volume(context: Context) -> None:
    """Warn at loops that may take more steps than a run has, and at events that set off very many scenarios."""
    for scenario in context.model.all_scenarios:
        _loops(context, scenario)
    _one_event(context)


def _loops(context: Context, scenario: Part) -> None:
    limits: Limits = {}
    for index, raw in enumerate(list_of(scenario.raw, "steps")):
        if isinstance(raw, dict):
            step = Part("", join(scenario.at("steps"), index), raw)
            if _cost(step, limits) > context.steps_of_a_run:
                context.warn(step.pointer, "many_steps", most=str(context.steps_of_a_run))


def _cost(step: Part, limits: Limits) -> int:
    """Return how many steps a step may come to, those inside it counted as often as its loop may turn."""
    key, given = step.text("key"), object_of(step.raw, "with")
    if key is not None and step.text("action") == "record.find":
        limits[key] = _literal(given.get("limit"))
    inside = sum(
        _cost(Part("", join(pointer, index), raw), limits)
        for steps, pointer in inner_lists(step)
        for index, raw in enumerate(steps)
        if isinstance(raw, dict)
    )
    return 1 + inside * (_turns(step, limits) if "for_each" in step.raw else 1)


def _turns(step: Part, limits: Limits) -> int:
    source = (step.text("for_each") or "").removeprefix("=").replace(" ", "")
    found = source.removeprefix("steps.").removesuffix(".records")
    return limits.get(found, _USUAL_ITEMS)


def _literal(limit: Any) -> int:  # noqa: ANN401 - any JSON
    if limit is None:
        return _USUAL_LIMIT
    return limit if isinstance(limit, int) and not isinstance(limit, bool) else _MOST_FOUND


def _one_event(context: Context) -> None:
    """Warn, at the first, where very many scenarios wait for the same."""
    awaited: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for scenario in context.model.all_scenarios:
        trigger = object_of(scenario.raw, "trigger")
        event = (text_of(trigger, "on") or "", text_of(trigger, "entity") or text_of(trigger, "name") or "")
        if scenario.raw.get("enabled", True) is False or not event[1]:
            continue
        awaited[event] += 1
        first.setdefault(event, scenario.pointer)
    for event, count in awaited.items():
        if count > _MOST_OF_ONE_EVENT:
            context.warn(first[event], "many_scenarios", count=str(count), names=": ".join(event))
