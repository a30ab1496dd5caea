"""Billing of a workspace, and the door for the payment service's messages."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post

from axin.billing import stripe_gateway, subscriptions, webhooks
from axin.billing.plans import all_plans
from axin.platform.kernel.errors import ForbiddenError
from axin.platform.kernel.money import Money
from axin.tenants import limits, roles, usage, workspaces
from axin.tenants.access import Admission
from axin.tenants.actor import Actor

Text = Annotated[str, msgspec.Meta(max_length=100)]


class CheckoutStart(msgspec.Struct, forbid_unknown_fields=True):
    """The plan to buy."""

    plan: Text


class PriceView(msgspec.Struct):
    """What a seat costs a month."""

    amount: str
    currency: str


class PlanView(msgspec.Struct):
    """A plan on offer; without a price it costs nothing."""

    key: str
    title: dict[str, str]
    price: PriceView | None
    limits: dict[str, int]


class BillingView(msgspec.Struct):
    """The plan a workspace is on, what it allows and what is used of it."""

    plan: str
    status: str
    period_end: datetime | None
    seats: int | None
    manageable: bool
    demonstration: bool
    limits: dict[str, int | None]
    usage: dict[str, int]
    code_used: int
    """Milliseconds of code that steps have used this month."""
    plans: list[PlanView]


class Elsewhere(msgspec.Struct):
    """Where to go on."""

    url: str


class BillingController(Controller):
    """Billing."""

    path = "/api/w/{slug:str}/billing"
    tags = ("billing",)

    @get("/", operation_id="billing")
    async def read(self, actor: Actor) -> BillingView:
        """Return plan, limits and usage, and what else is on offer."""
        roles.check_manages(actor)
        now = await subscriptions.current()
        found = await limits.overview()
        return BillingView(
            plan=now.plan,
            status=now.status,
            period_end=now.period_end,
            seats=now.seats,
            manageable=now.stripe_subscription is not None,
            demonstration=stripe_gateway.is_demonstration(),
            limits={**{metric: part["maximum"] for metric, part in found.items()}, **await limits.maxima()},
            usage={metric: part["used"] or 0 for metric, part in found.items()},
            code_used=await usage.used("code"),
            plans=await _plans(),
        )

    @post("/checkout", status_code=200, operation_id="checkout")
    async def checkout(self, actor: Actor, admission: Admission, data: CheckoutStart) -> Elsewhere:
        """Begin to buy a plan; the answer says where to pay."""
        if admission.person is None:
            raise ForbiddenError("A person buys, not a program: sign in.")
        return Elsewhere(await subscriptions.checkout(actor, admission.person, data.plan))

    @post("/portal", status_code=200, operation_id="billingPortal")
    async def portal(self, actor: Actor) -> Elsewhere:
        """Say where the subscription is managed, or ended."""
        return Elsewhere(await subscriptions.portal(actor))


@post("/api/billing/stripe", status_code=200, operation_id="stripeEvent", include_in_schema=False)
async def stripe_event(request: Request[Any, Any, Any]) -> dict[str, bool]:
    """Take a message of the payment service."""
    await webhooks.receive(await request.body(), request.headers.get("stripe-signature"))
    return {"received": True}


async def _plans() -> list[PlanView]:
    currency = (await workspaces.current()).currency
    return [
        PlanView(
            key=offer.key,
            title=dict(offer.title),
            price=_price(subscriptions.price_of(offer, currency)) if offer.prices else None,
            limits=dict(offer.limits),
        )
        for offer in all_plans().values()
    ]


def _price(price: Money) -> PriceView:
    return PriceView(str(price.amount), price.currency)
