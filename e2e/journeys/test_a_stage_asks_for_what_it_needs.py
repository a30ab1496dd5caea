"""S04, S19: a card says what is next; what a stage needs is asked for on one form, and nobody is forgotten."""

import pytest
from playwright.sync_api import Page, expect

from e2e.flows.accessibility import violations
from e2e.flows.api import Api

STAGES = [
    {
        "key": "new", "title": "New", "probability": 10, "sla": "2h", "hint": "Call the client today",
        "checklist": [{"key": "called", "title": "Called the client", "required": True}],
    },
    {"key": "offer", "title": "Offer", "requires": ["area"], "tasks": [{"title": "Send the offer", "due": "1d"}]},
    {"key": "lost", "title": "Lost", "kind": "lost", "requires": ["reason"]},
]  # fmt: skip
SOLUTION = {
    "axin": 1, "key": "firm", "title": "Firm", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
    "entities": [
        {"key": "contact", "title": "Contact", "plural": "Contacts", "display": "name", "fields": [
            {"key": "name", "type": "text", "required": True},
        ]},
        {"key": "deal", "title": "Deal", "display": "name", "fields": [
            {"key": "name", "type": "text", "required": True},
            {"key": "client", "type": "link", "to": "contact", "inverse": "deals"},
            {"key": "area", "type": "number"},
            {"key": "total", "type": "money"},
            {"key": "reason", "title": "Reason of loss", "type": "select", "options": [{"key": "price", "title": "Price"}]},
        ]},
    ],
    "funnels": [{"key": "sales", "entity": "deal", "title": "Sales", "stages": STAGES, "amount": {"field": "total"}}],
}  # fmt: skip


@pytest.fixture
def office(api: Api) -> Api:
    api.publish(SOLUTION)
    return api


def add(office: Api, name: str, **values: object) -> str:
    body = {"values": {"name": name, **values}, "funnel": "sales"}
    return str(office.call("POST", "records/deal", body)["id"])


def choose_stage(page: Page, card: str, stage: str) -> None:
    page.get_by_role("button", name=f"Move to… {card}").click()
    page.get_by_role("menuitem", name=stage).click()


def test_all_that_a_move_lacks_is_asked_for_at_once(page: Page, office: Api):
    deal = add(office, "Flat", total=100)
    office.enter(page)
    page.goto(f"/w/{office.slug}/f/sales")
    choose_stage(page, "Flat", "Offer")
    dialog = page.get_by_role("dialog", name="“Offer” needs a little more")
    dialog.get_by_role("button", name="Save and move").click()
    expect(dialog.get_by_text("Tick this first")).to_be_visible()
    dialog.get_by_label("Area").fill("30")
    dialog.get_by_role("checkbox", name="Called the client").check()
    assert violations(page) == []
    dialog.get_by_role("button", name="Save and move").click()
    lane = page.get_by_role("region", name="Offer")
    expect(lane.get_by_role("group", name="Flat", exact=True)).to_be_visible()
    expect(lane.get_by_text("100")).to_have_count(2)
    found = office.call("GET", f"records/deal/{deal}")
    assert (found["stage"], found["values"]["area"]) == ("offer", 30)
    assert [task["title"] for task in office.call("GET", f"tasks?record={deal}")["items"]] == ["Send the offer"]


def test_a_card_says_what_is_next(page: Page, office: Api):
    deal = add(office, "Flat", area=30)
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/deal/{deal}")
    box = page.get_by_role("region", name="What is next")
    expect(box.get_by_text("Call the client today")).to_be_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/checklist") and answer.request.method == "POST" and answer.ok):
        box.get_by_role("checkbox", name="Called the client").check()
    box.get_by_role("button", name="To “Offer”").click()
    expect(page.get_by_role("list", name="Stages").locator("[aria-current=step]")).to_contain_text("Offer")
    box.get_by_role("button", name="Time in stages").click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(2)
    assert violations(page) == []


def test_a_name_makes_a_card_and_a_filter_finds_it(page: Page, office: Api):
    add(office, "House")
    office.enter(page)
    page.goto(f"/w/{office.slug}/f/sales")
    page.get_by_role("button", name="Add to “New”").click()
    page.get_by_role("textbox", name="New card: Name").fill("Balcony")
    page.keyboard.press("Enter")
    lane = page.get_by_role("region", name="New", exact=True)
    expect(lane.get_by_role("group", name="Balcony", exact=True)).to_be_visible()
    page.get_by_role("searchbox", name="Find a card").fill("balc")
    expect(lane.get_by_role("group", name="House", exact=True)).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="1 card matches")).to_be_visible()
    assert "q=balc" in page.url


def test_nobody_is_forgotten(page: Page, office: Api):
    contact = office.call("POST", "records/contact", {"values": {"name": "Leyla Həsənova"}})["id"]
    office.enter(page)
    page.goto(f"/w/{office.slug}")
    page.get_by_role("button", name="Leyla Həsənova").wait_for()
    add(office, "Flat", client=contact)
    expect(page.get_by_role("button", name="Leyla Həsənova")).to_have_count(0)
