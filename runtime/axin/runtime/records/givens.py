"""What is given to fields anew: no option that is archived, and nothing to a field that does not show on this record.

What a record holds already stays; a job that brings back or carries over what was elsewhere is not asked.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from axin.builder.compiling.plan import FieldPlan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records import rules
from axin.runtime.records.graph import Node
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.record import Record


async def check_given(
    reader: Reader, rights: EntityRights, given: Mapping[str, Any], pointer: str, *, before: Record | None, after: Record
) -> None:
    """Refuse values that may not be given to their fields as the record would stand."""
    parts = [part for key in given if (part := rights.visible.get(key)) is not None and given[key] is not None]
    problems = [problem for part in parts for problem in _archived(part, before, given[part.key], pointer)]
    conditional = [part for part in parts if part.visible is not None and _value(before, part.key) != given[part.key]]
    if conditional:
        node = await rules.world_of(reader, after, [part.visible for part in conditional if part.visible is not None])
        problems += [_not_shown(part, pointer) for part in conditional if not _shows(part, node)]
    if problems:
        raise InvalidError(problems)


def _archived(part: FieldPlan, before: Record | None, value: Any, pointer: str) -> Iterator[Problem]:  # noqa: ANN401 - a field's value
    if part.type not in {"select", "multi_select"}:
        return
    held = set(_keys(_value(before, part.key)))
    if any(option.archived for key in _keys(value) if key not in held and (option := part.options.get(key)) is not None):
        yield Problem(f"{pointer}/{part.key}", "archived_option", "This option is archived: choose one that is still offered.")


def _keys(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _value(before: Record | None, key: str) -> Any:  # noqa: ANN401 - a field's value
    return before.values.get(key) if before is not None else None


def _shows(part: FieldPlan, node: Node) -> bool:
    return part.visible is None or rules.holds(part.visible, node)


def _not_shown(part: FieldPlan, pointer: str) -> Problem:
    return Problem(f"{pointer}/{part.key}", "not_shown", "This field does not show on this record, and takes no value.")
