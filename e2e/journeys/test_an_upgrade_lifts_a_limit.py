"""A limit that is reached says so where it bites, and paying lifts it at once."""

from playwright.sync_api import Page, expect

SOLUTION = {
    "axin": 1,
    "key": "stock",
    "title": "Stock",
    "entities": [
        {
            "key": "item",
            "title": "Item",
            "plural": "Items",
            "display": "name",
            "icon": "package",
            "fields": [{"key": "name", "type": "text", "required": True}],
        }
    ],
}


def add(page: Page, name: str) -> None:
    page.get_by_role("button", name="New: Item").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill(name)
    dialog.get_by_role("button", name="Create").click()


def test_checkout_on_the_demonstration_provider_lifts_the_limit(page: Page, api):
    api.publish(SOLUTION)
    allowed = api.call("GET", "billing")["limits"]["records"]
    for start in range(0, allowed, 1000):
        rows = [{"values": {"name": f"Item {number}"}} for number in range(start, min(start + 1000, allowed))]
        api.call("POST", "records/item/batch", {"create": rows})
    refused = api.call("POST", "records/item", {"values": {"name": "One more"}}, expected=402)
    assert refused["code"] == "limit_reached"

    api.enter(page)
    page.goto(f"/w/{api.slug}/r/item")
    add(page, "One more")
    notice = page.get_by_role("alert").filter(has_text="plan").first
    expect(notice).to_be_visible()

    page.goto(f"/w/{api.slug}/settings/billing")
    page.get_by_role("region", name="Team").get_by_role("button").click()
    expect(page.get_by_text("demonstration", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Pay").click()
    expect(page.get_by_role("region", name="Team").get_by_text("Your plan")).to_be_visible()

    page.goto(f"/w/{api.slug}/r/item")
    add(page, "One more")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert api.call("GET", 'records/item?filter=name = "One more"')["items"]
