"""Rules, bounds and ways between stages are drawn, not written, and bind programs as they bind people."""

from playwright.sync_api import Locator, Page

from e2e.flows.building import Builder
from e2e.flows.solutions import firm_of_deals

SOLUTION = firm_of_deals(
    fields=[
        {"key": "price", "type": "number", "title": "Price"},
        {"key": "due_on", "type": "date", "title": "Day"},
        {"key": "phone", "type": "text", "title": "Phone"},
    ],
    stages=[
        {"key": "new", "title": "New"},
        {"key": "offer", "title": "Offer"},
        {"key": "won", "title": "Won", "kind": "won"},
        {"key": "lost", "title": "Lost", "kind": "lost"},
    ],
    roles=[{"key": "seller", "title": "Seller", "access": [{"entity": "deal", "read": "own", "create": True}]}],
)


def test_an_admin_draws_rules_and_ways(page: Page, api):
    api.publish(SOLUTION)
    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open("/entities/deal")
    draw_rules_of_fields(page, builder)
    draw_what_is_unique(page)
    builder.go("Funnels")
    draw_ways(page)
    builder.go("Roles")
    builder.choose(page.get_by_role("combobox", name="View: Deal"), "Team")
    page.get_by_role("switch", name="May build").check()
    builder.publish()

    draft = api.call("GET", "draft")
    fields = {field["key"]: field for field in draft["entities"][0]["fields"]}
    assert (fields["price"]["validate"], fields["price"]["message"]) == ("price > 0", "The price must be positive")
    assert fields["due_on"]["min"] == "2026-01-01"
    assert (fields["phone"]["pattern"], fields["phone"]["required"]) == ("^[+]994", "price > 100")
    assert draft["entities"][0]["unique"] == [["name", "due_on"]]
    assert draft["funnels"][0]["transitions"] == [
        {"from": "new", "to": ["offer", "won", "lost"], "roles": ["seller"]},
        {"from": "offer", "to": ["won", "lost"]},
    ]
    assert draft["funnels"][0]["stages"][3]["requires"] == ["lost_reason"]
    assert (draft["roles"][0]["access"][0]["read"], draft["roles"][0]["builder"]) == ("team", True)

    refused = api.call("POST", "records/deal", {"values": {"price": -1, "due_on": "2025-12-31", "phone": "055"}}, expected=422)
    assert {error["pointer"] for error in refused["errors"]} >= {"/values/due_on", "/values/phone"}
    refused = api.call("POST", "records/deal", {"values": {"price": -1}}, expected=422)
    assert refused["errors"][0]["message"] == "The price must be positive"
    refused = api.call("POST", "records/deal", {"values": {"price": 101}}, expected=422)
    assert [(error["pointer"], error["code"]) for error in refused["errors"]] == [("/values/phone", "required")]


def draw_rules_of_fields(page: Page, builder: Builder) -> None:
    settings = page.get_by_role("complementary", name="Field settings")
    page.get_by_role("button", name="Field Price: open").click()
    settings.get_by_role("button", name="More settings").click()
    settings.get_by_role("button", name="Rule: Add a rule").click()
    price_over(settings.get_by_role("group", name="Rule", exact=True), builder, "0")
    settings.get_by_role("textbox", name="What people read where it does not hold").fill("The price must be positive")

    page.get_by_role("button", name="Field Day: open").click()
    settings.get_by_label("Not before").fill("2026-01-01")
    page.get_by_role("button", name="Field Phone: open").click()
    settings.get_by_role("textbox", name="Form of the text").fill("^[+]994")
    settings.get_by_text("When…", exact=True).click()
    settings.get_by_role("button", name="Only when: Add a condition").click()
    price_over(settings.get_by_role("group", name="Only when", exact=True), builder, "100")


def price_over(condition: Locator, builder: Builder, least: str) -> None:
    condition.get_by_role("button", name="Add condition").click()
    builder.choose(condition.get_by_role("combobox", name="Field", exact=True), "Price")
    builder.choose(condition.get_by_role("combobox", name="Comparison"), "is more than")
    condition.get_by_role("textbox", name="Value").fill(least)


def draw_what_is_unique(page: Page) -> None:
    page.get_by_role("tab", name="Rules").click()
    together = page.get_by_role("region", name="No two alike")
    together.get_by_role("button", name="Add a rule").click()
    together.get_by_role("combobox", name="Fields that are unique together, 1").click()
    for name in ("Name", "Day"):
        page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")


def draw_ways(page: Page) -> None:
    page.get_by_role("region", name="Lost", exact=True).get_by_role("button", name="Ask why it was lost").click()
    ways = page.get_by_role("region", name="Where a card may go")
    ways.get_by_text("By rules", exact=True).click()
    new = ways.get_by_role("group", name="From New")
    new.get_by_role("combobox", name="Who may move it: New 1").click()
    page.get_by_role("option", name="Seller", exact=True).click()
    page.keyboard.press("Escape")
