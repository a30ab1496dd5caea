"""What a role hides is found by no road: not on a screen, not in what the browser was sent, not by asking the API."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from e2e.flows.api import Api
from e2e.flows.people import colleague

SECRET = "7351"
SOLUTION: dict[str, Any] = {
    "axin": 1,
    "key": "sales",
    "title": "Sales",
    "entities": [
        {
            "key": "deal",
            "title": "Deal",
            "plural": "Deals",
            "display": "name",
            "icon": "briefcase",
            "fields": [
                {"key": "name", "type": "text", "title": "Name", "required": True},
                {"key": "price", "type": "number", "title": "Price"},
                {"key": "margin", "type": "number", "title": "Margin"},
            ],
        },
        {
            "key": "salary",
            "title": "Salary",
            "plural": "Salaries",
            "display": "name",
            "icon": "wallet",
            "fields": [{"key": "name", "type": "text", "title": "Name"}],
        },
    ],
    "funnels": [
        {
            "key": "sales",
            "title": "Sales",
            "entity": "deal",
            "amount": {"mode": "manual", "field": "margin"},
            "stages": [{"key": "new", "title": "New"}, {"key": "won", "title": "Won", "kind": "won"}],
        }
    ],
    "roles": [
        {
            "key": "seller",
            "title": "Seller",
            "access": [{"entity": "deal", "create": True, "read": "all", "update": "all", "fields": {"margin": "hidden"}}],
        }
    ],
}


@pytest.fixture
def deal(api: Api) -> dict[str, Any]:
    api.publish(SOLUTION)
    values = {"name": "Kitchen", "price": 100, "margin": 11}
    made: dict[str, Any] = api.call("POST", "records/deal", {"values": values, "funnel": "sales", "stage": "new"})
    changed: dict[str, Any] = api.call("PATCH", f"records/deal/{made['id']}", {"values": {"margin": int(SECRET), "price": 120}})
    return changed


@pytest.fixture
def seller(api: Api, deal: dict[str, Any]) -> Iterator[Api]:
    with colleague(api, "seller", "Aysel Quliyeva") as seller:
        yield seller


@pytest.fixture
def sent(page: Page) -> list[str]:
    """What the server sends to the browser, save the stream that has no end."""
    bodies: list[str] = []

    def keep(answer: Response) -> None:
        if "/api/" in answer.url and not answer.url.endswith("/stream") and "/api/catalog" not in answer.url:
            bodies.append(answer.text())

    page.on("requestfinished", lambda request: keep(answer) if (answer := request.response()) else None)
    return bodies


def nothing_shows(page: Page) -> None:
    text = page.locator("body").inner_text().lower()
    assert "margin" not in text
    assert SECRET not in text
    assert "salar" not in text


def test_no_screen_shows_it(page: Page, seller: Api, deal: dict[str, Any], sent: list[str]):
    seller.enter(page)
    page.goto(f"/w/{seller.slug}/r/deal")
    expect(page.get_by_role("columnheader", name="Price")).to_be_visible()
    expect(page.get_by_role("gridcell", name="Kitchen", exact=True)).to_be_visible()
    expect(page.get_by_role("columnheader", name="Margin")).to_have_count(0)
    nothing_shows(page)

    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("combobox", name="Field").click()
    expect(page.get_by_role("option", name="Price")).to_be_visible()
    expect(page.get_by_role("option", name="Margin")).to_have_count(0)

    page.goto(f"/w/{seller.slug}/r/deal/{deal['id']}")
    happened = page.get_by_role("region", name="What happened")
    expect(happened.get_by_text("Price:").first).to_be_visible()
    expect(page.get_by_role("region", name="Details").get_by_role("button", name=re.compile("^Price"))).to_contain_text("120")
    nothing_shows(page)

    page.goto(f"/w/{seller.slug}/f/sales")
    expect(page.get_by_role("group", name="Kitchen")).to_be_visible()
    nothing_shows(page)

    page.get_by_role("button", name="New: Deal").click()
    expect(page.get_by_role("dialog").get_by_role("textbox", name="Price")).to_be_visible()
    nothing_shows(page)
    page.goto(f"/w/{seller.slug}/r/salary")
    expect(page.get_by_text("There is nothing here, or it is not open to you.")).to_be_visible()

    assert len(sent) > 5
    assert not [body for body in sent if "margin" in body.lower() or SECRET in body or "salary" in body.lower()]


def test_no_question_of_the_same_session_finds_it(seller: Api, deal: dict[str, Any]):
    place = f"records/deal/{deal['id']}"
    for path in ("records/deal", place, f"{place}/history", "solution", "records/deal?filter=price > 1&sort=-price"):
        assert SECRET not in str(seller.call("GET", path)), path
        assert "margin" not in str(seller.call("GET", path)).lower(), path
    absent = seller.call("GET", "records/deal?filter=nowhere > 1", expected=422)
    hidden = seller.call("GET", "records/deal?filter=margin > 1", expected=422)
    assert told(hidden, "margin") == told(absent, "nowhere"), "a hidden field answers like one that never was"
    assert told(seller.call("GET", "records/deal?sort=margin", expected=422), "margin") == told(
        seller.call("GET", "records/deal?sort=nowhere", expected=422), "nowhere"
    )
    seller.call("PATCH", place, {"values": {"margin": 1}}, expected=422)
    seller.call("GET", "records/salary", expected=404)
    seller.call("GET", "records/nowhere", expected=404)


def told(problem: dict[str, Any], name: str) -> list[tuple[str, str]]:
    return [(one["code"], one["message"].replace(name, "…")) for one in problem["errors"]]
