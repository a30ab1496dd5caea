"""What the double's objects do: a paid checkout becomes a subscription, an ended one says so; each tells by an event."""

import time
from typing import Any, Final

from axin.billing.double.store import Store, new

_MONTH: Final = 30 * 24 * 3600


class Refusal(Exception):  # noqa: N818 - Stripe's own word is "error", which every refusal's body says
    """A request Stripe would refuse."""

    def __init__(self, status: int, message: str, code: str = "parameter_invalid", param: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.param = param


class Rules:
    """Stripe's behaviour, as far as it is played here."""

    def __init__(self, store: Store, base: str) -> None:
        self.store = store
        self.base = base

    def required(self, kind: str, identifier: str) -> dict[str, Any]:
        """Return the object, or refuse as Stripe does."""
        found = self.store.get(kind, identifier)
        if found is None:
            raise Refusal(404, f"No such {kind}: '{identifier}'", "resource_missing", "id")
        return found

    def customer(self, given: dict[str, Any]) -> dict[str, Any]:
        """Create a customer."""
        return self.store.save(new("cus", "customer", **_some(given, "name", "email", "metadata")))

    def product(self, given: dict[str, Any]) -> dict[str, Any]:
        """Create a product."""
        return self.store.save(new("prod", "product", active=True, **_some(given, "name", "metadata")))

    def price(self, given: dict[str, Any]) -> dict[str, Any]:
        """Create a price, and its product where it is given inside."""
        if not str(given.get("unit_amount", "")).isdecimal() or not given.get("currency"):
            raise Refusal(400, "A price needs unit_amount and currency.", param="unit_amount")
        product = given.get("product") or self.product(given.get("product_data") or {})["id"]
        return self.store.save(
            new(
                "price",
                "price",
                active=True,
                currency=given["currency"],
                unit_amount=int(given["unit_amount"]),
                lookup_key=given.get("lookup_key"),
                product=product,
                recurring={"interval": (given.get("recurring") or {}).get("interval", "month"), "interval_count": 1},
                type="recurring",
            )
        )

    def checkout(self, given: dict[str, Any]) -> dict[str, Any]:
        """Open a checkout with its hosted page."""
        self.required("customer", str(given.get("customer", "")))
        lines = [self._line(line) for line in given.get("line_items") or []]
        if not lines:
            raise Refusal(400, "A checkout needs line_items.", "parameter_missing", "line_items")
        session = new(
            "cs_test",
            "checkout.session",
            mode=given.get("mode", "subscription"),
            status="open",
            payment_status="unpaid",
            subscription=None,
            amount_total=sum(line["unit_amount"] * line["quantity"] for line in lines),
            currency=lines[0]["currency"],
            subscription_data=given.get("subscription_data") or {},
            lines=lines,
            **_some(given, "customer", "client_reference_id", "metadata", "success_url", "cancel_url"),
        )
        session["url"] = f"{self.base}/pay/{session['id']}"
        return self.store.save(session)

    def pay(self, identifier: str) -> dict[str, Any]:
        """Play the payment of an open checkout; paying twice pays once."""
        session = self.required("checkout.session", identifier)
        if session["status"] != "open":
            return session
        subscription = self.store.save(self._subscription(session))
        session |= {"status": "complete", "payment_status": "paid", "subscription": subscription["id"]}
        self.store.save(session)
        self.tell("customer.subscription.created", subscription)
        self.tell("checkout.session.completed", _public(session))
        return session

    def end(self, identifier: str) -> dict[str, Any]:
        """End a subscription at once."""
        subscription = self.required("subscription", identifier)
        subscription |= {"status": "canceled", "canceled_at": int(time.time()), "ended_at": int(time.time())}
        self.store.save(subscription)
        self.tell("customer.subscription.deleted", subscription)
        return subscription

    def change(self, identifier: str, given: dict[str, Any]) -> dict[str, Any]:
        """Change a subscription: its metadata, its status for tests, its end."""
        subscription = self.required("subscription", identifier)
        subscription["metadata"] |= given.get("metadata") or {}
        if "cancel_at_period_end" in given:
            subscription["cancel_at_period_end"] = given["cancel_at_period_end"] == "true"
        self.store.save(subscription)
        self.tell("customer.subscription.updated", subscription)
        return subscription

    def portal(self, given: dict[str, Any]) -> dict[str, Any]:
        """Open the customer's page."""
        self.required("customer", str(given.get("customer", "")))
        session = new("bps", "billing_portal.session", **_some(given, "customer", "return_url"))
        session["url"] = f"{self.base}/portal/{session['id']}"
        return self.store.save(session)

    def subscriptions_of(self, customer: str) -> list[dict[str, Any]]:
        """Return a customer's subscriptions in force."""
        return [one for one in self.store.all("subscription") if one["customer"] == customer and one["status"] == "active"]

    def tell(self, kind: str, thing: dict[str, Any]) -> None:
        """Record an event and have it delivered."""
        event = new("evt", "event", type=kind, api_version="2025-01-01", data={"object": thing}, pending_webhooks=1)
        self.store.save(event)
        self.store.deliver(event["id"])

    def _line(self, given: dict[str, Any]) -> dict[str, Any]:
        price = self.required("price", str(given.get("price", "")))
        return {
            "price": price["id"],
            "unit_amount": price["unit_amount"],
            "currency": price["currency"],
            "product": price["product"],
            "quantity": int(given.get("quantity") or 1),
        }

    def _subscription(self, session: dict[str, Any]) -> dict[str, Any]:
        ends = int(time.time()) + _MONTH
        items = [
            {
                **new("si", "subscription_item", quantity=line["quantity"], current_period_end=ends),
                "price": self.required("price", line["price"]),
            }
            for line in session["lines"]
        ]
        return new(
            "sub",
            "subscription",
            customer=session["customer"],
            status="active",
            metadata=session["subscription_data"].get("metadata") or {},
            cancel_at_period_end=False,
            items={"object": "list", "data": items, "has_more": False, "url": "/v1/subscription_items"},
        )


def _public(session: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in session.items() if key not in {"lines", "subscription_data"}}


def _some(given: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: given[name] for name in names if name in given}
