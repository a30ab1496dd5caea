"""Values of `with`, rendered: constants, formulas, texts with holes, lists and objects of these. Pure."""

from collections.abc import Iterator
from typing import Any

from axin.builder.compiling.plan import StepPlan, Template
from axin.builder.formulas import templates
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Env


def rendered(template: Template, env: Env) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return the template's value."""
    match template.kind:
        case "formula" if template.formula is not None:
            return template.formula.evaluate(env)
        case "text":
            return templates.render(template.parts, env)
        case "list":
            return tuple(rendered(item, env) for item in template.items)
        case "object":
            return {name: rendered(member, env) for name, member in template.members.items()}
        case _:
            return template.constant


def formulas_in(template: Template | None) -> Iterator[Checked]:
    """Return every formula of the template."""
    if template is None:
        return
    if template.formula is not None:
        yield template.formula
    yield from (part for part in template.parts if not isinstance(part, str))
    for item in (*template.items, *template.members.values()):
        yield from formulas_in(item)


def formulas_of(step: StepPlan) -> list[Checked]:
    """Return every formula that deciding this step may read."""
    found = [formula for formula in (step.when, step.condition, step.filter, step.formula) if formula is not None]
    for template in (*step.inputs.values(), *step.values.values(), step.stop_result, step.stop_error):
        found.extend(formulas_in(template))
    return found
