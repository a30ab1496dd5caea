"""A workspace reaches a limit, pays on the hosted page, and goes on; every message of the payment service is proved first."""

import json

import httpx
import pytest

from axin.billing.double.delivery import sign
from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.tenants import limits, usage
from axin.tenants.operators import create_operator
from axin.tenants.tasks import fold_usage
from tests.billing.conftest import SECRET, Shop
from tests.world.workspaces import Client, fresh_email

WEBHOOK = "/api/billing/stripe"


async def upgrade(api: Client) -> str:
    """Buy the team plan on the double's page; return where the buyer ends."""
    started = await api.post(api.at("billing/checkout"), json={"plan": "team"})
    assert started.status_code == 200, started.text
    async with httpx.AsyncClient(trust_env=False) as browser:
        page = await browser.get(started.json()["url"])
        assert "Pay (demonstration)" in page.text
        paid = await browser.post(started.json()["url"])
    assert paid.status_code == 303
    return paid.headers["location"]


async def last_event(kind: str, slug: str, shop: Shop) -> dict:
    """Return the double's newest event of a kind; `slug` is in the address the buyer returns to."""
    async with httpx.AsyncClient(trust_env=False, headers={"authorization": "Bearer sk_test_x"}) as client:
        found = await client.get(f"{shop.double}/v1/events", params={"type": kind, "limit": 100})
    return found.json()["data"][0]


async def send(api: Client, event: dict, secret: str = SECRET, at: int | None = None) -> httpx.Response:
    payload = json.dumps(event).encode()
    return await api.stranger().post(WEBHOOK, content=payload, headers={"stripe-signature": sign(payload, secret, at)})


async def plan_of(api: Client) -> str:
    return (await api.get(api.at("billing"))).json()["plan"]


async def test_a_new_workspace_is_on_the_free_plan_and_sees_what_is_on_offer(api: Client, shop: Shop):
    await api.sign_up()
    found = (await api.get(api.at("billing"))).json()
    assert found["plan"] == "free"
    assert found["demonstration"] is True
    assert found["limits"]["records"] >= 1000
    assert found["limits"]["runs"] >= 1000
    assert found["usage"] == {"seats": 1, "records": 0, "runs": 0, "storage": 0}
    assert [plan["key"] for plan in found["plans"]] == ["free", "team"]
    assert found["plans"][1]["price"] == {"amount": "19.00", "currency": "AZN"}


async def test_paying_lifts_the_limit_that_was_reached(api: Client, shop: Shop):
    await api.sign_up()
    await api.member("member")
    await api.member("member")
    full = await api.post(api.at("invitations"), json={"email": fresh_email(), "role": "member"})
    assert (full.status_code, full.json()["code"]) == (402, "limit_reached")
    back = await upgrade(api)
    assert back == f"{shop.web}/w/{api.slug}/settings/billing?checkout=done"
    found = (await api.get(api.at("billing"))).json()
    assert (found["plan"], found["status"], found["seats"], found["limits"]["seats"]) == ("team", "active", 3, 25)
    assert (await api.post(api.at("invitations"), json={"email": fresh_email(), "role": "member"})).status_code == 201
    again = await api.post(api.at("billing/checkout"), json={"plan": "team"})
    assert (again.status_code, again.json()["code"]) == (409, "already_on_plan")


async def test_ending_the_subscription_returns_to_the_free_plan(api: Client, shop: Shop):
    await api.sign_up()
    await upgrade(api)
    portal = (await api.post(api.at("billing/portal"))).json()["url"]
    event = await last_event("customer.subscription.created", api.slug, shop)
    async with httpx.AsyncClient(trust_env=False) as browser:
        assert "End the subscription" in (await browser.get(portal)).text
        await browser.post(portal, data={"subscription": event["data"]["object"]["id"]})
    found = (await api.get(api.at("billing"))).json()
    assert (found["plan"], found["status"], found["limits"]["seats"]) == ("free", "canceled", 3)


async def test_an_unsigned_wrong_or_old_message_is_refused(api: Client, shop: Shop):
    await api.sign_up()
    await upgrade(api)
    event = await last_event("checkout.session.completed", api.slug, shop)
    payload = json.dumps(event).encode()
    for headers in ({}, {"stripe-signature": ""}, {"stripe-signature": "t=1,v1=00"}, {"stripe-signature": "nonsense"}):
        assert (await api.stranger().post(WEBHOOK, content=payload, headers=headers)).json()["code"] == "bad_signature"
    assert (await send(api, event, secret="whsec_other")).status_code == 400
    assert (await send(api, event, at=1_600_000_000)).status_code == 400
    signature = sign(payload, SECRET)
    changed = payload.replace(b"evt_", b"evt_x")
    assert (await api.post(WEBHOOK, content=changed, headers={"stripe-signature": signature})).status_code == 400


async def test_a_replayed_or_late_message_changes_nothing(api: Client, shop: Shop):
    await api.sign_up()
    await upgrade(api)
    created = await last_event("customer.subscription.created", api.slug, shop)
    subscription = created["data"]["object"]["id"]
    async with httpx.AsyncClient(trust_env=False, headers={"authorization": "Bearer sk_test_x"}) as client:
        await client.delete(f"{shop.double}/v1/subscriptions/{subscription}")
    deleted = await last_event("customer.subscription.deleted", api.slug, shop)
    assert (await send(api, deleted)).status_code == 200
    assert await plan_of(api) == "free"
    for _ in range(2):
        assert (await send(api, created)).status_code == 200
    late = {**created, "id": "evt_late_copy_" + api.slug}
    assert (await send(api, late)).status_code == 200
    assert await plan_of(api) == "free"
    async with control_transaction() as control:
        assert await control.fetchval("select count(*) from stripe_event where id = $1", created["id"]) == 1


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"id": "evt_1", "type": "x", "data": {"object": {}}}', b"no json"])
async def test_a_signed_message_of_no_known_form_is_no_crash(api: Client, shop: Shop, body):
    answer = await api.post(WEBHOOK, content=body, headers={"stripe-signature": sign(body, SECRET)})
    assert answer.status_code in {200, 400}


async def test_a_subscription_of_somebody_elses_customer_is_ignored(api: Client, shop: Shop):
    victim = await api.stranger().sign_up()
    workspace = (await victim.get(victim.at(""))).json()["id"]
    await api.sign_up()
    headers = {"authorization": "Bearer sk_test_x"}
    async with httpx.AsyncClient(trust_env=False, headers=headers, base_url=shop.double) as client:
        customer = (await client.post("/v1/customers", data={"name": "Eve"})).json()["id"]
        price = (await client.post("/v1/prices", data={"currency": "azn", "unit_amount": "1"})).json()["id"]
        session = await client.post(
            "/v1/checkout/sessions",
            data={
                "customer": customer,
                "line_items[0][price]": price,
                "line_items[0][quantity]": "1",
                "subscription_data[metadata][workspace]": workspace,
                "subscription_data[metadata][plan]": "team",
                "success_url": "http://localhost/",
            },
        )
        assert (await client.post(f"/pay/{session.json()['id']}")).status_code == 303
    assert await plan_of(victim) == "free"


async def test_only_those_who_manage_the_workspace_buy(api: Client, shop: Shop):
    await api.sign_up()
    member = await api.member("member")
    assert (await member.get(member.at("billing"))).status_code == 403
    assert (await member.post(member.at("billing/checkout"), json={"plan": "team"})).status_code == 403
    program = await api.token("owner")
    assert (await program.post(api.at("billing/checkout"), json={"plan": "team"})).status_code == 403
    assert (await api.post(api.at("billing/checkout"), json={"plan": "gold"})).status_code == 422
    assert (await api.post(api.at("billing/checkout"), json={"plan": "free"})).status_code == 422


async def test_operators_see_tenants_and_nobody_else_does(api: Client, shop: Shop):
    await api.sign_up()
    assert (await api.get("/api/operator/tenants")).status_code == 403
    assert (await api.stranger().get("/api/operator/tenants")).status_code == 401
    await create_operator(api.email)
    page = await api.get("/api/operator/tenants", params={"search": api.slug})
    assert page.status_code == 200, page.text
    assert [item["slug"] for item in page.json()["items"]] == [api.slug]
    assert page.json()["items"][0]["usage"]["seats"] == 1
    granted = await api.put(f"/api/operator/tenants/{api.slug}/plan", json={"plan": "team"})
    assert granted.status_code == 200, granted.text
    assert await plan_of(api) == "team"


async def test_limits_far_and_near_are_both_right(make_workspace):
    world = await make_workspace(limits={"records": 1000})
    async with tenant_transaction(world.tenant_no):
        await limits.require("records", 400)
        await usage.add("records", 400)
    async with tenant_transaction(world.tenant_no):
        await limits.require("records", 600)
        with pytest.raises(limits.PlanLimitError):
            await limits.require("records", 601)
        await usage.add("records", 599)
    await fold_usage()
    async with tenant_transaction(world.tenant_no):
        assert await usage.used("records") == 999
        await limits.require("records", 1)
        with pytest.raises(limits.PlanLimitError, match="1,000 records"):
            await limits.require("records", 2)
        await limits.set_limits({"records": 5000})
        await limits.require("records", 2)
