"""Reading a step's inputs: what comes from outside is converted where no meaning is lost, else the step fails."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, Template
from axin.builder.definitions.durations import seconds
from axin.builder.definitions.moments import moment_of
from axin.builder.formulas.conversions import Conversion, to_boolean, to_datetime, to_number
from axin.builder.formulas.errors import ValueMismatchError
from axin.builder.formulas.values import Context
from axin.builder.formulas.working_time import ends_after
from axin.platform.kernel.ids import parse_id
from axin.runtime.actions.registry import Call
from axin.runtime.records.commands import UNSET, Unset
from axin.runtime.runs.errors import TYPE_MISMATCH, StepError
from axin.runtime.runs.reader import plain

_TEXTS = frozenset({"text", "long_text", "phone", "email", "url", "select"})
_WRITTEN: Final[Mapping[str, Conversion]] = {
    **dict.fromkeys(("integer", "number", "percent", "money"), to_number), "boolean": to_boolean, "datetime": to_datetime,
}  # fmt: skip
"""What a text from outside, as every value of a web form is, may write for a field of another type."""


def mismatch(name: str, what: str) -> StepError:
    """Return the error of an input that does not fit."""
    return StepError(TYPE_MISMATCH, f"The input `{name}` must be {what}.")


def text(call: Call, name: str) -> str:
    """Return an input that is a text; a number is written out."""
    value = call.inputs.get(name)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format(value, "f")
    if not isinstance(value, str):
        raise mismatch(name, "a text")
    return value


def optional(call: Call, name: str) -> str | None:
    """Return an input that is a text, None where it is blank or left out."""
    return text(call, name) if call.inputs.get(name) else None


def entity(call: Call) -> EntityPlan:
    """Return the entity that the step names."""
    found = call.run.plan.entities.get(text(call, "entity"))
    if found is None:
        raise StepError("unknown_entity", "There is no such entity.")
    return found


def responsible(call: Call) -> UUID | Unset | None:
    """Return whom the step makes responsible, where it says so."""
    return id_of(call.inputs["responsible"], "responsible") if "responsible" in call.inputs else UNSET


def an_id(call: Call, name: str) -> UUID:
    """Return an input that is an id."""
    found = id_of(call.inputs.get(name), name)
    if found is None:
        raise mismatch(name, "the id of a record; it is blank")
    return found


def id_of(value: Any, name: str) -> UUID | None:  # noqa: ANN401 - any value
    """Return the id that `value` is; None of a blank."""
    if value is None or value == "" or isinstance(value, UUID):
        return value or None
    if isinstance(value, str) and (found := parse_id(value)) is not None:
        return found
    if isinstance(value, Mapping) and "id" in value:
        return id_of(value["id"], name)
    raise mismatch(name, "an id")


def moment(call: Call, name: str) -> datetime | None:
    """Return an input that is a moment, or a duration from now; a day ends with its last minute in the workspace's zone."""
    value = call.inputs.get(name)
    if isinstance(value, str) and value:
        value = _from_now(call, value) or moment_of(value) or value
    match value:
        case None | "":
            return None
        case datetime():
            return value.astimezone(UTC)
        case date():
            return datetime.combine(value, time(23, 59), ZoneInfo(call.run.plan.timezone)).astimezone(UTC)
        case _:
            raise mismatch(name, "a date, a time or a duration")


def _from_now(call: Call, duration: str) -> datetime | None:
    """Return when a duration from now is over, in the step's working time; None where it is no duration."""
    length = seconds(duration)
    return None if length is None else ends_after(length, call.run.scope.context, call.step.working)


def field_values(call: Call, entity: EntityPlan, name: str = "values") -> dict[str, Any]:
    """Return the values of the input `name` in the API's form: a formula's result as its field takes it."""
    return values_for(call, entity, call.inputs.get(name), call.step.inputs.get(name), name)


def values_for(call: Call, entity: EntityPlan, given: Any, template: Template | None, name: str) -> dict[str, Any]:  # noqa: ANN401
    """Return the given values of one record in the API's form; `template` says which of them are formulas' results."""
    given = given or {}
    if not isinstance(given, Mapping):
        raise mismatch(name, "an object")
    members = template.members if template is not None else {}
    return {key: _field_value(entity, key, value, members.get(key), call.run.scope.context) for key, value in given.items()}


def names(call: Call, name: str) -> list[str]:
    """Return an input that is a list of names; an empty one where it is left out."""
    given = call.inputs.get(name)
    if given is None:
        return []
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise mismatch(name, "a list of fields")
    return list(given)


def _field_value(entity: EntityPlan, name: str, value: Any, template: Template | None, context: Context) -> Any:  # noqa: ANN401
    field = entity.fields.get(name)
    if field is None or template is None or template.kind != "formula" or template.formula is None:
        return plain(value)
    if template.formula.type.kind == "any":
        return _fitted(field.type, plain(value), context)
    return codec.from_formula(field, value)


def _fitted(kind: str, value: Any, context: Context) -> Any:  # noqa: ANN401 - any JSON
    """Convert what came from outside where no meaning is lost: a number for a text, and what a text writes for all else."""
    if kind in _TEXTS and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format(value, "f")
    if kind not in _WRITTEN or not isinstance(value, str) or not value:
        return value
    try:
        return plain(_WRITTEN[kind](value.strip(), context))
    except ValueMismatchError:
        return value
