"""Other systems: what a web call brings is mapped by a click, a connection is made and used, code is tried."""

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Server
from e2e.flows.accessibility import violations
from e2e.flows.api import Api
from e2e.flows.building import Builder
from e2e.flows.firm import when_there_are

SECRET = "a-token-that-nobody-reads"
CALL = {"customer": {"name": "Leyla", "phones": ["+994501112233"]}, "kind": "site"}
HOOK: dict[str, Any] = {
    "key": "site", "title": "The site calls", "run_as": "role:owner", "trigger": {"on": "webhook", "auth": "token"},
    "steps": [{"key": "call", "action": "task.create", "with": {"title": "Call {{ event.data.name }}"}}],
}  # fmt: skip
COMPUTES: dict[str, Any] = {
    "key": "computes", "title": "Compute", "run_as": "role:owner", "trigger": {"on": "scenario"},
    "steps": [{"key": "sum", "title": "Sum up", "action": "code.run", "with": {"source": "return 0", "input": {"prices": [1]}}}],
}  # fmt: skip


def house(*scenarios: dict[str, Any]) -> dict[str, Any]:
    return {
        "axin": 1, "key": "firm", "title": "Firm", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [{"key": "contact", "title": "Contact", "plural": "Contacts", "display": "name", "fields": [
            {"key": "name", "title": "Name", "type": "text", "required": True}]}],
        "scenarios": list(scenarios),
    }  # fmt: skip


class Bank(http.server.BaseHTTPRequestHandler):
    """Another system that wants a token."""

    heard: list[str] = []  # noqa: RUF012 - one a test process

    def do_GET(self) -> None:
        self.heard.append(self.headers.get("Authorization", ""))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"balance": "12.50"}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def bank(server: Server) -> Iterator[str]:
    """The one other system that the product may reach on this machine."""
    Bank.heard.clear()
    running = http.server.ThreadingHTTPServer(("127.0.0.1", server.sink), Bank)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.sink}"
    running.shutdown()
    running.server_close()


def test_what_a_web_call_brings_is_mapped_by_a_click(page: Page, api: Api):
    api.publish(house(HOOK))
    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open("/scenarios/site")
    page.get_by_role("group", name="Picture").get_by_text("Another system calls").first.click()
    builder.panel.get_by_role("button", name="Listen for a sample").click()
    expect(builder.panel.get_by_role("status")).to_contain_text("Waiting for a call")
    address = api.call("GET", "scenarios/site/sample")["url"]
    assert httpx.post(address, json=CALL).is_success
    sample = builder.panel.get_by_role("group", name="A call came")
    expect(sample).to_contain_text("+994501112233")
    sample.get_by_role("button", name="customer.name").click()
    expect(builder.panel.get_by_role("textbox", name="Path")).to_have_value("customer.name")
    assert violations(page) == []
    builder.publish()
    assert api.call("GET", "draft")["scenarios"][0]["trigger"]["map"] == {"name": "customer.name"}
    assert httpx.post(address, json=CALL).is_success
    assert "Call Leyla" in [task["title"] for task in when_there_are(api, "tasks", 2)]


def test_a_connection_is_made_tried_and_used_and_its_secret_seen_by_nobody(page: Page, api: Api, bank: str):
    asks = {"key": "ask", "title": "Ask the bank", "action": "http.request", "with": {"method": "GET", "url": f"{bank}/balance"}}
    told = {"key": "told", "action": "task.create", "with": {"title": "Balance {{ steps.ask.body.balance }}"}}
    trigger = {"on": "record.created", "entity": "contact"}
    api.publish(house({"key": "asks", "title": "Ask", "run_as": "author", "trigger": trigger, "steps": [asks, told]}))
    api.enter(page)
    page.goto(f"/w/{api.slug}/settings/connections")
    page.get_by_role("button", name="New connection").click()
    dialog = page.get_by_role("dialog", name="New connection")
    dialog.get_by_role("textbox", name="Name").fill("Bank")
    dialog.get_by_label("Token", exact=True).fill(SECRET)
    dialog.get_by_role("combobox", name="Hosts").or_(dialog.get_by_role("textbox", name="Hosts")).fill("127.0.0.1")
    page.keyboard.press("Enter")
    assert violations(page) == []
    dialog.get_by_role("button", name="Save").click()
    row = page.get_by_role("row").filter(has_text="Bank")
    row.get_by_role("button", name="Test").click()
    trial = page.get_by_role("dialog", name="Test Bank")
    trial.get_by_role("textbox", name="Address").fill(f"{bank}/balance")
    trial.get_by_role("button", name="Test").click()
    expect(trial.get_by_role("status")).to_contain_text("Answered 200")
    trial.get_by_role("button", name="Close").last.click()

    builder = Builder(page, api.slug)
    builder.open("/scenarios/asks")
    page.get_by_role("group", name="Picture").get_by_text("Ask the bank").click()
    builder.choose(builder.panel.get_by_role("combobox", name="Connection"), "Bank")
    builder.publish()
    api.call("POST", "records/contact", {"values": {"name": "Anar"}})
    run = when_there_are(api, "runs?scenario=asks&status=done", 1)[0]["id"]
    assert "Balance 12.50" in [task["title"] for task in api.call("GET", "tasks")["items"]]
    assert Bank.heard == [f"Bearer {SECRET}"] * 2
    page.goto(f"/w/{api.slug}/build/runs/{run}")
    page.get_by_role("complementary", name="Steps of the run").get_by_role("button", name="Ask the bank").click()
    expect(page.get_by_text("12.50").first).to_be_visible()
    assert SECRET not in page.content()


def test_code_is_tried_where_it_is_written(page: Page, api: Api):
    api.publish(house(COMPUTES))
    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open("/scenarios/computes")
    page.get_by_role("group", name="Picture").get_by_text("Sum up").click()
    code = builder.panel.get_by_role("textbox", name="Source")
    code.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("return input.prices.reduce((sum, each) => sum + each, 0)")
    builder.panel.get_by_role("textbox", name="Sample input").fill('{"prices": [2, 40]}')
    builder.panel.get_by_role("button", name="Try", exact=True).click()
    expect(builder.panel.get_by_label("Output", exact=True).filter(has_text="42")).to_be_visible()
    assert violations(page) == []
    code.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("return missing")
    builder.panel.get_by_role("button", name="Try", exact=True).click()
    expect(builder.panel.get_by_role("alert")).to_contain_text("missing")
