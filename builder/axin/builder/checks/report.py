"""The report on a document: every error and warning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.checks.bounds import check_bounds
from axin.builder.checks.context import STEPS_OF_A_RUN, Context, People, distinct
from axin.builder.checks.entities import check_entities
from axin.builder.checks.findings import DEFAULT_LOCALE, Finding
from axin.builder.checks.formulas import check_formulas
from axin.builder.checks.funnels import check_funnels
from axin.builder.checks.keys import check_keys
from axin.builder.checks.not_yet import check_not_yet
from axin.builder.checks.roles import check_roles
from axin.builder.checks.scenarios import check_scenarios
from axin.builder.checks.settings import check_settings
from axin.builder.checks.shape import check_shape
from axin.builder.checks.views import check_views
from axin.builder.definitions.model import Model
from axin.builder.inference import inferred_world
from axin.platform.kernel.errors import Problem

MOST_PROBLEMS: Final = 2_000
_CHECKS: Final = (
    check_keys, check_settings, check_entities, check_formulas, check_funnels, check_scenarios, check_roles, check_views,
    check_not_yet,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a document, in its reader's language."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the document may be published."""
        return not self.errors


def check_solution(
    document: object, locale: str = DEFAULT_LOCALE, people: People | None = None, *, steps_of_a_run: int = STEPS_OF_A_RUN
) -> Report:
    """Check a whole document; `people` are those of the workspace, where they are known, and so are the steps a run may take."""
    bounds = check_bounds(document)
    if bounds or not isinstance(document, dict):
        return _report(bounds, [], locale)
    context = _checked(document, people, steps_of_a_run)
    return _report([*check_shape(document), *context.errors], context.warnings, locale)


def _checked(document: Mapping[str, Any], people: People | None, steps_of_a_run: int) -> Context:
    model = Model(document)
    context = Context(model, inferred_world(model), people, steps_of_a_run)
    for check in _CHECKS:
        check(context)
    return context


def _report(errors: list[Finding], warnings: list[Finding], locale: str) -> Report:
    return Report(
        tuple(finding.problem(locale) for finding in distinct(errors)[:MOST_PROBLEMS]),
        tuple(finding.problem(locale) for finding in distinct(warnings)[:MOST_PROBLEMS]),
    )
