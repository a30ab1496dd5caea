"""The record as the trigger saw it, read by formulas field by field."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.kernel.ids import parse_id

_TIMES = frozenset({"created_at", "updated_at", "stage_since"})
_IDS = frozenset({"id", "responsible", "team", "created_by", "updated_by"})


class FrozenRecord:
    """A record in the API's form, with what `previous` lays over it; a field is converted when it is first read."""

    __slots__ = ("_read", "entity", "system", "values")

    def __init__(self, entity: EntityPlan, stored: Mapping[str, Any], over: Mapping[str, Any] | None = None) -> None:
        self.entity = entity
        self.values: Mapping[str, Any] = {**stored["values"], **over} if over else stored["values"]
        self.system: Mapping[str, Any] = {**stored, **over} if over else stored
        self._read: dict[str, Any] = {}

    @property
    def id(self) -> UUID:
        """The record's id."""
        return UUID(self.system["id"])

    def formula_value(self, name: str) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return what a formula reads under `name`."""
        if name not in self._read:
            field = self.entity.fields.get(name)
            self._read[name] = _system(name, self.system.get(name)) if field is None else _value(field, self.values.get(name))
        return self._read[name]


def _value(field: FieldPlan, stored: Any) -> Any:  # noqa: ANN401 - any value
    if stored is None:
        return None
    return codec.to_formula(field, codec.from_api(field, stored))


def _system(name: str, stored: Any) -> Any:  # noqa: ANN401 - any value
    if isinstance(stored, str):
        if name in _TIMES:
            return datetime.fromisoformat(stored)
        if name in _IDS:
            return parse_id(stored)
    return stored
