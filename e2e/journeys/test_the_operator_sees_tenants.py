"""Who runs the service sees every workspace with its plan and use, and never what is in it; nobody else sees that screen."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from e2e.flows.api import Api
from e2e.flows.firm import customer
from e2e.flows.people import make_operator
from e2e.flows.solutions import turnkey_repair


def test_the_operator_finds_a_tenant_and_changes_its_plan(page: Page, server, api: Api):
    api.publish(turnkey_repair())
    api.call("POST", "records/contact", {"values": customer("Nigar Həsənova")})
    title = f"Usta {uuid4().hex[:8]}"
    api.call("PATCH", "", {"title": title})
    with Api.sign_up(server.url, email=f"{uuid4().hex[:12]}@example.com") as operator:
        make_operator(operator.email, server.data)
        operator.enter(page)
        page.goto(f"/w/{operator.slug}")
        page.get_by_role("button", name="Test Admin: account").click()
        page.get_by_role("menuitem", name="Operator").click()
        page.get_by_role("textbox", name="Search workspaces").fill(title)
        tenant = page.get_by_role("row").filter(has_text=title)
        expect(tenant).to_have_count(1)
        expect(page.get_by_role("row")).to_have_count(2)
        expect(page.get_by_text("Nigar")).to_have_count(0)
        plan = tenant.get_by_role("combobox", name=f"Plan of {title}")
        expect(plan).to_have_value("free")
        plan.click()
        page.get_by_role("option", name="team").click()
        expect(plan).to_have_value("team")
        expect(plan).to_be_enabled()
        assert api.call("GET", "billing")["plan"] == "team"
        assert operator.client.get(f"/api/w/{api.slug}/records/contact").status_code == 404


def test_nobody_else_does(page: Page, api: Api):
    api.enter(page)
    page.goto("/operator")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(0)
    assert api.client.get("/api/operator/tenants").status_code in {403, 404}
