"""A scenario cut off after one of its steps: for trying it as far as that."""

from collections.abc import Sequence
from dataclasses import replace

from axin.builder.compiling.plan import ScenarioPlan, StepPlan


def cut_after(scenario: ScenarioPlan, key: str) -> ScenarioPlan | None:
    """Return the scenario that ends with the step `key`; None where it has no such step. A step that branches only decides."""
    steps = _cut(scenario.steps, key)
    return None if steps is None else replace(scenario, steps=steps)


def _cut(steps: Sequence[StepPlan], key: str) -> list[StepPlan] | None:
    for place, step in enumerate(steps):
        last = _bare(step) if step.key == key else _inside(step, key)
        if last is not None:
            return [*steps[:place], last]
    return None


def _bare(step: StepPlan) -> StepPlan:
    return replace(
        step, then=(), otherwise=(), cases=[replace(case, steps=()) for case in step.cases], arms=[() for _ in step.arms]
    )


def _inside(step: StepPlan, key: str) -> StepPlan | None:
    then, otherwise = _cut(step.then, key), _cut(step.otherwise, key)
    if then is not None:
        return replace(step, then=then)
    if otherwise is not None:
        return replace(step, otherwise=otherwise)
    for place, case in enumerate(step.cases):
        found = _cut(case.steps, key)
        if found is not None:
            return replace(step, cases=[*step.cases[:place], replace(case, steps=found), *step.cases[place + 1 :]])
    arm = next((found for found in (_cut(arm, key) for arm in step.arms) if found is not None), None)
    return None if arm is None else replace(step, arms=[arm])
