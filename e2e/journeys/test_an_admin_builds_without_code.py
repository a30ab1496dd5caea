"""S01, S02, S03, S31: a new admin draws the firm's first automation by clicking alone, and it works."""

from playwright.sync_api import Page, expect

from e2e.flows.building import Builder


def test_a_new_contact_becomes_an_assigned_request(page: Page, api):
    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open()
    builder.add_object("Contact", "Contacts")
    builder.add_field("Phone", "Phone +994")
    builder.add_object("Request", "Requests")
    builder.add_field("Contact", "Link to a record")
    builder.link_to("Contact")
    builder.add_funnel("Requests", "Request")

    builder.add_scenario("Open a request for each new contact")
    panel = builder.add_step("Create a record")
    builder.choose(panel.get_by_role("combobox", name="What to work with"), "Request")
    expect(panel.get_by_role("switch", name="Link the new Request to the Contact that started this")).to_be_checked()
    expect(panel.get_by_role("combobox", name="Stage")).to_have_value("Requests › New")
    panel.get_by_role("textbox", name="Name", exact=True).click()
    page.keyboard.type("Call ")
    builder.insert("Name", "Name")
    builder.choose(panel.get_by_role("combobox", name="Responsible"), "Take turns")
    expect(panel.get_by_role("combobox", name="Everybody with a role")).to_have_value("Owner")
    builder.publish()
    assert "{" not in page.inner_text("main")

    page.goto(f"/w/{api.slug}/r/contact")
    page.get_by_role("button", name="New: Contact").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Nigar Həsənova")
    dialog.get_by_role("button", name="Create").click()
    page.goto(f"/w/{api.slug}/f/requests")
    lane = page.get_by_role("region", name="New")
    expect(lane.get_by_text("Call Nigar Həsənova")).to_be_visible()

    requests = api.call("GET", "records/request")["items"]
    assert [one["values"]["name"] for one in requests] == ["Call Nigar Həsənova"]
    assert requests[0]["stage"] == "new"
    assert requests[0]["responsible"] == api.person
    contact = api.call("GET", "records/contact")["items"][0]
    assert requests[0]["values"]["contact"] == contact["id"]
