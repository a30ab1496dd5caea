"""Approvals: what people are asked to decide, and their decisions."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Controller, get, post

from axin.builder.compiling.plan import Plan
from axin.runtime.approvals import deciding, listing
from axin.runtime.approvals.listing import ApprovalView
from axin.tenants.actor import Actor
from axin.web.parameters import Limit

Comment = Annotated[str, msgspec.Meta(max_length=2000)]


class ApprovalPage(msgspec.Struct):
    """A page of approvals."""

    items: list[ApprovalView]
    next: str | None


class Decided(msgspec.Struct, forbid_unknown_fields=True):
    """What one decides, and why."""

    decision: Literal["approved", "rejected"]
    comment: Comment | None = None


class ApprovalsController(Controller):
    """Approvals."""

    path = "/api/w/{slug:str}/approvals"
    tags = ("approvals",)

    @get("/", operation_id="listApprovals")
    async def list_approvals(
        self, plan: Plan, actor: Actor, *, status: str | None = None, record: UUID | None = None, limit: Limit = 50,
        after: str | None = None,
    ) -> ApprovalPage:  # fmt: skip
        """List what one is asked, newest first; owners and admins see all."""
        items, following = await listing.page(plan, actor, status=status, record=record, limit=limit, after=after)
        return ApprovalPage(items, following)

    @get("/{approval_id:uuid}", operation_id="getApproval")
    async def get_approval(self, plan: Plan, actor: Actor, approval_id: UUID) -> ApprovalView:
        """Show an approval, and who has decided what."""
        return await listing.get(plan, actor, approval_id)

    @post("/{approval_id:uuid}", status_code=200, operation_id="decideApproval")
    async def decide(self, plan: Plan, actor: Actor, approval_id: UUID, data: Decided) -> ApprovalView:
        """Decide. Once the rule is met the run that asked goes on."""
        return await deciding.decide(plan, actor, approval_id, data.decision, data.comment)
