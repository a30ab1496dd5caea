"""Reading records: every query passes the policy of its reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Env
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `next` is the cursor of the one after it."""

    items: list[Record]
    next: str | None = None
    count: int | None = None


async def get(plan: Plan, actor: Actor, entity: str, id: UUID, expand: Sequence[str] = ()) -> Record:  # noqa: A002
    """Return the record as the actor may see it; NotFoundError where it is not there for them."""
    raise NotImplementedError


async def list_records(
    plan: Plan,
    actor: Actor,
    entity: str,
    *,
    filter: str | None = None,  # noqa: A002 - the query parameter's name
    sort: str | None = None,
    limit: int = 50,
    after: str | None = None,
    expand: Sequence[str] = (),
    count: bool = False,
) -> Page:
    """Return a page of the records that the actor may see."""
    raise NotImplementedError


async def find(
    plan: Plan,
    actor: Actor,
    entity: str,
    *,
    filter: Checked | None = None,  # noqa: A002 - the action's name for it
    env: Env | None = None,
    sort: str | None = None,
    limit: int = 50,
) -> list[Record]:
    """Return the records that a step's checked filter finds; names of the step's scope are read from `env`."""
    raise NotImplementedError


async def visible(plan: Plan, actor: Actor, ids: Iterable[tuple[str, UUID]]) -> set[UUID]:
    """Return those of the given (entity, id) that the actor may see."""
    raise NotImplementedError


async def history(
    plan: Plan, actor: Actor, entity: str, id: UUID, *, limit: int = 50, after: str | None = None  # noqa: A002
) -> Mapping[str, Any]:
    """Return a page of the record's changes, newest first, with the fields that the actor may see."""
    raise NotImplementedError


async def aggregate(
    plan: Plan, actor: Actor, entity: str, *, group_by: Sequence[str], measures: Any, filter: str | None = None  # noqa: A002, ANN401
) -> Mapping[str, Any]:
    """Return groups with their measures over the records that the actor may see."""
    raise NotImplementedError
