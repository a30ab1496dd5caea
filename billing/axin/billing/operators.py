"""What operators see of tenants, plan and usage, and the plan they may grant; the tenant finds it in its audit trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.billing import subscriptions
from axin.billing.plans import plan_named
from axin.platform.data.unit_of_work import connection, control_transaction, tenant_transaction
from axin.platform.kernel.errors import NotFoundError
from axin.platform.kernel.settings import settings
from axin.tenants import audit, usage, workspaces
from axin.tenants.actor import Actor

_MARK: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class TenantLine:
    """A tenant on the operator's page."""

    slug: str
    title: str
    created_at: datetime
    plan: str
    status: str
    usage: dict[str, int]
    limits: dict[str, int]


async def tenants(after: str | None, limit: int, search: str | None = None) -> list[TenantLine]:
    """Return tenants by slug, beginning after the slug `after`."""
    async with control_transaction() as control:
        rows = await control.fetch(
            """select w.tenant_no, w.slug, w.title, w.created_at, coalesce(s.plan, $4) as plan,
                      coalesce(s.status, 'active') as status
               from workspace w left join subscription s using (tenant_no)
               where w.slug > $1 and ($3 = '' or w.slug like $3 or w.title ilike $3) order by w.slug limit $2""",
            after or "",
            limit,
            _pattern(search),
            settings().default_plan,
        )
        return [await _line(row) for row in rows]


async def set_plan(slug: str, plan: str) -> str:
    """Put a workspace on a plan without payment; return what to tell the operator."""
    plan_named(plan)
    workspace = await workspaces.by_slug(slug)
    if workspace is None:
        raise NotFoundError("There is no workspace of this name.")
    async with tenant_transaction(workspace.tenant_no):
        await subscriptions.grant(plan)
        await audit.record(Actor(workspace.tenant_no, "system", _MARK, "operator"), "billing.plan_granted", details={"to": plan})
    return f"{workspace.slug} is on the plan {plan} now."


async def _line(row: Any) -> TenantLine:  # noqa: ANN401 - a row
    limits = await connection().fetch("select metric, maximum from tenant_limit where tenant_no = $1", row["tenant_no"])
    used: dict[str, int] = {metric: await usage.used_by(row["tenant_no"], metric) for metric in usage.METRICS}
    known = {found["metric"]: found["maximum"] for found in limits}
    return TenantLine(row["slug"], row["title"], row["created_at"], row["plan"], row["status"], used, known)


def _pattern(search: str | None) -> str:
    if not search:
        return ""
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
