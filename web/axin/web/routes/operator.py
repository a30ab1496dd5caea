"""The operator's page: tenants, plan and usage. Never their records."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, put
from litestar.params import Parameter

from axin.billing import operators
from axin.web.dependencies import provide_operator

Text = Annotated[str, msgspec.Meta(max_length=100)]


class TenantItem(msgspec.Struct):
    """A tenant: its plan, what it allows, what is used."""

    slug: str
    title: str
    created_at: datetime
    plan: str
    status: str
    usage: dict[str, int]
    limits: dict[str, int]


class TenantPage(msgspec.Struct):
    """A page of tenants by slug."""

    items: list[TenantItem]
    next: str | None


class PlanChange(msgspec.Struct, forbid_unknown_fields=True):
    """The plan to grant."""

    plan: Text


class OperatorController(Controller):
    """The operator's page."""

    path = "/api/operator"
    tags = ("operator",)

    @get("/tenants", operation_id="tenants")
    async def tenants(
        self,
        request: Request[Any, Any, Any],
        limit: Annotated[int, Parameter(ge=1, le=500)] = 50,
        after: str | None = None,
        search: str | None = None,
    ) -> TenantPage:
        """Return a page of tenants."""
        await provide_operator(request)
        found = await operators.tenants(after, limit + 1, search)
        items = [TenantItem(**{name: getattr(line, name) for name in TenantItem.__struct_fields__}) for line in found[:limit]]
        return TenantPage(items, items[-1].slug if len(found) > limit else None)

    @put("/tenants/{slug:str}/plan", operation_id="grantPlan")
    async def grant(self, request: Request[Any, Any, Any], slug: str, data: PlanChange) -> dict[str, str]:
        """Put a tenant on a plan without payment; it is written in the tenant's audit trail."""
        await provide_operator(request)
        await operators.set_plan(slug, data.plan)
        return {"plan": data.plan}
