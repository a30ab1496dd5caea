"""Views as people find them: those of the solution, those shared with them, and their own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from axin.builder import drafts
from axin.builder.compiling.plan import Plan, Titles, ViewPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, NotFoundError, StaleVersionError
from axin.platform.kernel.ids import new_id
from axin.runtime.records.policy import Reader
from axin.runtime.views.errors import MayNotShareError
from axin.runtime.views.spec import Spec, check, of_plan, shown_to, with_unseen
from axin.tenants.actor import PRESET_ROLES, Actor

MOST_OF_ONE: Final = 200
"""Views that one person may save."""
_COLUMNS: Final = "id, owner, entity, title, shared, roles, spec, version, created_at, updated_at"
_MINE: Final = "(owner = $2 or (shared and ($3 or roles = '{}' or $4 = any(roles))))"


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A view; of the solution it has a key, saved by a person an id."""

    id: UUID | None
    key: str
    """What addresses and preferences name it by: its key or its id."""
    title: Titles
    source: Literal["solution", "saved"]
    shared: bool
    roles: tuple[str, ...]
    mine: bool
    can_edit: bool
    preferred: bool
    version: int
    updated_at: datetime | None
    spec: Spec


async def listing(plan: Plan, actor: Actor, entity: str | None = None) -> list[View]:
    """Return the views of an entity, or of all, that the actor is offered: the solution's, then the saved ones by title."""
    reader = Reader(plan, actor)
    builds = await drafts.may_build(actor)
    preferred = await _preferred(actor)
    of_solution = [_of_solution(reader, view, preferred) for view in plan.views.values() if entity in {None, view.entity}]
    saved = [_saved(reader, row, preferred, builds=builds) for row in await _rows(actor, entity)]
    return [view for view in (*of_solution, *saved) if view is not None]


async def get(plan: Plan, actor: Actor, view: UUID) -> View:
    """Return a saved view that the actor is offered."""
    row = await _row(actor, view)
    found = _saved(Reader(plan, actor), row, await _preferred(actor), builds=await drafts.may_build(actor))
    if found is None:
        raise NotFoundError
    return found


async def named(plan: Plan, actor: Actor, key: str) -> View:
    """Return the view of this key, or of this id, that the actor is offered."""
    found = next((view for view in await listing(plan, actor) if view.key == key), None)
    if found is None:
        raise InvalidError.at("/view", "not_found", "There is no such view.")
    return found


async def create(plan: Plan, actor: Actor, title: str, spec: Spec, *, shared: bool = False, roles: Sequence[str] = ()) -> View:
    """Save a view, for oneself or for others."""
    check(Reader(plan, actor), spec)
    await _check_sharing(plan, actor, roles, shared=shared)
    kept: int = await connection().fetchval(
        "select count(*) from saved_view where tenant_no = $1 and owner = $2", tenant_no(), actor.id
    )
    if kept >= MOST_OF_ONE:
        raise InvalidError.at("", "too_many", f"One person saves {MOST_OF_ONE} views at most.")
    made = new_id()
    await connection().execute(
        """insert into saved_view (tenant_no, id, owner, entity, title, shared, roles, spec)
           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        tenant_no(), made, actor.id, spec.entity, title, shared, list(roles), json.dumps_text(msgspec.to_builtins(spec)),
    )  # fmt: skip
    return await get(plan, actor, made)


async def change(
    plan: Plan,
    actor: Actor,
    view: UUID,
    changes: dict[str, Any],
    *,
    title: str | None = None,
    shared: bool | None = None,
    roles: Sequence[str] | None = None,
    if_version: int | None = None,
) -> View:
    """Change a view: its own author, or, where it is shared, who builds."""
    reader, row, before = Reader(plan, actor), await _row(actor, view), await get(plan, actor, view)
    if not before.can_edit:
        raise MayNotShareError
    if if_version is not None and if_version != before.version:
        raise StaleVersionError
    check(reader, msgspec.structs.replace(before.spec, **changes))
    spec = with_unseen(reader, _stored(row), changes)
    now_shared, now_roles = _or(shared, before.shared), _or(roles, before.roles)
    if shared is not None or roles is not None or before.shared:
        await _check_sharing(plan, actor, now_roles, shared=now_shared or before.shared)
    await connection().execute(
        """update saved_view set title = coalesce($3, title), shared = $4, roles = $5, spec = $6, version = version + 1,
                  updated_at = now() where tenant_no = $1 and id = $2""",
        tenant_no(), view, title, now_shared, list(now_roles), json.dumps_text(msgspec.to_builtins(spec)),
    )  # fmt: skip
    return await get(plan, actor, view)


async def remove(plan: Plan, actor: Actor, view: UUID) -> None:
    """Delete a view; whoever preferred it sees the records without one."""
    if not (await get(plan, actor, view)).can_edit:
        raise MayNotShareError
    await connection().execute("delete from saved_view where tenant_no = $1 and id = $2", tenant_no(), view)
    await connection().execute("delete from preferred_view where tenant_no = $1 and view = $2", tenant_no(), str(view))


async def prefer(plan: Plan, actor: Actor, entity: str, key: str | None) -> None:
    """Open the records of an entity with this view from now on; None: with none."""
    Reader(plan, actor).rights_of(entity)
    if key is None:
        await connection().execute(
            "delete from preferred_view where tenant_no = $1 and owner = $2 and entity = $3", tenant_no(), actor.id, entity
        )
        return
    if key not in {view.key for view in await listing(plan, actor, entity)}:
        raise InvalidError.at("/view", "not_found", "There is no such view.")
    await connection().execute(
        """insert into preferred_view (tenant_no, owner, entity, view) values ($1, $2, $3, $4)
           on conflict (tenant_no, owner, entity) do update set view = excluded.view""",
        tenant_no(), actor.id, entity, key,
    )  # fmt: skip


async def _rows(actor: Actor, entity: str | None) -> list[Any]:
    return await connection().fetch(
        f"""select {_COLUMNS} from saved_view where tenant_no = $1 and {_MINE} and ($5::text is null or entity = $5)
            order by lower(title), id limit 2000""",
        tenant_no(), actor.id, actor.may_everything, actor.role, entity,
    )  # fmt: skip


async def _row(actor: Actor, view: UUID) -> Any:  # noqa: ANN401 - asyncpg's row
    row = await connection().fetchrow(
        f"select {_COLUMNS} from saved_view where tenant_no = $1 and {_MINE} and id = $5",
        tenant_no(), actor.id, actor.may_everything, actor.role, view,
    )  # fmt: skip
    if row is None:
        raise NotFoundError
    return row


async def _preferred(actor: Actor) -> dict[str, str]:
    rows = await connection().fetch(
        "select entity, view from preferred_view where tenant_no = $1 and owner = $2", tenant_no(), actor.id
    )
    return {row["entity"]: row["view"] for row in rows}


def _of_solution(reader: Reader, view: ViewPlan, preferred: dict[str, str]) -> View | None:
    actor = reader.actor
    offered = not view.roles or actor is None or actor.may_everything or actor.role in view.roles
    spec = shown_to(reader, of_plan(view)) if offered else None
    if spec is None:
        return None
    return View(
        id=None, key=view.key, title=view.title, source="solution", shared=True, roles=tuple(view.roles), mine=False,
        can_edit=False, preferred=preferred.get(view.entity) == view.key, version=reader.plan.version, updated_at=None, spec=spec,
    )  # fmt: skip


def _saved(reader: Reader, row: Any, preferred: dict[str, str], *, builds: bool) -> View | None:  # noqa: ANN401 - a row
    actor = reader.actor
    spec = shown_to(reader, _stored(row))
    if spec is None or actor is None:
        return None
    mine, key = row["owner"] == actor.id, str(row["id"])
    return View(
        id=row["id"], key=key, title={"": row["title"]}, source="saved", shared=row["shared"], roles=tuple(row["roles"]),
        mine=mine, can_edit=builds if row["shared"] else mine, preferred=preferred.get(row["entity"]) == key,
        version=row["version"], updated_at=row["updated_at"], spec=spec,
    )  # fmt: skip


def _stored(row: Any) -> Spec:  # noqa: ANN401 - asyncpg's row
    return msgspec.convert(json.loads(row["spec"]), Spec)


async def _check_sharing(plan: Plan, actor: Actor, roles: Sequence[str], *, shared: bool) -> None:
    if shared and not await drafts.may_build(actor):
        raise MayNotShareError
    if any(role not in plan.roles and role not in PRESET_ROLES for role in roles):
        raise InvalidError.at("/roles", "unknown_role", "There is no such role.")


def _or(given: Any, otherwise: Any) -> Any:  # noqa: ANN401 - any value of a view
    return otherwise if given is None else given
