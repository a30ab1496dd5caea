"""A table is worked in like a spreadsheet, and what one has arranged is kept as a view that others find."""

import pytest
from playwright.sync_api import Page, expect

from e2e.flows.api import Api

SOLUTION = {
    "axin": 1, "key": "stock", "title": "Stock", "settings": {"locale": "en", "currency": "AZN"},
    "entities": [
        {"key": "item", "title": "Item", "plural": "Items", "display": "name", "fields": [
            {"key": "name", "type": "text", "required": True},
            {"key": "pieces", "title": "Pieces", "type": "integer", "min": 0},
            {"key": "shelf", "title": "Shelf", "type": "select",
             "options": [{"key": "top", "title": "Top"}, {"key": "low", "title": "Low"}]},
        ]},
    ],
}  # fmt: skip


@pytest.fixture
def stock(api: Api) -> Api:
    api.publish(SOLUTION)
    for name, pieces, shelf in (("Bolt", 5, "top"), ("Nut", 7, "top"), ("Screw", 9, "low")):
        api.call("POST", "records/item", {"values": {"name": name, "pieces": pieces, "shelf": shelf}})
    return api


def cell(page: Page, line: int, column: int):
    return page.locator(f"[data-line='{line}'][data-column='{column}']")


def test_cells_are_typed_copied_pasted_and_taken_back(page: Page, stock: Api):
    stock.enter(page)
    page.goto(f"/w/{stock.slug}/r/item?sort=name")
    cell(page, 0, 1).click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(cell(page, 0, 1)).to_have_text("12")
    expect(page.get_by_role("grid")).to_have_attribute("aria-activedescendant", "cell-1-1")
    page.get_by_role("grid").evaluate(
        """grid => {
            const data = new DataTransfer();
            data.setData("text/plain", "21\\tLow\\n22\\tTop");
            grid.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )
    expect(cell(page, 1, 1)).to_have_text("21")
    expect(cell(page, 1, 2)).to_contain_text("Low")
    expect(cell(page, 2, 1)).to_have_text("22")
    saved = {item["values"]["name"]: item["values"]["pieces"] for item in stock.call("GET", "records/item")["items"]}
    assert saved == {"Bolt": 12, "Nut": 21, "Screw": 22}
    page.keyboard.press("Control+z")
    expect(cell(page, 1, 1)).to_have_text("7")
    expect(cell(page, 2, 2)).to_contain_text("Low")


def test_what_is_arranged_is_saved_as_a_view_that_others_find(page: Page, stock: Api):
    stock.enter(page)
    page.goto(f"/w/{stock.slug}/r/item")
    page.get_by_role("columnheader", name="Shelf").get_by_role("button").first.click()
    page.get_by_role("menuitem", name="Group by this").click()
    expect(page.get_by_role("row").filter(has_text="Top").first).to_contain_text("2")
    page.get_by_role("button", name="View: All: Items").click()
    page.get_by_role("menuitem", name="Save as a new view").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Name").fill("By shelf")
    page.get_by_label("Share with others").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="View: By shelf")).to_be_visible()
    [view] = stock.call("GET", "views?entity=item")["items"]
    assert (view["group"], view["shared"]) == ("shelf", True)
