"""What the scenarios made of a record."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import ForbiddenError
from axin.runtime.backtest.all_of_record import why_all
from axin.runtime.records import queries
from axin.tenants.actor import Actor
from axin.web import context


class Automation(msgspec.Struct):
    """Each scenario that could run on the record: whether it did, and what its trigger and condition say."""

    items: list[dict[str, Any]]


@get("/api/w/{slug:str}/records/{entity:str}/{record_id:uuid}/automation", operation_id="automationOfRecord", tags=["scenarios"])
async def automation_of_record(
    plan: Plan, actor: Actor, request: Request[Any, Any, Any], entity: str, record_id: UUID
) -> Automation:
    """Say of each scenario that could run on a record whether it did, and why not; for those who build."""
    await queries.get(plan, actor, entity, record_id)
    role = plan.roles.get(actor.role)
    if not (actor.may_everything or (role is not None and role.builder)):
        raise ForbiddenError("Only those who build the workspace may ask this.")
    return Automation(await why_all(plan, actor, entity, record_id, locale=context.locale(request.scope)))
