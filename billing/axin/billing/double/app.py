"""The double's HTTP: the part of Stripe's API that the gateway uses, and the two pages."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, MediaType, Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.response import Redirect

from axin.billing.double import forms, pages
from axin.billing.double.delivery import Courier
from axin.billing.double.rules import Refusal, Rules

Making = Callable[[dict[str, Any]], dict[str, Any]]
AnyRequest = Request[Any, Any, Any]


def create_app(rules: Rules, courier: Courier) -> Litestar:
    """Make the application."""

    @asynccontextmanager
    async def couriers(_: Litestar) -> AsyncIterator[None]:
        task = asyncio.create_task(courier.run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    return Litestar(
        [make, read, listing, change, end, pay_page, pay, portal_page, portal],
        state=State({"rules": rules, "courier": courier}),
        lifespan=[couriers],
        exception_handlers={Refusal: _refused},
        openapi_config=None,
        logging_config=None,
    )


@post(["/v1/customers", "/v1/products", "/v1/prices", "/v1/checkout/sessions", "/v1/billing_portal/sessions"], status_code=200)
async def make(request: AnyRequest) -> Response[str]:
    """Create an object; the same idempotency key gives the same object again."""
    _authorised(request)
    rules: Rules = request.app.state.rules
    kinds: dict[str, Making] = {
        "/v1/customers": rules.customer,
        "/v1/products": rules.product,
        "/v1/prices": rules.price,
        "/v1/checkout/sessions": rules.checkout,
        "/v1/billing_portal/sessions": rules.portal,
    }
    body = (await request.body()).decode()
    key = request.headers.get("idempotency-key")
    known = rules.store.repeated(key) if key else None
    if known is not None:
        if known[0] != request.url.path + body:
            raise Refusal(400, "Keys for idempotent requests can only be used with the same parameters.", "idempotency_error")
        return _json(known[2], known[1])
    made = json.dumps(kinds[request.url.path](forms.decode(body)))
    if key:
        rules.store.keep(key, request.url.path + body, 200, made)
    return _json(made)


@get(
    [
        "/v1/customers/{identifier:str}",
        "/v1/products/{identifier:str}",
        "/v1/prices/{identifier:str}",
        "/v1/checkout/sessions/{identifier:str}",
        "/v1/subscriptions/{identifier:str}",
        "/v1/events/{identifier:str}",
    ]
)
async def read(request: AnyRequest, identifier: str) -> Response[str]:
    """Return an object."""
    _authorised(request)
    rules: Rules = request.app.state.rules
    return _json(json.dumps(rules.required(_kind(request.url.path.rsplit("/", 1)[0]), identifier)))


@get(["/v1/customers", "/v1/products", "/v1/prices", "/v1/checkout/sessions", "/v1/subscriptions", "/v1/events"])
async def listing(request: AnyRequest) -> Response[str]:
    """Return the newest objects of a kind, narrowed by what the query names."""
    _authorised(request)
    rules: Rules = request.app.state.rules
    asked = forms.decode(request.scope["query_string"].decode())
    found = [one for one in rules.store.all(_kind(request.url.path)) if _fits(one, asked)]
    limit = int(asked.get("limit", 10))
    page = {"object": "list", "url": request.url.path, "has_more": len(found) > limit, "data": found[:limit]}
    return _json(json.dumps(page))


@post("/v1/subscriptions/{identifier:str}", status_code=200)
async def change(request: AnyRequest, identifier: str) -> Response[str]:
    """Change a subscription."""
    _authorised(request)
    rules: Rules = request.app.state.rules
    return _json(json.dumps(rules.change(identifier, forms.decode((await request.body()).decode()))))


@delete("/v1/subscriptions/{identifier:str}", status_code=200)
async def end(request: AnyRequest, identifier: str) -> Response[str]:
    """End a subscription."""
    _authorised(request)
    rules: Rules = request.app.state.rules
    return _json(json.dumps(rules.end(identifier)))


@get("/pay/{identifier:str}")
async def pay_page(request: AnyRequest, identifier: str) -> Response[str]:
    """Show an open checkout; one that is paid leads back."""
    rules: Rules = request.app.state.rules
    session = rules.required("checkout.session", identifier)
    if session["status"] != "open":
        return Redirect(session["success_url"], status_code=303)
    product = rules.required("product", session["lines"][0]["product"])
    return Response(pages.pay(session, product.get("name", "")), media_type=MediaType.HTML)


@post("/pay/{identifier:str}", status_code=303)
async def pay(request: AnyRequest, identifier: str) -> Redirect:
    """Play the payment, tell the product, lead the buyer back."""
    session = request.app.state.rules.pay(identifier)
    await request.app.state.courier.now()
    return Redirect(session["success_url"], status_code=303)


@get("/portal/{identifier:str}")
async def portal_page(request: AnyRequest, identifier: str) -> Response[str]:
    """Show what a customer bought."""
    rules: Rules = request.app.state.rules
    session = rules.required("billing_portal.session", identifier)
    return Response(pages.portal(session, rules.subscriptions_of(session["customer"])), media_type=MediaType.HTML)


@post("/portal/{identifier:str}", status_code=303)
async def portal(request: AnyRequest, identifier: str) -> Redirect:
    """End a subscription of this customer."""
    rules: Rules = request.app.state.rules
    session = rules.required("billing_portal.session", identifier)
    wanted = forms.decode((await request.body()).decode()).get("subscription")
    for subscription in rules.subscriptions_of(session["customer"]):
        if subscription["id"] == wanted:
            rules.end(subscription["id"])
    await request.app.state.courier.now()
    return Redirect(session["return_url"], status_code=303)


_KINDS = {
    "customers": "customer",
    "products": "product",
    "prices": "price",
    "sessions": "checkout.session",
    "subscriptions": "subscription",
    "events": "event",
}


def _kind(path: str) -> str:
    return _KINDS[path.rsplit("/", 1)[1]]


def _fits(thing: dict[str, Any], asked: dict[str, Any]) -> bool:
    keys = asked.get("lookup_keys")
    if keys and thing.get("lookup_key") not in keys:
        return False
    return all(thing.get(name) == asked[name] for name in ("customer", "type", "product") if name in asked)


def _authorised(request: AnyRequest) -> None:
    if not request.headers.get("authorization", "").startswith("Bearer sk_"):
        raise Refusal(401, "You did not provide an API key.", "unauthorized")


def _json(text: str, status: int = 200) -> Response[str]:
    return Response(text, status_code=status, media_type=MediaType.JSON)


def _refused(_: AnyRequest, error: Refusal) -> Response[str]:
    body = {"type": "invalid_request_error", "message": str(error), "code": error.code, "param": error.param}
    return _json(json.dumps({"error": body}), error.status)
