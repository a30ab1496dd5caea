"""What a workspace has bought, and buying more."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from axin.billing import entitlements, stripe_gateway
from axin.billing.errors import AlreadyOnPlanError
from axin.billing.plans import PlanOffer, plan_named
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.money import Money
from axin.platform.kernel.settings import settings
from axin.tenants import audit, roles, usage, workspaces
from axin.tenants.actor import Actor
from axin.tenants.people import Person

_COLUMNS: Final = "plan, status, customer, stripe_subscription, seats, period_end"
_FALLBACK_CURRENCY: Final = "USD"


@dataclass(frozen=True, slots=True)
class Subscription:
    """The plan a workspace is on; `customer` is None while it never bought anything."""

    plan: str
    status: str = "active"
    customer: str | None = None
    stripe_subscription: str | None = None
    seats: int | None = None
    period_end: datetime | None = None


async def current() -> Subscription:
    """Return the subscription of the workspace of the open transaction; the default plan where it bought none."""
    row = await connection().fetchrow(f"select {_COLUMNS} from subscription where tenant_no = $1", tenant_no())
    return Subscription(**dict(row.items())) if row else Subscription(settings().default_plan)


async def checkout(actor: Actor, person: Person, plan: str) -> str:
    """Begin to buy a plan; return the address of the payment page."""
    roles.check_manages(actor)
    offer = plan_named(plan)
    if not offer.prices:
        raise InvalidError.at("/plan", "not_for_sale", "This plan costs nothing; end the current one to return to it.")
    now = await _locked()
    if now.plan == plan and now.stripe_subscription:
        raise AlreadyOnPlanError
    workspace = await workspaces.current()
    known = now.customer is not None and await stripe_gateway.knows_customer(now.customer)
    customer = now.customer if known and now.customer else await _new_customer(person)
    page = f"{settings().address}/w/{workspace.slug}/settings/billing"
    address = await stripe_gateway.start_checkout(
        customer=customer,
        workspace=workspace.id,
        plan=plan,
        title=offer.title["en"],
        price=price_of(offer, workspace.currency),
        seats=max(1, await usage.used("seats")),
        success=f"{page}?checkout=done",
        cancel=f"{page}?checkout=cancelled",
    )
    await audit.record(actor, "billing.checkout_started", details={"plan": plan})
    return address


async def portal(actor: Actor) -> str:
    """Return the address of the page where the subscription is managed or ended."""
    roles.check_manages(actor)
    now = await current()
    if now.customer is None:
        raise InvalidError.at("", "nothing_bought", "Nothing has been bought yet, so there is nothing to manage.")
    workspace = await workspaces.current()
    return await stripe_gateway.open_portal(now.customer, f"{settings().address}/w/{workspace.slug}/settings/billing")


def price_of(offer: PlanOffer, currency: str) -> Money:
    """Return the price of a seat in the workspace's currency where there is one, else in dollars."""
    chosen = currency if currency in offer.prices else _FALLBACK_CURRENCY
    return Money(Decimal(offer.prices[chosen]), chosen)


async def grant(plan: str) -> None:
    """Put the workspace of the open transaction on a plan without payment: an operator's right."""
    plan_named(plan)
    await connection().execute(
        """insert into subscription (tenant_no, plan) values ($1, $2)
           on conflict (tenant_no) do update set plan = excluded.plan, status = 'active', updated_at = now()""",
        tenant_no(),
        plan,
    )
    await entitlements.apply(plan)


async def _locked() -> Subscription:
    await connection().execute(
        "insert into subscription (tenant_no, plan) values ($1, $2) on conflict do nothing", tenant_no(), settings().default_plan
    )
    await connection().execute("select 1 from subscription where tenant_no = $1 for update", tenant_no())
    return await current()


async def _new_customer(person: Person) -> str:
    workspace = await workspaces.current()
    customer = await stripe_gateway.create_customer(workspace.id, workspace.title, person.email)
    await connection().execute("update subscription set customer = $2 where tenant_no = $1", tenant_no(), customer)
    return customer
