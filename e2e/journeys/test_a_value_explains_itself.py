"""Explain: beside each value one asks why it is so, and finds the person, the formula with its values, the scenario's step."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.flows.accessibility import violations

ITEM = {
    "key": "item", "title": "Item", "display": "name", "fields": [
        {"key": "name", "title": "Name", "type": "text", "required": True},
        {"key": "price", "title": "Price", "type": "money"},
        {"key": "quantity", "title": "How many", "type": "number", "default": 1},
        {"key": "total", "title": "Total", "type": "formula", "formula": "price * quantity", "result": "money"},
        {"key": "offer", "title": "Offer", "type": "text"},
    ],
}  # fmt: skip
OFFERED = {
    "key": "offered", "title": "Write an offer", "trigger": {"on": "record.created", "entity": "item"}, "run_as": "role:owner",
    "steps": [{"key": "write", "title": "Write it", "action": "record.update",
               "with": {"entity": "item", "id": "=record.id", "values": {"offer": "For {{ record.name }}"}}}],
}  # fmt: skip
SHOP = {"axin": 1, "key": "shop", "title": "Shop", "entities": [ITEM], "scenarios": [OFFERED]}


@pytest.fixture
def item(page: Page, api):
    api.publish(SHOP)
    made = api.call("POST", "records/item", {"values": {"name": "Tile", "price": 12, "quantity": 3}})
    api.enter(page)
    page.goto(f"/w/{api.slug}/r/item/{made['id']}")
    expect(page.get_by_text("For Tile").first).to_be_visible()
    return made["id"]


def ask(page: Page, field: str) -> None:
    page.get_by_role("button", name=f"Why does “{field}” have this value?").click()


def test_each_value_leads_back_to_its_cause(page: Page, item):
    ask(page, "Total")
    panel = page.get_by_role("dialog", name="Why does “Total” have this value?")
    expect(panel).to_contain_text("A formula computes this")
    expect(panel).to_contain_text("Price * How many")
    assert violations(page) == []

    panel.get_by_role("button", name="Price").click()
    expect(panel).to_contain_text("Test Admin wrote this")
    panel.get_by_role("button", name="Back").click()
    expect(panel).to_contain_text("A formula computes this")
    page.keyboard.press("Escape")

    ask(page, "Offer")
    panel = page.get_by_role("dialog", name="Why does “Offer” have this value?")
    expect(panel).to_contain_text("The scenario “Write an offer”, version 1, wrote this in its step “Write it”")
    expect(panel).to_contain_text("Item: was created")
    panel.get_by_role("link", name="see the run").click()
    expect(page).to_have_url(re.compile("/build/runs/"))


def test_search_finds_it_as_one_types(page: Page, item):
    page.keyboard.press("Control+k")
    palette = page.get_by_role("combobox", name="Search and commands")
    palette.fill("tle")
    palette.fill("tiel")
    expect(page.get_by_role("option").first).to_be_visible()
    palette.fill("til")
    expect(page.get_by_role("option", name="Tile")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"record=item.*{item}"))


def test_the_formula_field_knows_titles_faults_and_a_real_value(page: Page, api, item):
    page.goto(f"/w/{api.slug}/build/entities/item")
    page.get_by_role("button", name="Field Total: open").click()
    field = page.get_by_role("textbox", name="Formula")
    expect(field).to_have_value("[Price] * [How many]")
    field.focus()
    expect(page.get_by_text(re.compile("= .*36"))).to_be_visible()
    field.fill("rou")
    expect(page.get_by_role("listbox", name="Suggestions")).to_contain_text("ROUND")
    field.press("Enter")
    expect(field).to_have_value("ROUND(")
    expect(page.locator("code", has_text="ROUND(")).to_be_visible()
    field.fill("[Price] * quantiti")
    page.get_by_role("button", name="Use “How many”").click()
    expect(field).to_have_value("[Price] * [How many]")
    assert violations(page) == []
