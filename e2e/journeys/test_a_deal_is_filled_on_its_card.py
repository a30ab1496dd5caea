"""S07, S11, S13, S15: a deal's card is filled from the room's size, its lines are a table, its worth comes of them."""

import re
from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.flows.api import Api
from e2e.flows.building import Builder
from e2e.flows.solutions import turnkey_repair

PRODUCTS = (
    {"name": "Plaster", "use": "plaster", "price": 7.8, "measure": "wall", "per_metre": 0.5, "pack": 1, "walls": ["brick"]},
    {"name": "Wallpaper", "use": "wallpaper", "price": 12, "measure": "wall", "per_metre": 1, "pack": 5},
    {"name": "Work", "use": "labour", "price": 6, "measure": "wall", "per_metre": 1, "pack": 1},
)


@pytest.fixture
def office(api: Api) -> Api:
    api.publish(turnkey_repair())
    for product in PRODUCTS:
        api.call("POST", "records/product", {"values": product})
    return api


def open_deal(page: Page, office: Api, **values: Any) -> str:
    made = office.call("POST", "records/deal", {"values": {"name": "Flat", **values}, "funnel": "repair", "stage": "measuring"})
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/deal/{made['id']}")
    expect(lines(page)).to_be_visible()
    return str(made["id"])


def lines(page: Page) -> Locator:
    return page.get_by_role("table")


def row(page: Page, name: str) -> Locator:
    return lines(page).get_by_role("row").filter(has_text=name)


def cell(page: Page, field: str, number: int) -> Locator:
    return lines(page).get_by_role("button", name=re.compile(rf"^{field}, {number}:"))


def value(page: Page, field: str) -> Locator:
    return page.get_by_role("region", name="Details").get_by_role("button", name=re.compile(f"^{field}"))


def write(page: Page, field: str, text: str) -> None:
    value(page, field).click()
    page.get_by_role("textbox", name=field, exact=True).fill(text)
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.keyboard.press("Enter")


def choose(page: Page, field: str, option: str) -> None:
    value(page, field).click()
    page.get_by_role("combobox", name=field, exact=True).or_(page.get_by_role("textbox", name=field, exact=True)).first.click()
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_role("option", name=option, exact=True).click()


def shown(page: Page, field: str) -> Locator:
    label = page.get_by_role("region", name="Details").get_by_text(field, exact=True)
    return label.locator("xpath=..")


def test_the_size_of_a_room_fills_the_lines_and_the_total(page: Page, office: Api):
    open_deal(page, office, length=5, width=6, walls="brick")
    write(page, "Height", "3")
    expect(row(page, "Plaster").get_by_role("button", name="Quantity, 1")).to_contain_text("33")
    expect(row(page, "Wallpaper")).to_contain_text("70")
    expect(row(page, "Work")).to_contain_text("66")
    expect(shown(page, "Total")).to_contain_text("1,493.40")
    write(page, "Height", "2.5")
    expect(row(page, "Work")).to_contain_text("55")
    expect(shown(page, "Total")).to_contain_text("1,208.40")


def test_yes_to_the_discount_is_five_percent_less(page: Page, office: Api):
    deal = open_deal(page, office)
    product = office.call("GET", "records/product")["items"][0]["id"]
    office.call("POST", "records/deal_line", {"values": {"deal": deal, "product": product, "quantity": 10, "price": 100}})
    expect(shown(page, "Total")).to_contain_text("1,000.00")
    choose(page, "Apply discount", "Yes")
    expect(shown(page, "Total")).to_contain_text("950.00")
    found = office.call("GET", "records/deal?filter=total = 950")["items"]
    assert [each["id"] for each in found] == [deal]


def test_lines_are_worked_on_like_a_spreadsheet(page: Page, office: Api):
    deal = open_deal(page, office)
    page.get_by_role("button", name="Add a line").click()
    lines(page).get_by_role("combobox", name="Product").or_(lines(page).get_by_role("textbox", name="Product")).first.fill("Wall")
    page.get_by_role("option", name="Wallpaper").click()
    expect(lines(page).get_by_role("textbox", name="Price")).to_have_value("12.00")
    lines(page).get_by_role("textbox", name="Quantity").fill("3")
    page.keyboard.press("Enter")
    expect(cell(page, "Total", 1)).to_contain_text("36.00")
    page.keyboard.press("Escape")

    cell(page, "Quantity", 1).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    expect(cell(page, "Total", 1)).to_contain_text("48.00")
    expect(shown(page, "Total")).to_contain_text("48.00")

    cell(page, "Product", 1).focus()
    paste(page, "Wallpaper\t5\t10\r\nWork\t2\t6\r\n")
    expect(cell(page, "Total", 2)).to_contain_text("12.00")
    expect(lines(page).locator("tfoot")).to_contain_text("62.00")

    cell(page, "Product", 2).focus()
    with page.expect_response(lambda answer: answer.url.endswith("/batch") and answer.ok):
        page.keyboard.press("Alt+ArrowUp")
    expect(cell(page, "Product", 1)).to_contain_text("Work")
    page.reload()
    expect(cell(page, "Product", 1)).to_contain_text("Work")
    page.get_by_role("button", name=re.compile("^Remove")).first.click()
    expect(shown(page, "Total")).to_contain_text("50.00")
    assert len(office.call("GET", f"records/deal/{deal}/links/lines")["items"]) == 1


@pytest.mark.parametrize(
    ("rule", "quantities"), [("skip", [10]), ("replace", [12]), ("add_quantity", [22]), ("add_anyway", [10, 12])]
)
def test_the_rule_for_a_product_that_is_there_already(page: Page, api: Api, rule: str, quantities: list[int]):
    document = deepcopy(turnkey_repair())
    fill = next(scenario for scenario in document["scenarios"] if scenario["key"] == "fill_materials")
    for step in fill["steps"]:
        if step["action"] == "lines.add":
            step["with"] |= {"on_duplicate": rule}
            step["with"]["items"][0]["quantity"] = "=record.height"
    api.publish(document)
    api.call("POST", "records/product", {"values": PRODUCTS[2]})
    open_deal(page, api, length=5, width=6, walls="brick")
    write(page, "Height", "10")
    expect(cell(page, "Quantity", 1)).to_contain_text("10")
    write(page, "Height", "12")
    if quantities != [10]:
        expect(cell(page, "Quantity", len(quantities))).to_contain_text(str(quantities[-1]))
    else:
        page.wait_for_timeout(1500)
    found = api.call("GET", "records/deal_line?sort=created_at")["items"]
    assert [line["values"]["quantity"] for line in found] == quantities


def test_a_client_is_made_from_the_card(page: Page, office: Api):
    deal = open_deal(page, office)
    value(page, "Client").click()
    page.get_by_role("combobox", name="Client").or_(page.get_by_role("textbox", name="Client")).first.fill("Nigar")
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_role("option", name="Create “Nigar”").click()
    expect(value(page, "Client")).to_contain_text("Nigar")
    made = office.call("GET", "records/contact")["items"]
    assert [each["values"]["name"] for each in made] == ["Nigar"]
    assert office.call("GET", f"records/deal/{deal}")["values"]["client"] == made[0]["id"]


def test_a_deal_is_worth_what_its_lines_come_to(page: Page, api: Api):
    document = deepcopy(turnkey_repair())
    deals = next(entity for entity in document["entities"] if entity["key"] == "deal")
    deals["fields"].append({"key": "worth", "title": "Worth", "type": "money"})
    repair = next(funnel for funnel in document["funnels"] if funnel["key"] == "repair")
    repair["amount"] = {"field": "worth", "mode": "manual"}
    api.publish(document)
    product = api.call("POST", "records/product", {"values": PRODUCTS[2]})["id"]
    made = {"values": {"name": "Flat", "worth": 5}, "funnel": "repair", "stage": "measuring"}
    deal = api.call("POST", "records/deal", made)["id"]
    api.call("POST", "records/deal_line", {"values": {"deal": deal, "product": product, "quantity": 10, "price": 6}})

    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open("/funnels/repair")
    page.get_by_text("From lines", exact=True).click()
    expect(page.get_by_text("will be worth something else")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="Flat")).to_contain_text("60.00")
    builder.publish()
    page.goto(f"/w/{api.slug}/r/deal/{deal}")
    expect(shown(page, "Worth")).to_contain_text("60.00")
    cell(page, "Quantity", 1).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    expect(shown(page, "Worth")).to_contain_text("120.00")


def paste(page: Page, text: str) -> None:
    """Paste as a spreadsheet would."""
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        text,
    )
