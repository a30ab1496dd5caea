"""The one door to Stripe: the real SDK, pointed at Stripe or at the double by one setting."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, NoReturn
from uuid import UUID

import stripe

from axin.billing.errors import PaymentUnavailableError, UnsignedEventError
from axin.platform.data import json
from axin.platform.kernel.money import Money
from axin.platform.kernel.settings import settings

_log: Final = logging.getLogger(__name__)
_RETRIES: Final = 2


@dataclass(frozen=True, slots=True)
class BoughtPlan:
    """A subscription as the payment service has it now."""

    id: str
    customer: str
    workspace: str
    plan: str
    status: str
    seats: int
    period_end: datetime | None


@dataclass(frozen=True, slots=True)
class SignedEvent:
    """A message whose signature held."""

    id: str
    type: str
    subscription: str | None
    payload: dict[str, Any]


def is_demonstration() -> bool:
    """Say whether payments are played, not made: the double stands where Stripe would."""
    return settings().stripe_api_base is not None


async def create_customer(workspace: UUID, title: str, email: str) -> str:
    """Create the customer that stands for a workspace; the same workspace twice gives the same customer."""
    key = f"customer-{workspace}"
    try:
        customer = await _client().v1.customers.create_async(
            {"name": title, "email": email, "metadata": {"workspace": str(workspace)}}, {"idempotency_key": key}
        )
    except stripe.StripeError as error:
        _unavailable(error)
    return str(customer.id)


async def knows_customer(customer: str) -> bool:
    """Say whether this account still has the customer; another account, or a double begun anew, has not."""
    try:
        found = await _client().v1.customers.retrieve_async(customer)
    except stripe.InvalidRequestError:
        return False
    except stripe.StripeError as error:
        _unavailable(error)
    return not getattr(found, "deleted", False)


async def start_checkout(
    *, customer: str, workspace: UUID, plan: str, title: str, price: Money, seats: int, success: str, cancel: str
) -> str:
    """Open a hosted checkout for a plan; return the address of its page."""
    marks = {"workspace": str(workspace), "plan": plan}
    try:
        session = await _client().v1.checkout.sessions.create_async(
            {
                "mode": "subscription",
                "customer": customer,
                "client_reference_id": str(workspace),
                "line_items": [{"price": await _price(plan, title, price), "quantity": seats}],
                "metadata": marks,
                "subscription_data": {"metadata": marks},
                "success_url": success,
                "cancel_url": cancel,
            }
        )
    except stripe.StripeError as error:
        _unavailable(error)
    return str(session.url)


async def open_portal(customer: str, back: str) -> str:
    """Open the page where a customer manages what they bought; return its address."""
    try:
        session = await _client().v1.billing_portal.sessions.create_async({"customer": customer, "return_url": back})
    except stripe.StripeError as error:
        _unavailable(error)
    return str(session.url)


async def subscription(identifier: str) -> BoughtPlan | None:
    """Return the subscription as it is now, or None where this account has none of that name."""
    try:
        found: Any = await _client().v1.subscriptions.retrieve_async(identifier)
    except stripe.InvalidRequestError:
        return None
    except stripe.StripeError as error:
        _unavailable(error)
    return _bought(found.to_dict())


def verified(payload: bytes, signature: str | None) -> SignedEvent:
    """Return the event of a webhook, if its signature holds and is fresh."""
    secret = settings().stripe_webhook_secret
    if secret is None or not signature:
        raise UnsignedEventError
    verify: Any = stripe.WebhookSignature.verify_header
    try:
        verify(payload.decode(), signature, secret.get_secret_value(), stripe.Webhook.DEFAULT_TOLERANCE)
        return reread(payload)
    except (stripe.SignatureVerificationError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise UnsignedEventError from error


def reread(payload: bytes | str) -> SignedEvent:
    """Return the event of a payload whose signature held before."""
    event = json.loads(payload)
    return SignedEvent(str(event["id"]), str(event["type"]), _subject(event["data"]["object"]), event)


async def _price(plan: str, title: str, price: Money) -> str:
    """Return the price of a plan, made at its first sale; a changed amount is another price."""
    key = f"axin_{plan}_{price.currency.lower()}_{price.minor_units}"
    found = await _client().v1.prices.list_async({"lookup_keys": [key], "limit": 1})
    if found.data:
        return str(found.data[0].id)
    made = await _client().v1.prices.create_async(
        {
            "lookup_key": key,
            "currency": price.currency.lower(),
            "unit_amount": price.minor_units,
            "recurring": {"interval": "month"},
            "product_data": {"name": title, "metadata": {"plan": plan}},
        },
        {"idempotency_key": f"price-{key}"},
    )
    return str(made.id)


def _bought(found: dict[str, Any]) -> BoughtPlan:
    marks = found.get("metadata") or {}
    items = (found.get("items") or {}).get("data") or [{}]
    ends = items[0].get("current_period_end") or found.get("current_period_end")
    return BoughtPlan(
        id=str(found["id"]),
        customer=str(found["customer"]),
        workspace=str(marks.get("workspace", "")),
        plan=str(marks.get("plan", "")),
        status=str(found["status"]),
        seats=int(items[0].get("quantity") or 1),
        period_end=datetime.fromtimestamp(int(ends), UTC) if ends else None,
    )


def _subject(thing: dict[str, Any]) -> str | None:
    """Return the subscription an event is about."""
    if thing.get("object") == "subscription":
        return str(thing["id"])
    parent = (thing.get("parent") or {}).get("subscription_details") or {}
    named = thing.get("subscription") or parent.get("subscription")
    return str(named) if named else None


@lru_cache(maxsize=4)
def _client_of(base: str | None, key: str) -> stripe.StripeClient:
    if base is None:
        return stripe.StripeClient(key, max_network_retries=_RETRIES)
    return stripe.StripeClient(key, base_addresses={"api": base}, max_network_retries=_RETRIES)


def _client() -> stripe.StripeClient:
    chosen = settings()
    return _client_of(chosen.stripe_api_base, chosen.stripe_secret_key.get_secret_value())


def _unavailable(error: stripe.StripeError) -> NoReturn:
    _log.warning("the payment service refused or did not answer: %s (%s)", type(error).__name__, error.code)
    raise PaymentUnavailableError from error
