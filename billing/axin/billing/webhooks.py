"""What Stripe tells us: verified, stored once, applied; in any order, any number of times.

An event only says *that* something changed. What is true now is asked of Stripe itself while the workspace's row is locked,
so an old event that comes late, or a copy of one, can change nothing for the worse.
"""

import logging
from typing import Final

from axin.billing import entitlements, stripe_gateway
from axin.billing.errors import PaymentUnavailableError
from axin.billing.plans import all_plans
from axin.billing.stripe_gateway import BoughtPlan, SignedEvent
from axin.platform import live
from axin.platform.data.json import dumps_text
from axin.platform.data.unit_of_work import after_commit, connection, control_row, control_transaction, tenant_transaction
from axin.platform.kernel.ids import parse_id
from axin.platform.kernel.settings import settings
from axin.tenants import audit, workspaces
from axin.tenants.actor import Actor
from axin.tenants.workspaces import Workspace

_log: Final = logging.getLogger(__name__)
_IN_FORCE: Final = frozenset({"active", "trialing", "past_due"})
_PERSONLESS: Final = "stripe"


async def receive(payload: bytes, signature: str | None) -> None:
    """Take one webhook: refuse it unsigned, remember it once, apply it."""
    event = stripe_gateway.verified(payload, signature)
    if await _store(event):
        await _apply_and_mark(event.id, event.subscription)


async def apply_waiting(limit: int = 50) -> None:
    """Apply the events whose first try failed; the scheduler calls this."""
    async with control_transaction() as control:
        rows = await control.fetch(
            """select payload from stripe_event where applied_at is null and received_at < now() - interval '5 seconds'
               order by received_at limit $1""",
            limit,
        )
    for row in rows:
        event = stripe_gateway.reread(row["payload"])
        await _apply_and_mark(event.id, event.subscription)


async def _store(event: SignedEvent) -> bool:
    """Store the event; say whether it still waits to be applied."""
    async with control_transaction() as control:
        await control.execute(
            "insert into stripe_event (id, type, payload) values ($1, $2, $3) on conflict do nothing",
            event.id,
            event.type,
            dumps_text(event.payload),
        )
        return bool(await control.fetchval("select applied_at is null from stripe_event where id = $1", event.id))


async def _apply_and_mark(event: str, subscription: str | None) -> None:
    try:
        if subscription is not None:
            await _follow(subscription)
    except PaymentUnavailableError:
        _log.warning("an event of the payment service waits: it cannot be asked just now")
        return
    async with control_transaction() as control:
        await control.execute("update stripe_event set applied_at = now() where id = $1", event)


async def _follow(subscription: str) -> None:
    """Make the workspace follow what the subscription is now."""
    bought = await stripe_gateway.subscription(subscription)
    workspace = await _workspace_of(bought) if bought else None
    if bought is None or workspace is None:
        _log.warning("an event names a subscription that is not ours")
        return
    async with tenant_transaction(workspace.tenant_no):
        kept = await connection().fetchrow(
            "select customer, stripe_subscription, plan from subscription where tenant_no = $1 for update",
            workspace.tenant_no,
        )
        if kept is None or kept["customer"] != bought.customer:
            _log.warning("an event names a customer that is not the workspace's")
            return
        now = await stripe_gateway.subscription(subscription) or bought
        if _replaced(now, kept["stripe_subscription"]):
            return
        await _write(workspace, now, kept["plan"])


def _replaced(bought: BoughtPlan, kept: str | None) -> bool:
    """Say whether the end of an old subscription would undo a newer one."""
    return bought.status not in _IN_FORCE and kept is not None and kept != bought.id


async def _write(workspace: Workspace, bought: BoughtPlan, before: str) -> None:
    in_force = bought.status in _IN_FORCE and bought.plan in all_plans()
    plan = bought.plan if in_force else settings().default_plan
    await connection().execute(
        """update subscription set plan = $2, status = $3, stripe_subscription = $4, seats = $5, period_end = $6,
             updated_at = now()
           where tenant_no = $1""",
        workspace.tenant_no,
        plan,
        bought.status,
        bought.id if in_force else None,
        bought.seats,
        bought.period_end,
    )
    await entitlements.apply(plan)
    if plan != before:
        actor = Actor(workspace.tenant_no, "system", workspace.id, _PERSONLESS)
        await audit.record(actor, "billing.plan_changed", details={"from": before, "to": plan})

    async def tell() -> None:
        await live.publish(workspace.tenant_no, "job", {"id": str(workspace.id), "kind": "billing"})

    after_commit(tell)


async def _workspace_of(bought: BoughtPlan) -> Workspace | None:
    identifier = parse_id(bought.workspace)
    if identifier is None:
        return None
    row = await control_row("select slug from workspace where id = $1", identifier)
    return await workspaces.by_slug(row["slug"]) if row else None
