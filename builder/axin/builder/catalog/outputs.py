"""What each action gives to the steps after it."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.catalog.kinds import USER
from axin.builder.definitions.model import object_of, text_of
from axin.builder.formulas.types import ANY, BOOLEAN, NUMBER, TEXT, Type, links_to, record_of

_RECORD: Final = "record"
_RECORDS: Final = "records"
_AGREED: Final = "output_schema"
"""Of the type that the step's own schema says."""
_KINDS: Final = {"string": TEXT, "number": NUMBER, "integer": NUMBER, "boolean": BOOLEAN}
_OUTPUTS: Final[Mapping[str, Mapping[str, Type | str]]] = {
    "record.create": {"record": _RECORD},
    "record.update": {"record": _RECORD},
    "record.upsert": {"record": _RECORD, "created": BOOLEAN},
    "record.delete": {},
    "record.find": {"records": _RECORDS, "first": _RECORD, "count": NUMBER},
    "record.aggregate": {"value": ANY},
    "stage.move": {"record": _RECORD},
    "lines.add": {"records": ANY},
    "assign.choose": {"user": USER},
    "task.create": {"task": ANY},
    "notify.users": {},
    "http.request": {"status": NUMBER, "headers": ANY, "body": ANY},
    "document.create": {"document": ANY},
    "approval.request": {"decision": TEXT, "by": ANY, "comment": TEXT},
    "code.run": {"output": _AGREED, "fuel": NUMBER},
}


def outputs_of(action: str, given: Mapping[str, Any]) -> dict[str, Type]:
    """Return the names and types that the step's `action` gives, with `given` as its `with`."""
    entity = text_of(given, "entity")
    agreed = object_of(given, _AGREED).get("type")
    own = _KINDS.get(agreed, ANY) if isinstance(agreed, str) else ANY
    return {name: own if kind == _AGREED else _resolved(kind, entity) for name, kind in _OUTPUTS.get(action, {}).items()}


def output_names(action: str) -> list[str]:
    """Return the names that an action gives."""
    return list(_OUTPUTS.get(action, {}))


def _resolved(kind: Type | str, entity: str | None) -> Type:
    if isinstance(kind, Type):
        return kind
    if entity is None:
        return ANY
    return record_of(entity) if kind == _RECORD else links_to(entity)
