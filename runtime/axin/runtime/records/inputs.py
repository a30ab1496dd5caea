"""Values as they come in: which of them the role may write, and what they are."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.policy import EntityRights
from axin.runtime.records.record import SYSTEM_FIELDS

_LONGEST_GUESS: Final = 63
_BLANKS: Final[tuple[object, ...]] = (None, "", [])


def parse_values(rights: EntityRights, values: Mapping[str, Any], setting: Setting, pointer: str) -> dict[str, Any]:
    """Return the values by key; every fault at once. A field that is hidden from the role is an unknown one."""
    parsed: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        part = rights.visible.get(key)
        place = f"{pointer}/{_escaped(key)}"
        if part is None:
            problems.append(_unknown(rights, key, place))
        elif part.computed:
            problems.append(Problem(place, "read_only", "This field is computed; it cannot be written."))
        else:
            found = codec.parse(part, value, place, setting)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                parsed[key] = found
    if problems:
        raise InvalidError(problems)
    if any(key in rights.read_only for key in parsed):
        raise RightMissingError("change one of these fields")
    return parsed


def parse_new(rights: EntityRights, values: Mapping[str, Any], setting: Setting, pointer: str) -> dict[str, Any]:
    """Return the values of a new record; beside other faults, what is required and left out is told too."""
    try:
        return parse_values(rights, values, setting, pointer)
    except InvalidError as error:
        left_out = [
            Problem(f"{pointer}/{key}", "required", "This is required.")
            for key, part in rights.visible.items()
            if part.required is True and part.visible is None and part.default is None
            and not part.computed and values.get(key) in _BLANKS
        ]  # fmt: skip
        raise InvalidError([*error.problems, *left_out]) from None


def _unknown(rights: EntityRights, key: str, place: str) -> Problem:
    if key in SYSTEM_FIELDS:
        return Problem(place, "read_only", "This is not a field of the entity: it is kept by the product.")
    near = get_close_matches(key[:_LONGEST_GUESS], rights.visible, 1)
    if not near:
        return Problem(place, "unknown_field", "There is no such field.")
    return Problem(place, "unknown_field", f"There is no such field. Did you mean “{near[0]}”?", near[0])


def _escaped(key: str) -> str:
    """Write a key into a JSON Pointer; one that cannot be a field's is not repeated in full."""
    return key[:_LONGEST_GUESS].replace("~", "~0").replace("/", "~1")
