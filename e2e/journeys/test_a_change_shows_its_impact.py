"""Before something changes the builder says what it touches; publishing takes the data along."""

from playwright.sync_api import Page, expect

from e2e.flows.building import Builder
from e2e.flows.solutions import firm_of_deals

SOLUTION = firm_of_deals(
    fields=[
        {"key": "size", "type": "text", "title": "Size"},
        {"key": "price", "type": "number", "title": "Price"},
        {"key": "total", "type": "formula", "title": "Total", "formula": "price * 2", "result": "number"},
    ],
    stages=[
        {"key": "new", "title": "New"},
        {"key": "work", "title": "In work"},
        {"key": "won", "title": "Won", "kind": "won"},
    ],
)


def test_a_field_changes_its_type_and_a_stage_goes_with_their_data(page: Page, api):
    api.publish(SOLUTION)
    sizes = ["12", "1 250,5", "big"]
    deals = [
        api.call("POST", "records/deal", {"values": {"name": f"Deal {n}", "size": size}, "funnel": "sales", "stage": "work"})[
            "id"
        ]
        for n, size in enumerate(sizes, 1)
    ]
    api.enter(page)
    builder = Builder(page, api.slug)

    builder.open("/entities/deal")
    page.get_by_role("button", name="Field Price: more").click()
    page.get_by_role("menuitem", name="Delete field").click()
    dialog = page.get_by_role("dialog", name="Delete “Price”?")
    expect(dialog.get_by_role("button", name="field Total · Deal")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()

    page.get_by_role("button", name="Field Size: open").click()
    builder.choose(page.get_by_role("combobox", name="Field type"), "Number")
    dialog = page.get_by_role("dialog", name="Size: Text becomes Number")
    concern = dialog.get_by_role("group", name="“Size” of Deal: Text becomes Number")
    expect(concern).to_contain_text("3 records are concerned.")
    expect(concern).to_contain_text("2 values convert, 1 is lost")
    expect(concern.get_by_role("listitem")).to_have_text(["№ 3: big"])
    dialog.get_by_role("button", name="Change the type").click()

    builder.go("Funnels")
    page.get_by_role("button", name="Stage In work: more").click()
    page.get_by_role("menuitem", name="Delete stage").click()
    dialog = page.get_by_role("dialog", name="Delete “In work”?")
    expect(dialog.get_by_role("group", name="The stage “In work” of Sales goes")).to_contain_text("3 records are concerned.")
    dialog.get_by_role("button", name="Delete").click()

    page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog", name="Publish the draft")
    go = dialog.get_by_role("button", name="Publish now")
    stage = dialog.get_by_role("group", name="The stage “In work” of Sales goes")
    expect(stage).to_be_visible()
    expect(go).to_be_disabled()
    builder.choose(stage.get_by_role("combobox", name="What becomes of it"), "Move them to “New”")
    go.click()
    expect(page.get_by_text("Live · v2").first).to_be_visible()

    found = [api.call("GET", f"records/deal/{deal}") for deal in deals]
    assert [one["values"]["size"] for one in found] == [12, 1250.5, None]
    assert {one["stage"] for one in found} == {"new"}
