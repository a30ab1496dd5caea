"""What the caller of a scenario gives it: held to what the scenario declares, and read by formulas in the declared types."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan, Plan, ScenarioPlan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.runs.refs import Ref

_ANYTHING: Final = "json"


def checked(plan: Plan, scenario: ScenarioPlan, given: Any, pointer: str = "/input") -> Any:  # noqa: ANN401 - any JSON
    """Return what is given in the API's form, each value held to its declared type; what is left out is blank."""
    inputs = scenario.trigger.inputs
    if not inputs:
        return given
    if not isinstance(given, Mapping | None):
        raise InvalidError.at(pointer, "type_mismatch", "The input is an object of the names that the scenario takes.")
    setting, found, problems = Setting.of(plan), dict[str, Any](), list[Problem]()
    for name, value in (given or {}).items():
        place = f"{pointer}/{name}"
        part = inputs.get(name)
        read = _unknown(place) if part is None else _read(part, value, place, setting)
        if isinstance(read, Problem):
            problems.append(read)
        elif part is not None and read is not None:
            found[name] = read if part.type == _ANYTHING else codec.to_api(part, read)
    if problems:
        raise InvalidError(problems)
    return found


def _unknown(place: str) -> Problem:
    return Problem(place, "unknown_field", "The scenario takes no such input.")


def _read(part: FieldPlan, value: Any, place: str, setting: Setting) -> Any:  # noqa: ANN401 - any value
    return value if part.type == _ANYTHING else codec.parse(part, value, place, setting)


def typed(inputs: Mapping[str, FieldPlan], given: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the input as formulas read it: declared names in their types, records as records."""
    if not inputs or not isinstance(given, Mapping):
        return given
    return {name: _formula_value(part, given.get(name)) for name, part in inputs.items()}


def _formula_value(part: FieldPlan, stored: Any) -> Any:  # noqa: ANN401 - any value
    if stored is None or part.type == _ANYTHING:
        return stored
    value = codec.from_api(part, stored)
    if part.to is not None and isinstance(value, UUID):
        return Ref(part.to, value)
    return codec.to_formula(part, value)
