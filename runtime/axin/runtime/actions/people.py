"""Who is meant: `role:KEY` is everybody with that role now; an id is that member. Who is no member any more is nobody."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from axin.platform.kernel.ids import parse_id
from axin.runtime.actions.inputs import mismatch
from axin.tenants import members

_ROLE: Final = "role:"


async def people(given: Any, name: str) -> list[UUID]:  # noqa: ANN401 - any value
    """Return the members that `given` names, each once, in a steady order."""
    found: dict[UUID, None] = {}
    for item in _items(given, name):
        for person in await _named(item, name):
            found[person] = None
    return list(found)


def _items(given: Any, name: str) -> Iterable[Any]:  # noqa: ANN401 - any value
    match given:
        case None | "":
            return ()
        case str() | UUID():
            return (given,)
        case list() | tuple():
            return [item for item in given if item not in (None, "")]
        case _:
            raise mismatch(name, "people: ids, or `role:KEY`")


async def _named(item: Any, name: str) -> list[UUID]:  # noqa: ANN401 - any value
    if isinstance(item, str) and item.startswith(_ROLE):
        return [member.id for member in await members.with_role(item.removeprefix(_ROLE))]
    person = item if isinstance(item, UUID) else parse_id(item) if isinstance(item, str) else None
    if person is None:
        raise mismatch(name, "people: ids, or `role:KEY`")
    return [person] if await members.get(person) is not None else []
