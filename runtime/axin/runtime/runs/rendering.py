"""Values of `with`, rendered: constants, formulas, texts with holes, lists and objects of these. Pure."""

from collections.abc import Iterator
from typing import Any, Final

from axin.builder.compiling.plan import StepPlan, Template
from axin.builder.formulas import templates
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Env
from axin.runtime.runs.reader import plain

MOST_READ: Final = 30
LONGEST_READ: Final = 300


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


def what_it_read(step: StepPlan, env: Env) -> dict[str, Any]:
    """Return what the values of a step's inputs were made from, by path, in the API's form: the explanation of what it writes."""
    paths = {path for template in step.inputs.values() for formula in formulas_in(template) for path in formula.reads}
    return {".".join(path): _brief(plain(env.read(path))) for path in sorted(paths)[:MOST_READ]}


def _brief(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value as an explanation keeps it: a long text is cut, a long list or a large object is left out."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_READ else f"{value[:LONGEST_READ]}…"
    return None if isinstance(value, list | dict) and len(value) > MOST_READ else value


def _own_formulas(step: StepPlan) -> tuple[Checked | None, ...]:
    return (step.when, step.condition, step.filter, step.formula, step.switch, step.each, step.wait_until)


def formulas_of(step: StepPlan) -> list[Checked]:
    """Return every formula that deciding this step may read."""
    found = [formula for formula in _own_formulas(step) if formula is not None]
    cases = (case.value for case in step.cases)
    for template in (*step.inputs.values(), *step.values.values(), *cases, step.stop_result, step.stop_error):
        found.extend(formulas_in(template))
    return found
