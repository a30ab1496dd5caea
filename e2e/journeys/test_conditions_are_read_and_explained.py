"""S09: a condition is drawn as sentences, binds what happens on the board, and its decision is shown with its values."""

from playwright.sync_api import Page, expect

from e2e.flows.building import Builder
from e2e.flows.solutions import turnkey_repair


def agreed_without_condition() -> dict:
    document = turnkey_repair()
    scenario = next(one for one in document["scenarios"] if one["key"] == "repair_agreed")
    del scenario["when"]
    return document


def move(page: Page, card: str, stage: str) -> None:
    page.get_by_role("button", name=f"Move to… {card}").click()
    page.get_by_role("menuitem", name=stage).click()


def test_a_contract_in_the_right_funnel_sets_the_task(page: Page, api):
    api.publish(agreed_without_condition())
    api.enter(page)
    builder = Builder(page, api.slug)

    builder.open("/scenarios/repair_agreed")
    page.get_by_role("button", name="If").click()
    for place, (field, value) in enumerate([("Stage", "Contract"), ("Funnel", "Turnkey repair")]):
        builder.panel.get_by_role("button", name="Add condition").click()
        builder.choose(builder.panel.get_by_role("combobox", name="Field").nth(place), field)
        builder.choose(builder.panel.get_by_role("combobox", name="Value").nth(place), value)
    expect(builder.panel.get_by_text("Stage is Contract and Funnel is Turnkey repair")).to_be_visible()
    builder.publish()

    client = api.call("POST", "records/contact", {"values": {"name": "Nigar Həsənova"}})
    room = {"name": "Flat 5", "length": 5, "width": 6, "height": 3, "walls": "brick", "client": client["id"]}
    api.call("POST", "records/deal", {"values": room, "funnel": "repair", "stage": "measuring"})
    page.goto(f"/w/{api.slug}/f/repair")
    move(page, "Flat 5", "Offer")
    expect(page.get_by_role("region", name="Offer").get_by_role("group", name="Flat 5")).to_be_visible()
    move(page, "Flat 5", "Contract")
    needed = page.get_by_role("dialog")
    needed.get_by_role("textbox", name="Contract date").fill("2026-12-01")
    needed.get_by_role("button", name="Save and move").click()
    expect(needed).to_have_count(0)
    expect(page.get_by_role("region", name="Contract").get_by_role("group", name="Flat 5")).to_be_visible()

    page.goto(f"/w/{api.slug}/tasks")
    expect(page.get_by_text("Send the contract to Nigar Həsənova")).to_have_count(1)

    runs = api.call("GET", "runs?scenario=repair_agreed")["items"]
    assert [run["status"] for run in runs] == ["done"], "entering the other stages started nothing"
    page.goto(f"/w/{api.slug}/build/runs/{runs[0]['id']}")
    expect(page.get_by_text("Stage is Contract and Funnel is Turnkey repair").first).to_be_visible()
