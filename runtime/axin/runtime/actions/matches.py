"""The fields by which a step recognises a record, and what it gives for them, as values that can be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import EntityPlan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.actions.registry import Call
from axin.runtime.runs.errors import StepError


def parsed(call: Call, entity: EntityPlan, match: Sequence[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `values` (in the API's form) hold for the fields of `match`; a field that the run may not see is not there."""
    visible = call.gateway.reader.rights_of(entity.key).visible
    setting = Setting.of(call.run.plan)
    found: dict[str, Any] = {}
    for key in match:
        if key not in visible:
            raise StepError("unknown_field", "There is no field of this name to match by.")
        value = codec.parse(visible[key], values.get(key), f"/values/{key}", setting)
        if isinstance(value, Problem):
            raise InvalidError([value])
        found[key] = value
    return found
